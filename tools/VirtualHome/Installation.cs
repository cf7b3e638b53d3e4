using System;
using System.Collections.Generic;
using System.Numerics;
using VirtualHome.Appliances;
using VirtualHome.Chance;
using VirtualHome.Description;
using VirtualHome.Mains;
using VirtualHome.Sensing;
using VirtualHome.Waveforms;

namespace VirtualHome
{
    /// <summary>
    /// The electrical side of a home: works out voltages and currents when something has changed, and gives them to circuits,
    /// clamps and references.
    /// </summary>
    internal sealed class Installation
    {
        private readonly MainsSupply _mains;
        private readonly double _nominalV;
        private readonly Circuit[] _supplies;
        private readonly Circuit[][] _legs;
        private readonly Phasors _scratch = new Phasors();
        private readonly Complex[] _drawn;
        private double _settledUs;

        internal Installation(HomeDescription description, MainsSupply mains, IReadOnlyList<Appliance> appliances, HomeClock clock, ulong seed)
        {
            _mains = mains;
            _nominalV = description.Mains.VoltageV;
            Appliances = appliances;
            Timeline = new Timeline(mains.FrequencyHz);

            int phases = description.Mains.Phases;
            _supplies = new Circuit[phases];
            _drawn = new Complex[phases];
            Voltages = new Signal[phases];
            References = new MainsReference[phases];
            void Changed() => Settle(clock.NowUs);
            for (int i = 0; i < phases; i++)
            {
                Voltages[i] = new Signal(Timeline);
                var part = description.IdealParts
                    ? Parts.IdealReference()
                    : Parts.TypicalReference(SeededRandom.Derive(seed, "reference", i));
                References[i] = new MainsReference(part, Voltages[i], Changed);
            }

            foreach (var each in description.Circuits)
            {
                var circuit = new Circuit(each.Name, each.Kind, each.Phase, Timeline, clock);
                Circuits.Add(circuit);
                if (each.Kind == CircuitKind.Supply)
                {
                    _supplies[each.Phase - 1] = circuit;
                }

                if (each.Measured)
                {
                    var ct = description.IdealParts
                        ? Parts.IdealCt(each.CtRatedA)
                        : Parts.TypicalCt(each.CtRatedA, SeededRandom.Derive(seed, "ct " + each.Name));
                    Channels.Add(new CtChannel(circuit, ct, References[each.Phase - 1], each.Fault, Changed));
                }
            }

            _legs = new Circuit[appliances.Count][];
            for (int i = 0; i < _legs.Length; i++)
            {
                var names = appliances[i].Circuits;
                _legs[i] = new Circuit[names.Count];
                for (int leg = 0; leg < names.Count; leg++)
                {
                    string name = names[leg];
                    _legs[i][leg] = Circuits.Find(circuit => circuit.Name == name)!;
                }

                appliances[i].Connect(_legs[i][0].Phase, clock);
            }
        }

        internal event Action<double, double>? IntervalEnding;

        internal Timeline Timeline { get; }

        internal Signal[] Voltages { get; }

        internal MainsReference[] References { get; }

        internal List<Circuit> Circuits { get; } = new List<Circuit>();

        internal List<CtChannel> Channels { get; } = new List<CtChannel>();

        internal IReadOnlyList<Appliance> Appliances { get; }

        /// <summary>Real power from the network, all phases, W.</summary>
        internal double PowerW { get; private set; }

        internal Integrator Imported { get; } = new Integrator();

        internal Integrator Exported { get; } = new Integrator();

        /// <summary>Works out voltages and currents and begins a segment with them.</summary>
        internal void Settle(double timeUs)
        {
            if (timeUs > _settledUs)
            {
                IntervalEnding?.Invoke(_settledUs, timeUs);
                _settledUs = timeUs;
            }

            Timeline.Begin(timeUs, _mains.FrequencyHz);

            // The drop across the source impedance depends on the current and the current on the voltage. Each pass brings the
            // two closer by a factor of about 30 at full load; what is used in the end is one consistent pair.
            Solve(timeUs);
            Solve(timeUs);

            PowerW = 0;
            foreach (var circuit in Circuits)
            {
                circuit.Settle(timeUs, Voltages[circuit.Phase - 1].Now);
                PowerW += circuit.Kind == CircuitKind.Supply ? circuit.PowerW : 0;
            }

            Imported.SetRate(timeUs, Math.Max(0, PowerW));
            Exported.SetRate(timeUs, Math.Max(0, -PowerW));
            foreach (var voltage in Voltages)
            {
                voltage.Publish();
            }

            foreach (var reference in References)
            {
                reference.Update();
            }

            foreach (var channel in Channels)
            {
                channel.Update();
            }
        }

        private void Solve(double timeUs)
        {
            for (int i = 0; i < Voltages.Length; i++)
            {
                _mains.VoltageAtHome(i + 1, _drawn[i], Voltages[i].Now);
                _drawn[i] = Complex.Zero;
            }

            foreach (var circuit in Circuits)
            {
                circuit.Current.Now.Clear();
            }

            for (int i = 0; i < Appliances.Count; i++)
            {
                var appliance = Appliances[i];
                double powerW = 0;
                if (appliance.ContactClosed && _mains.Present)
                {
                    foreach (var leg in _legs[i])
                    {
                        powerW += Draw(appliance, leg);
                    }
                }

                appliance.Settle(timeUs, powerW);
            }
        }

        private double Draw(Appliance appliance, Circuit leg)
        {
            int phase = leg.Phase - 1;
            var voltage = Voltages[phase].Now;
            _scratch.Clear();
            appliance.AddCurrent(voltage, _nominalV, _scratch);
            leg.Current.Now.Add(_scratch);
            _supplies[phase].Current.Now.Add(_scratch);
            _drawn[phase] += _scratch[0];
            return _scratch.MeanProduct(voltage);
        }
    }
}
