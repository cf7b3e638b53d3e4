using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// The authority that keeps the supply's current inside its limit. Above the limit it sheds the least important loads, as
    /// many at once as the excess needs; below it, it gives them back one at a time, the most important first, when their last
    /// known power fits with a margin. A load that had to be shed again soon after waits twice as long the next time. Without a
    /// measured supply every load has its failsafe power.
    /// </summary>
    public sealed class SupplyGuard
    {
        /// <summary>For so long every reading must have been above the limit before anything is shed, ms: longer than a motor's first cycles.</summary>
        public const long ConfirmMs = 150;

        /// <summary>
        /// Above this share of the limit a reading counts as above it, %: what the meter may be wrong by must not hide an overload.
        /// </summary>
        public const int OverAtPercent = 99;

        /// <summary>Only below this share does an overload count as over, %: a reading that flickers about the limit is one overload.</summary>
        public const int ClearAtPercent = 98;

        /// <summary>After shedding, time for relays and readings to follow, ms.</summary>
        public const long SettleMs = 350;

        /// <summary>Shedding aims at this share of the limit, %.</summary>
        public const int ShedToPercent = 97;

        /// <summary>A load is given back when the sum stays below this share of the limit, %.</summary>
        public const int RestoreToPercent = 92;

        /// <summary>For so long there must have been room before a load is given back, ms.</summary>
        public const long RestoreAfterMs = 60000;

        /// <summary>The longest such time, after repeated shedding, ms.</summary>
        public const long LongestRestoreAfterMs = 30 * 60000;

        /// <summary>Shortest time between giving two loads back, ms.</summary>
        public const long StaggerMs = 15000;

        private readonly Load[] _loads;
        private readonly Readings _readings;
        private readonly ClaimTable _claims;
        private readonly EventRing _events;
        private readonly int _supply;
        private readonly int _limitMa;
        private readonly int _nominalV;
        private readonly bool _safeMode;
        private readonly int[] _byPriority;
        private readonly bool[] _shed;
        private readonly int[] _lastKnownMa;
        private readonly long[] _roomSinceMs;
        private readonly long[] _restoreAfterMs;
        private readonly long[] _restoredMs;
        private int _sequence;
        private bool _over;
        private long _overSinceMs;
        private long _settleUntilMs;
        private long _lastRestoreMs = long.MinValue / 2;
        private bool _unrelieved;

        /// <summary>Makes the authority.</summary>
        /// <param name="settings">Supply and loads.</param>
        /// <param name="loads">The loads as they are.</param>
        /// <param name="readings">The circuits as they are.</param>
        /// <param name="claims">Where its claims go.</param>
        /// <param name="events">Where it tells what it does.</param>
        /// <param name="safeMode">Whether every load is to keep its failsafe power.</param>
        public SupplyGuard(NodeSettings settings, Load[] loads, Readings readings, ClaimTable claims, EventRing events, bool safeMode)
        {
            _loads = loads;
            _readings = readings;
            _claims = claims;
            _events = events;
            _safeMode = safeMode;
            _supply = settings.SupplyCircuit;
            _limitMa = settings.Supply.LimitA * 1000;
            _nominalV = settings.Supply.NominalV;
            _byPriority = LeastImportantFirst(loads);
            _shed = new bool[loads.Length];
            _lastKnownMa = new int[loads.Length];
            _roomSinceMs = new long[loads.Length];
            _restoreAfterMs = new long[loads.Length];
            _restoredMs = new long[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                _restoreAfterMs[i] = RestoreAfterMs;
                _restoredMs[i] = long.MinValue / 2;
            }
        }

        /// <summary>Loads shed since the start.</summary>
        public int ShedEvents { get; private set; }

        /// <summary>Whether the supply's current is known.</summary>
        public bool IsMeasured { get; private set; }

        /// <summary>States its claims.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            IsMeasured = _readings.IsCurrentKnown(_supply) && _readings.IsConsistent(_supply);
            if (IsMeasured && _readings.FastSequence != _sequence)
            {
                _sequence = _readings.FastSequence;
                int currentMa = _readings.FastCurrentMa[_supply];
                Shed(nowMs, currentMa);
                Restore(nowMs, currentMa);
            }

            for (int i = 0; i < _loads.Length; i++)
            {
                Claim(i);
            }
        }

        private static int[] LeastImportantFirst(Load[] loads)
        {
            var order = new int[loads.Length];
            for (int i = 0; i < order.Length; i++)
            {
                int place = i;
                while (place > 0 && IsShedBefore(loads[i], loads[order[place - 1]]))
                {
                    order[place] = order[place - 1];
                    place--;
                }

                order[place] = i;
            }

            return order;
        }

        private static bool IsShedBefore(Load a, Load b)
        {
            return a.Priority < b.Priority || (a.Priority == b.Priority && a.RatedW > b.RatedW);
        }

        private void Shed(long nowMs, int currentMa)
        {
            if (currentMa <= _limitMa / 100 * (_over ? ClearAtPercent : OverAtPercent))
            {
                _over = false;
                _unrelieved = false;
                return;
            }

            if (!_over)
            {
                _over = true;
                _overSinceMs = nowMs;
            }

            if (nowMs - _overSinceMs < ConfirmMs || nowMs < _settleUntilMs)
            {
                return;
            }

            int excessMa = currentMa - (_limitMa / 100 * ShedToPercent);
            bool any = false;
            for (int k = 0; k < _byPriority.Length && excessMa > 0; k++)
            {
                int i = _byPriority[k];
                var load = _loads[i];
                if (_shed[i] || load.Critical || !load.IsOn)
                {
                    continue;
                }

                int drawnMa = DrawnMa(load);
                if (drawnMa <= Meter.NoLoadMa)
                {
                    continue;
                }

                any = true;
                excessMa -= drawnMa;
                MarkShed(i, drawnMa, nowMs);
            }

            if (any)
            {
                _settleUntilMs = nowMs + SettleMs;
                _events.Add(nowMs, EventKind.OverLimit, _supply, _limitMa, 0, currentMa);
            }
            else if (!_unrelieved)
            {
                _unrelieved = true;
                _events.Add(nowMs, EventKind.LimitUnrelieved, _supply, _limitMa, 0, currentMa);
            }
        }

        private void MarkShed(int i, int drawnMa, long nowMs)
        {
            _shed[i] = true;
            _lastKnownMa[i] = drawnMa;
            _roomSinceMs[i] = nowMs;
            ShedEvents++;
            if (nowMs - _restoredMs[i] < _restoreAfterMs[i] * 4)
            {
                _restoreAfterMs[i] *= 2;
                if (_restoreAfterMs[i] > LongestRestoreAfterMs)
                {
                    _restoreAfterMs[i] = LongestRestoreAfterMs;
                }
            }
            else
            {
                _restoreAfterMs[i] = RestoreAfterMs;
            }
        }

        private void Restore(long nowMs, int currentMa)
        {
            int most = _limitMa / 100 * RestoreToPercent;
            int chosen = -1;
            for (int k = _byPriority.Length - 1; k >= 0; k--)
            {
                int i = _byPriority[k];
                if (!_shed[i])
                {
                    continue;
                }

                if (currentMa + _lastKnownMa[i] > most)
                {
                    _roomSinceMs[i] = nowMs;
                }
                else if (chosen < 0 && nowMs - _roomSinceMs[i] >= _restoreAfterMs[i] && nowMs - _lastRestoreMs >= StaggerMs)
                {
                    chosen = i;
                }
            }

            if (chosen >= 0)
            {
                _shed[chosen] = false;
                _restoredMs[chosen] = nowMs;
                _lastRestoreMs = nowMs;
            }
        }

        /// <summary>What shedding a load would take off the supply: its own circuit's current, or its rating where it has no CT.</summary>
        private int DrawnMa(Load load)
        {
            return load.Circuit >= 0 && _readings.IsCurrentKnown(load.Circuit) && _readings.IsConsistent(load.Circuit)
                ? _readings.FastCurrentMa[load.Circuit]
                : load.RatedW * 1000 / _nominalV;
        }

        private void Claim(int i)
        {
            var load = _loads[i];
            if (_safeMode)
            {
                _claims.Set(Rank.Protection, i, load.FailsafeW, load.FailsafeW, load.FailsafeW, Reason.SafeMode);
            }
            else if (!IsMeasured)
            {
                var reason = _readings.IsConsistent(_supply) ? Reason.SupplyUnmeasured : Reason.SupplyInconsistent;
                _claims.Set(Rank.Protection, i, load.FailsafeW, load.FailsafeW, load.FailsafeW, reason);
            }
            else if (_shed[i])
            {
                _claims.Set(Rank.Protection, i, 0, 0, 0, _over ? Reason.SupplyLimit : Reason.AwaitingRestore);
            }
            else if (load.Circuit >= 0 && !_readings.IsCurrentKnown(load.Circuit))
            {
                _claims.Set(Rank.Protection, i, load.FailsafeW, load.FailsafeW, load.FailsafeW, Reason.CircuitUnmeasured);
            }
            else
            {
                _claims.Clear(Rank.Protection, i);
            }
        }
    }
}
