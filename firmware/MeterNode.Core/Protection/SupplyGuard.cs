using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// The authority over the supply's current, phase by phase: it watches the limit and the protective device's budget, and says
    /// how much room there is and how urgent it is. Where the settings describe the device a short overload is used and not feared:
    /// loads that can be told a power take less at once, and nothing is switched off before the overload has lasted for the
    /// tolerated time or the budget's share would be passed. Beyond 1.5 times the rating loads are switched off within half a
    /// second, and at once in the curve's short-time region. Without a measured supply every load has its failsafe power.
    /// </summary>
    public sealed class SupplyGuard
    {
        /// <summary>For so long every reading must have been above the limit before anything is done, ms: longer than a motor's first cycles.</summary>
        public const long ConfirmMs = 150;

        /// <summary>The same far above the rating and short of the curve's short-time region, ms: an inrush is over by then.</summary>
        public const long ConfirmHighMs = 300;

        /// <summary>From this share of the device's rating on an overload is high, %: nothing but an inrush has business there.</summary>
        public const int HighPercent = 150;

        /// <summary>
        /// Above this share of the limit a reading counts as above it, %: what the meter may be wrong by must not hide an overload.
        /// </summary>
        public const int OverAtPercent = 99;

        /// <summary>Only below this share does an overload count as over, %: a reading that flickers about the limit is one overload.</summary>
        public const int ClearAtPercent = 98;

        /// <summary>Loads are turned down or shed to this share of the limit, %.</summary>
        public const int AimAtPercent = 97;

        /// <summary>A load is started or given back when the sum stays below this share of the limit, %.</summary>
        public const int StartToPercent = 95;

        /// <summary>What it takes from a decision to less current, ms, at the most; the budget must last for that long yet.</summary>
        public const long ReactionMs = 1500;

        private readonly Readings _readings;
        private readonly EventRing _events;
        private readonly DeviceSettings _device;
        private readonly int _circuit;
        private readonly int _limitMa;
        private readonly int _nominalV;
        private bool _over;
        private bool _told;
        private bool _toldOver;
        private long _overSinceMs;
        private long _highSinceMs = -1;
        private long _lastMs = -1;

        /// <summary>Makes the guard of one phase.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="phase">0 to 2.</param>
        /// <param name="loads">How many loads there are.</param>
        /// <param name="readings">The circuits as they are.</param>
        /// <param name="events">Where it tells what it sees.</param>
        public SupplyGuard(NodeSettings settings, int phase, int loads, Readings readings, EventRing events)
        {
            _readings = readings;
            _events = events;
            _device = settings.Supply.Device;
            _circuit = settings.SupplyCircuitOf(phase);
            _limitMa = settings.Supply.LimitA * 1000;
            _nominalV = settings.Supply.NominalV;
            Budget = new TripBudget(_device.Device);
            Import = new Constraint(loads, Rank.Protection, Reason.SupplyLimit, phase, 1);
            Export = new Constraint(loads, Rank.Protection, Reason.SupplyLimit, phase, -1);
            int marginW = (int)((long)_limitMa / 100 * (AimAtPercent - StartToPercent) * _nominalV / 1000);
            Import.StartMarginW = marginW;
            Export.StartMarginW = marginW;
        }

        /// <summary>What is left for loads.</summary>
        public Constraint Import { get; }

        /// <summary>What is left for generators: the device does not ask in which direction the current flows.</summary>
        public Constraint Export { get; }

        /// <summary>How much of the device's budget is used.</summary>
        public TripBudget Budget { get; }

        /// <summary>Whether this phase's current is known.</summary>
        public bool IsMeasured => _readings.IsCurrentKnown(_circuit) && _readings.IsConsistent(_circuit);

        /// <summary>Whether it is not known because its clamp seems to be wired wrongly.</summary>
        public bool IsInconsistent => !_readings.IsConsistent(_circuit);

        /// <summary>Current of the last fast window, mA.</summary>
        public int CurrentMa => _readings.FastCurrentMa[_circuit];

        /// <summary>Takes a new fast window.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (!IsMeasured)
            {
                Import.IsActive = false;
                Export.IsActive = false;
                _lastMs = -1;
                _over = false;
                return;
            }

            int currentMa = CurrentMa;
            if (_lastMs >= 0)
            {
                Budget.Step((int)(nowMs - _lastMs), currentMa);
            }

            _lastMs = nowMs;
            bool exports = Exports(currentMa);
            Import.IsActive = true;
            Export.IsActive = true;
            Import.RoomW = RoomW(exports ? -currentMa : currentMa);
            Export.RoomW = RoomW(exports ? currentMa : -currentMa);
            var urgency = UrgencyOf(currentMa, nowMs);
            if (urgency != Urgency.None && !_toldOver)
            {
                _toldOver = true;
                _events.Add(nowMs, EventKind.OverLimit, _circuit, _limitMa, 0, currentMa, currentMa, Budget.SharePermille);
            }

            Import.Urgency = exports ? Urgency.None : urgency;
            Export.Urgency = exports ? urgency : Urgency.None;
        }

        /// <summary>Tells when nothing is left to take.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void TellUnrelieved(long nowMs)
        {
            bool unrelieved = _over && (Import.IsUnrelieved || Export.IsUnrelieved);
            if (unrelieved && !_told)
            {
                _events.Add(nowMs, EventKind.LimitUnrelieved, _circuit, _limitMa, 0, CurrentMa, CurrentMa, Budget.SharePermille);
            }

            _told = unrelieved || (_told && _over);
        }

        private int RoomW(int currentMa)
        {
            return (int)(((long)(_limitMa / 100 * AimAtPercent) - currentMa) * _nominalV / 1000);
        }

        /// <summary>
        /// Which way the current flows is known of the last second only. A current that is not what it was then may have turned, and
        /// counts as drawn: shedding a load that need not go is the smaller error.
        /// </summary>
        private bool Exports(int currentMa)
        {
            int lastMa = _readings.CurrentMa[_circuit];
            int changeMa = currentMa - lastMa;
            return _readings.PowerMw[_circuit] < 0 && changeMa < (lastMa / 4) + 500 && changeMa > -(lastMa / 4) - 500;
        }

        private Urgency UrgencyOf(int currentMa, long nowMs)
        {
            if (currentMa <= _limitMa / 100 * (_over ? ClearAtPercent : OverAtPercent))
            {
                _over = false;
                _highSinceMs = -1;
                return Urgency.None;
            }

            if (!_over)
            {
                _over = true;
                _overSinceMs = nowMs;
                _toldOver = false;
            }

            if (currentMa >= _device.Device.ShortTimeMa)
            {
                // What is left of it after the first loads have gone is no inrush either.
                _highSinceMs = nowMs - ConfirmHighMs;
                return Urgency.AtOnce;
            }

            if (currentMa < _device.Device.RatingMa / 100 * HighPercent)
            {
                _highSinceMs = -1;
            }
            else if (_highSinceMs < 0)
            {
                _highSinceMs = nowMs;
            }

            if (_highSinceMs >= 0 && nowMs - _highSinceMs >= ConfirmHighMs)
            {
                return Urgency.AtOnce;
            }

            long overMs = nowMs - _overSinceMs;
            if (overMs < ConfirmMs)
            {
                return Urgency.None;
            }

            bool spent = overMs >= _device.ToleranceMs || Budget.MsToShare(_device.MostBudgetPermille, currentMa) < ReactionMs;
            return spent ? Urgency.Shed : Urgency.Modulate;
        }
    }
}
