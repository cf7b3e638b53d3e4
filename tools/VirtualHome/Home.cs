using System;
using System.Collections.Generic;
using VirtualEsp32.Kernel;
using VirtualHome.Appliances;
using VirtualHome.Chance;
using VirtualHome.Description;
using VirtualHome.Mains;
using VirtualHome.Sensing;
using VirtualHome.Waveforms;
using VirtualHome.Weather;

namespace VirtualHome
{
    /// <summary>
    /// A home: its supply, circuits, appliances and weather, in virtual time. The electrical state stands still between changes,
    /// so that everything about it (rms, power, energy, the mean of a current over any window) is arithmetic, not sampling.
    /// Everything follows from the description, the start and the seed; what people and weather do does not depend on what
    /// contacts and set-points do.
    /// </summary>
    public sealed class Home : IControllable
    {
        /// <summary>The grid on which the home advances, µs.</summary>
        public const long StepUs = 100_000;

        private const long SecondUs = 1_000_000;
        private const long MinuteUs = 60 * SecondUs;

        private readonly HomeClock _clock = new HomeClock();
        private readonly List<Appliance> _appliances = new List<Appliance>();
        private readonly Installation _installation;
        private readonly IWeather _weather;
        private long _gridUs;
        private long _steppedUs;
        private bool _ramping;

        /// <summary>Builds a home.</summary>
        /// <param name="description">What it consists of.</param>
        /// <param name="startUtc">When the world begins.</param>
        /// <param name="seed">What everything random follows from.</param>
        /// <exception cref="ArgumentException">The description contradicts itself.</exception>
        public Home(HomeDescription description, DateTime startUtc, long seed)
        {
            ArgumentNullException.ThrowIfNull(description);
            description.Check();
            Description = description;
            ulong root = unchecked((ulong)seed);
            startUtc = DateTime.SpecifyKind(startUtc, DateTimeKind.Utc);
            Mains = new MainsSupply(description.Mains, SeededRandom.Derive(root, "mains"));
            Context = new HomeContext(startUtc, description.LocalOffsetH, description.Mains.VoltageV) { MainsPresent = Mains.Present };
            _weather = description.Weather.Build(SeededRandom.Derive(root, "weather"), startUtc);
            foreach (var each in description.Appliances)
            {
                _appliances.Add(each.Build(SeededRandom.Derive(root, "appliance " + each.Name), startUtc));
            }

            _installation = new Installation(description, Mains, _appliances, _clock, root);
            _weather.Update(Context);
            StepAppliances(0);
            _installation.Settle(0);
        }

        /// <summary>
        /// Raised before the electrical state changes: from when to when (µs) the present figures of every circuit held. Together
        /// the intervals are the whole run, so that a model of a fuse can be followed exactly. A handler must not act on the home.
        /// </summary>
        public event Action<double, double>? IntervalEnding
        {
            add => _installation.IntervalEnding += value;
            remove => _installation.IntervalEnding -= value;
        }

        /// <summary>Raised when the mains goes away (false) or comes back (true).</summary>
        public event Action<bool>? MainsPresenceChanged;

        /// <summary>What the home was built from.</summary>
        public HomeDescription Description { get; }

        /// <summary>The network in front of the home.</summary>
        public MainsSupply Mains { get; }

        /// <summary>Time, weather and the like, as the appliances see them.</summary>
        public HomeContext Context { get; }

        /// <summary>All circuits, in the order of the description.</summary>
        public IReadOnlyList<Circuit> Circuits => _installation.Circuits;

        /// <summary>The channels of the measured circuits, in the order of the description.</summary>
        public IReadOnlyList<CtChannel> Channels => _installation.Channels;

        /// <summary>All appliances, in the order of the description.</summary>
        public IReadOnlyList<Appliance> Appliances => _appliances;

        /// <summary>The mains references, one a phase.</summary>
        public IReadOnlyList<MainsReference> References => _installation.References;

        /// <summary>The phase of the mains over time.</summary>
        public Timeline Timeline => _installation.Timeline;

        /// <summary>The true frequency of the supply, Hz.</summary>
        public double FrequencyHz => Mains.FrequencyHz;

        /// <summary>Real power taken from the network, all phases, W; negative when the home delivers.</summary>
        public double PowerW => _installation.PowerW;

        /// <summary>Energy taken from the network, Wh: the integral of <see cref="PowerW"/> while it was positive.</summary>
        public double ImportWh => _installation.Imported.At(_clock.NowUs) / 3600;

        /// <summary>Energy delivered to the network, Wh, as a positive number.</summary>
        public double ExportWh => _installation.Exported.At(_clock.NowUs) / 3600;

        /// <summary>The time that the home has reached, µs.</summary>
        public long NowUs => _clock.NowUs;

        /// <summary>A circuit by its name.</summary>
        /// <param name="name">The name.</param>
        /// <returns>The circuit.</returns>
        /// <exception cref="ArgumentException">There is none.</exception>
        public Circuit Circuit(string name)
        {
            return _installation.Circuits.Find(each => each.Name == name)
                ?? throw new ArgumentException("The home has no circuit '" + name + "'.", nameof(name));
        }

