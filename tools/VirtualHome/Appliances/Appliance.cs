using System;
using System.Collections.Generic;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// Something that draws current on a circuit, or delivers it. Its own state (temperatures, charge, programs) goes on in
    /// <see cref="Step"/> whatever its contact does; with the contact open or the mains away it draws nothing.
    /// </summary>
    public abstract class Appliance
    {
        private readonly Integrator _energy = new Integrator();
        private double _demandW;
        private LoadShape _shape;
        private HomeClock _clock = new HomeClock();
        private bool _wasWorking;

        /// <summary>Makes an appliance that draws nothing yet.</summary>
        /// <param name="settings">Name and circuits.</param>
        /// <param name="shape">The form of its current.</param>
        protected Appliance(ApplianceSettings settings, LoadShape shape)
        {
            ArgumentNullException.ThrowIfNull(settings);
            Name = settings.Name;
            Circuits = settings.Circuits;
            _shape = shape;
        }

        /// <summary>The name, as in the home's description.</summary>
        public string Name { get; }

        /// <summary>The circuits that it is on: one, or one a phase with the load spread evenly.</summary>
        public IReadOnlyList<string> Circuits { get; }

        /// <summary>The phase of its first circuit, 1 to 3.</summary>
        public int Phase { get; private set; } = 1;

        /// <summary>Whether its supply contact is closed.</summary>
        public bool ContactClosed { get; private set; } = true;

        /// <summary>How often its supply contact was closed, after it had been open: wear of the relay.</summary>
        public int ContactClosings { get; private set; }

        /// <summary>How often it began to work, after a time without: wear of the appliance.</summary>
        public int Starts { get; private set; }

        /// <summary>True power, W; negative when it delivers.</summary>
        public double PowerW { get; private set; }

        /// <summary>The integral of <see cref="PowerW"/>, Wh.</summary>
        public double EnergyWh => _energy.At(_clock.NowUs) / 3600;

        /// <summary>Whether it changes within a second now, so that it has to be stepped each 100 ms.</summary>
        public virtual bool Ramping => false;

        /// <summary>What it would draw at the nominal voltage with its contact closed, W.</summary>
        public double DemandW
        {
            get => _demandW;
            protected set
            {
                Changed |= value != _demandW;
                _demandW = value;
            }
        }

        /// <summary>Whether its current may have changed since it was last worked out.</summary>
        internal bool Changed { get; private set; } = true;

        /// <summary>Whether it is at work; otherwise it is off or waits.</summary>
        protected virtual bool Working => PowerW != 0;

        /// <summary>The form of its current.</summary>
        protected LoadShape Shape
        {
            get => _shape;
            set
            {
                Changed |= !ReferenceEquals(value, _shape);
                _shape = value;
            }
        }

        /// <summary>Goes on in time. The power drawn over the step was <see cref="PowerW"/>.</summary>
        /// <param name="dtS">Length of the step that ends now, s; 0 to look around only.</param>
        /// <param name="home">Its surroundings now.</param>
        public abstract void Step(double dtS, HomeContext home);

        /// <summary>Opens or closes a contact. Called through <see cref="Home.SetContact"/>.</summary>
        /// <param name="contact">Empty for the supply; otherwise the name of a control contact.</param>
        /// <param name="closed">Whether it is closed.</param>
        /// <exception cref="ArgumentException">It has no such contact.</exception>
        internal virtual void SetContact(string contact, bool closed)
        {
            if (contact.Length != 0)
            {
                throw new ArgumentException("Appliance '" + Name + "' has no contact '" + contact + "'.", nameof(contact));
            }

            if (closed != ContactClosed)
            {
                ContactClosed = closed;
                ContactClosings += closed ? 1 : 0;
                Changed = true;
            }
        }

        /// <summary>Takes a set-point. Called through <see cref="Home.SetPoint"/>.</summary>
        /// <param name="value">In the appliance's unit; NaN for none.</param>
        /// <exception cref="ArgumentException">It takes none.</exception>
        internal virtual void SetPoint(double value)
        {
            throw new ArgumentException("Appliance '" + Name + "' takes no set-point.", nameof(value));
        }

        /// <summary>Adds the current on one of its circuits.</summary>
        /// <param name="voltage">The voltage there.</param>
        /// <param name="nominalV">Nominal voltage, V rms.</param>
        /// <param name="current">What to add to.</param>
        internal virtual void AddCurrent(Phasors voltage, double nominalV, Phasors current)
        {
            _shape.AddCurrent(voltage, nominalV, _demandW / Circuits.Count, current);
        }

        /// <summary>Learns where it is connected.</summary>
        internal void Connect(int phase, HomeClock clock)
        {
            Phase = phase;
            _clock = clock;
        }

        /// <summary>Notes what it draws from a time on.</summary>
        internal void Settle(double timeUs, double powerW)
        {
            PowerW = powerW;
            _energy.SetRate(timeUs, powerW);
            Starts += Working && !_wasWorking ? 1 : 0;
            _wasWorking = Working;
            Changed = false;
        }

        /// <summary>Whether it has voltage.</summary>
        protected bool Energized(HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);
            return ContactClosed && home.MainsPresent;
        }

        /// <summary>Says that the current changes though the demand does not.</summary>
        protected void MarkChanged()
        {
            Changed = true;
        }
    }
}
