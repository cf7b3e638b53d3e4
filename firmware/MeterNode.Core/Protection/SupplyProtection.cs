using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Protection
{
    /// <summary>The guards of the supply's phases together, and what holds for the loads while something is not measured.</summary>
    public sealed class SupplyProtection
    {
        private readonly Load[] _loads;
        private readonly Readings _readings;
        private readonly bool _safeMode;
        private readonly SupplyGuard[] _guards;

        /// <summary>Makes the authority.</summary>
        /// <param name="settings">Supply and loads.</param>
        /// <param name="loads">The loads as they are.</param>
        /// <param name="readings">The circuits as they are.</param>
        /// <param name="events">Where it tells what it does.</param>
        /// <param name="safeMode">Whether every load is to keep its failsafe power.</param>
        public SupplyProtection(NodeSettings settings, Load[] loads, Readings readings, EventRing events, bool safeMode)
        {
            _loads = loads;
            _readings = readings;
            _safeMode = safeMode;
            _guards = new SupplyGuard[settings.SupplyCircuitOf(1) >= 0 ? 3 : 1];
            for (int phase = 0; phase < _guards.Length; phase++)
            {
                var guard = new SupplyGuard(settings, phase, loads.Length, readings, events);
                for (int i = 0; i < loads.Length; i++)
                {
                    bool onIt = loads[i].ShareW(1000, phase) > 0;
                    guard.Import.IsMember[i] = onIt && loads[i].MostW > 0;
                    guard.Export.IsMember[i] = onIt && loads[i].LeastW < 0;
                }

                _guards[phase] = guard;
            }
        }

        /// <summary>How many phases the supply has.</summary>
        public int Phases => _guards.Length;

        /// <summary>Whether the current of every phase is known.</summary>
        public bool IsMeasured { get; private set; }

        /// <summary>Whether a phase asks for less power.</summary>
        public bool IsUrgent { get; private set; }

        /// <summary>The largest current of the phases, mA.</summary>
        public int LargestMa { get; private set; }

        /// <summary>The largest used share of the protective device's budget, thousandths.</summary>
        public int BudgetPermille { get; private set; }

        /// <summary>The guard of a phase.</summary>
        public SupplyGuard Guard(int phase)
        {
            return _guards[phase];
        }

        /// <summary>Takes new readings.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            IsMeasured = true;
            IsUrgent = false;
            LargestMa = 0;
            BudgetPermille = 0;
            for (int phase = 0; phase < _guards.Length; phase++)
            {
                var guard = _guards[phase];
                guard.Step(nowMs);
                IsMeasured &= guard.IsMeasured;
                IsUrgent |= guard.Import.Urgency != Urgency.None || guard.Export.Urgency != Urgency.None;
                LargestMa = guard.CurrentMa > LargestMa ? guard.CurrentMa : LargestMa;
                BudgetPermille = guard.Budget.SharePermille > BudgetPermille ? guard.Budget.SharePermille : BudgetPermille;
            }
        }

        /// <summary>States what holds while something is not measured, and tells when nothing is left to shed.</summary>
        /// <param name="claims">Where it goes.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Claim(ClaimTable claims, long nowMs)
        {
            for (int phase = 0; phase < _guards.Length; phase++)
            {
                _guards[phase].TellUnrelieved(nowMs);
            }

            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                var unknown = Unmeasured(load);
                if (_safeMode)
                {
                    claims.Narrow(Rank.Protection, i, load.FailsafeW, load.FailsafeW, load.FailsafeW, Reason.SafeMode);
                }
                else if (unknown != Reason.Free)
                {
                    claims.Narrow(Rank.Protection, i, load.FailsafeW, load.FailsafeW, load.FailsafeW, unknown);
                }
            }
        }

        private Reason Unmeasured(Load load)
        {
            for (int phase = 0; phase < _guards.Length; phase++)
            {
                if (!_guards[phase].IsMeasured && load.ShareW(1000, phase) > 0)
                {
                    return _guards[phase].IsInconsistent ? Reason.SupplyInconsistent : Reason.SupplyUnmeasured;
                }
            }

            return load.Circuit >= 0 && !_readings.IsCurrentKnown(load.Circuit) ? Reason.CircuitUnmeasured : Reason.Free;
        }
    }
}