        /// <summary>The channel that is meant to measure a circuit.</summary>
        /// <param name="circuit">The circuit's name.</param>
        /// <returns>The channel.</returns>
        /// <exception cref="ArgumentException">There is none.</exception>
        public CtChannel Channel(string circuit)
        {
            return _installation.Channels.Find(each => each.Circuit.Name == circuit)
                ?? throw new ArgumentException("No circuit '" + circuit + "' of the home is measured.", nameof(circuit));
        }

        /// <summary>An appliance by its name.</summary>
        /// <param name="name">The name.</param>
        /// <returns>The appliance.</returns>
        /// <exception cref="ArgumentException">There is none.</exception>
        public Appliance Appliance(string name)
        {
            return _appliances.Find(each => each.Name == name)
                ?? throw new ArgumentException("The home has no appliance '" + name + "'.", nameof(name));
        }

        /// <summary>The voltage of a phase at the consumer unit.</summary>
        /// <param name="phase">1 to 3.</param>
        /// <returns>The voltage.</returns>
        public Signal Voltage(int phase)
        {
            return _installation.Voltages[phase - 1];
        }

        /// <summary>Has the home live on a board's clock, from now on by itself.</summary>
        /// <param name="scheduler">The clock; at the time that the home has reached, or later.</param>
        public void Attach(Scheduler scheduler)
        {
            ArgumentNullException.ThrowIfNull(scheduler);
            AdvanceTo(scheduler.NowUs);
            _clock.Scheduler = scheduler;
            scheduler.At(_gridUs + StepUs, () =>
            {
                Tick();
                scheduler.Every(StepUs, Tick);
            });
        }

        /// <summary>Takes the home to a time, without a board.</summary>
        /// <param name="timeUs">µs since the world began; nothing happens if it has passed.</param>
        public void AdvanceTo(long timeUs)
        {
            while (_gridUs + StepUs <= timeUs)
            {
                Tick();
            }

            _clock.NowUs = Math.Max(_clock.NowUs, timeUs);
        }

        /// <inheritdoc />
        public void SetContact(string name, bool closed)
        {
            ArgumentNullException.ThrowIfNull(name);
            int slash = name.IndexOf('/', StringComparison.Ordinal);
            string owner = slash < 0 ? name : name.Substring(0, slash);
            string contact = slash < 0 ? string.Empty : name.Substring(slash + 1);
            var appliance = _appliances.Find(each => each.Name == owner);
            if (appliance is not null)
            {
                Act(appliance, () => appliance.SetContact(contact, closed));
                return;
            }

            if (slash >= 0 || !_installation.Circuits.Exists(each => each.Name == name && each.Kind == CircuitKind.Branch))
            {
                throw new ArgumentException("The home has no contact '" + name + "'.", nameof(name));
            }

            foreach (var each in _appliances)
            {
                foreach (string circuit in each.Circuits)
                {
                    if (circuit == name)
                    {
                        Act(each, () => each.SetContact(string.Empty, closed));
                    }
                }
            }
        }

        /// <inheritdoc />
        public void SetPoint(string name, double value)
        {
            var appliance = Appliance(name);
            Act(appliance, () => appliance.SetPoint(value));
        }

        /// <summary>Exchanges the clamps of two channels, as an installer might.</summary>
        /// <param name="first">A circuit's name.</param>
        /// <param name="second">Another circuit's name.</param>
        public void SwapClamps(string first, string second)
        {
            var a = Channel(first);
            var b = Channel(second);
            var clampedOn = a.ClampedOn;
            a.ClampOn(b.ClampedOn);
            b.ClampOn(clampedOn);
        }

        private void Tick()
        {
            _gridUs += StepUs;
            _clock.NowUs = _gridUs;
            Context.TimeS = _gridUs * 1e-6;
            bool present = Mains.Present;
            bool changed = Mains.Advance(_gridUs);
            Context.MainsPresent = Mains.Present;
            if (_gridUs % MinuteUs == 0)
            {
                _weather.Update(Context);
            }

            if (_ramping || _gridUs % SecondUs == 0 || present != Mains.Present)
            {
                changed |= StepAppliances(_gridUs);
            }

            if (changed)
            {
                _installation.Settle(_gridUs);
            }

            if (present != Mains.Present)
            {
                MainsPresenceChanged?.Invoke(Mains.Present);
            }
        }

        /// <summary>Has something done to an appliance at this moment, with the time before it accounted for.</summary>
        private void Act(Appliance appliance, Action action)
        {
            long nowUs = _clock.NowUs;
            Context.TimeS = nowUs * 1e-6;
            StepAppliances(nowUs);
            action();
            appliance.Step(0, Context);
            _ramping |= appliance.Ramping;
            _installation.Settle(nowUs);
        }

        private bool StepAppliances(long timeUs)
        {
            // A tick may come just behind an act that was later than its grid: time never goes back.
            double dtS = Math.Max(0, timeUs - _steppedUs) * 1e-6;
            _steppedUs = Math.Max(_steppedUs, timeUs);
            _ramping = false;
            bool changed = false;
            foreach (var appliance in _appliances)
            {
                appliance.Step(dtS, Context);
                _ramping |= appliance.Ramping;
                changed |= appliance.Changed;
            }

            return changed;
        }
    }
}
