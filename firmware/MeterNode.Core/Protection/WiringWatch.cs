using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// Feeds the wiring diagnosis with every second's readings, tells what it finds, and notes it with the readings: a supply
    /// whose clamp is wired wrongly counts as not measured.
    /// </summary>
    public sealed class WiringWatch
    {
        private const ReadingFlags Unusable = ReadingFlags.Lost | ReadingFlags.Saturated | ReadingFlags.TooFewSamples | ReadingFlags.Stale;

        private readonly Readings _readings;
        private readonly Load[] _loads;
        private readonly EventRing _events;
        private readonly WiringDiagnosis _diagnosis;
        private readonly WiringSecond _second;
        private readonly WiringFault[] _told;
        private int _sequence;
        private int _changes;

        /// <summary>Makes the watch.</summary>
        public WiringWatch(NodeSettings settings, Load[] loads, Readings readings, EventRing events)
        {
            _readings = readings;
            _loads = loads;
            _events = events;
            var plan = PlanOf(settings, loads);
            _diagnosis = new WiringDiagnosis(plan);
            _second = new WiringSecond(plan);
            _told = new WiringFault[_diagnosis.Subjects];
        }

        /// <summary>Takes the readings of a second once they are in.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (_readings.SecondSequence == _sequence)
            {
                return;
            }

            _sequence = _readings.SecondSequence;
            for (int i = 0; i < _second.CurrentMa.Length; i++)
            {
                _second.IsKnown[i] = (_readings.Flags[i] & Unusable) == ReadingFlags.None;
                _second.CurrentMa[i] = _readings.CurrentMa[i];
                _second.ActiveMa[i] = (int)_readings.FundamentalRealMa[i];

                // The diagnosis counts a lagging current as positive, as reactive power does.
                _second.ReactiveMa[i] = -(int)_readings.FundamentalImaginaryMa[i];
            }

            for (int phase = 0; phase < _second.VoltageMv.Length; phase++)
            {
                _second.VoltageMv[phase] = _readings.PhaseVoltageMv[phase];
                _second.IsLocked[phase] = _readings.PhaseVoltageMv[phase] > 0;
            }

            for (int load = 0; load < _loads.Length; load++)
            {
                _second.LoadOn[load] = _loads[load].IsOn;
            }

            _diagnosis.Step(_second);
            if (_diagnosis.Changes != _changes)
            {
                _changes = _diagnosis.Changes;
                Tell(nowMs);
            }
        }

        private static WiringPlan PlanOf(NodeSettings settings, Load[] loads)
        {
            int circuits = settings.Circuits.Length;
            int phases = 1;
            bool exports = settings.Supply.UnmeasuredGeneration;
            for (int i = 0; i < circuits; i++)
            {
                phases = settings.Circuits[i].Phase > phases ? settings.Circuits[i].Phase : phases;
                exports |= settings.Circuits[i].Exports;
            }

            var plan = new WiringPlan(circuits, phases, loads.Length)
            {
                HiddenGeneration = settings.Supply.UnmeasuredGeneration,
                NominalMv = settings.Supply.NominalV * 1000,
            };
            for (int i = 0; i < circuits; i++)
            {
                plan.Phase[i] = settings.Circuits[i].Phase - 1;
                plan.RatedMa[i] = (int)(settings.Circuits[i].RatedA * 1000);
                plan.CanExport[i] = settings.Circuits[i].Exports;
            }

            int supply = settings.SupplyCircuit;
            plan.SupplyOfPhase[plan.Phase[supply]] = supply;
            plan.CanExport[supply] = exports;
            for (int load = 0; load < loads.Length; load++)
            {
                plan.LoadCircuit[load] = loads[load].Circuit;
                plan.LoadMa[load] = (int)(loads[load].RatedW * 1000L / settings.Supply.NominalV);
            }

            return plan;
        }

        private void Tell(long nowMs)
        {
            for (int subject = 0; subject < _told.Length; subject++)
            {
                var finding = _diagnosis.Finding(subject);
                if (subject < _readings.Count)
                {
                    _readings.Wiring[subject] = finding.Fault;
                }

                if (finding.Fault == _told[subject])
                {
                    continue;
                }

                _told[subject] = finding.Fault;
                bool cleared = finding.Fault == WiringFault.None;
                _events.Add(
                    nowMs, cleared ? EventKind.WiringCleared : EventKind.WiringFault, finding.Circuit, (int)finding.Fault, finding.Phase, finding.Partner);
            }
        }
    }
}
