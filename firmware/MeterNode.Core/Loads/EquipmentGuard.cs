using MeterNode.Core.Settings;

namespace MeterNode.Core.Loads
{
    /// <summary>
    /// The authority that keeps compressors, cars and heaters whole: minimum on and off times, the longest time off (an SG-Ready
    /// lock), and starts in 24 hours. It yields to protection and grid rules only.
    /// </summary>
    public sealed class EquipmentGuard
    {
        private const long DayMs = 24 * 3600000L;

        private readonly Load[] _loads;
        private readonly ClaimTable _claims;
        private readonly long[] _maxOffMs;
        private readonly long[][] _startedMs;
        private readonly int[] _starts;
        private readonly bool[] _wasOn;

        /// <summary>Makes the authority.</summary>
        public EquipmentGuard(LoadSettings[] settings, Load[] loads, ClaimTable claims)
        {
            _loads = loads;
            _claims = claims;
            _maxOffMs = new long[loads.Length];
            _startedMs = new long[loads.Length][];
            _starts = new int[loads.Length];
            _wasOn = new bool[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                _maxOffMs[i] = settings[i].MaxOffMs;
                _startedMs[i] = new long[settings[i].StartsPerDay];
                _wasOn[i] = loads[i].IsOn;
            }
        }

        /// <summary>States its claims.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (load.IsOn && !_wasOn[i])
                {
                    CountStart(i, nowMs);
                }

                _wasOn[i] = load.IsOn;
                if (load.MostW <= 0 || load.Kind == LoadKind.Battery)
                {
                    continue;
                }

                long sinceMs = nowMs - load.ChangedMs;
                if (load.IsOn && sinceMs < load.MinOnMs)
                {
                    int leastW = load.IsModulating ? (load.LeastRunW > 0 ? load.LeastRunW : load.StepW) : load.RatedW;
                    _claims.Narrow(Rank.Equipment, i, leastW, load.MostW, ClaimTable.NoWish, Reason.MinimumOn);
                }
                else if (!load.IsOn && sinceMs < load.MinOffMs)
                {
                    _claims.Narrow(Rank.Equipment, i, 0, 0, ClaimTable.NoWish, Reason.MinimumOff);
                }
                else if (!load.IsOn && HasUsedUpStarts(i, nowMs))
                {
                    _claims.Narrow(Rank.Equipment, i, 0, 0, ClaimTable.NoWish, Reason.StartsUsedUp);
                }
                else if (!load.IsOn && _maxOffMs[i] > 0 && sinceMs >= _maxOffMs[i])
                {
                    _claims.Narrow(Rank.Equipment, i, load.RatedW, load.MostW, ClaimTable.NoWish, Reason.LongestOff);
                }
            }
        }

        /// <summary>How many starts of a load are remembered at most.</summary>
        public int MostStarts(int load)
        {
            return _startedMs[load].Length;
        }

        /// <summary>Starts of a load in the last 24 hours, as far as they are limited.</summary>
        public int CountStarts(int load, long nowMs)
        {
            int most = _startedMs[load].Length;
            int count = 0;
            while (count < most && count < _starts[load] && StartAgeMs(load, count, nowMs) < DayMs)
            {
                count++;
            }

            return count;
        }

        /// <summary>How long ago a start was, ms.</summary>
        /// <param name="load">The load.</param>
        /// <param name="back">0 for the latest, 1 for the one before, below <see cref="CountStarts"/>.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public long StartAgeMs(int load, int back, long nowMs)
        {
            return nowMs - _startedMs[load][(_starts[load] - 1 - back) % _startedMs[load].Length];
        }

        /// <summary>Remembers a start of before a reboot: the latest first, and all of them before the first <see cref="Step"/>.</summary>
        /// <param name="load">The load.</param>
        /// <param name="startedMs">When, ms of the monotonic clock; negative for most.</param>
        public void RestoreStart(int load, long startedMs)
        {
            int count = _starts[load];
            if (count == _startedMs[load].Length)
            {
                return;
            }

            for (int i = count; i > 0; i--)
            {
                _startedMs[load][i] = _startedMs[load][i - 1];
            }

            _startedMs[load][0] = startedMs;
            _starts[load]++;
        }

        private void CountStart(int load, long nowMs)
        {
            if (_startedMs[load].Length > 0)
            {
                _startedMs[load][_starts[load] % _startedMs[load].Length] = nowMs;
                _starts[load]++;
            }
        }

        private bool HasUsedUpStarts(int load, long nowMs)
        {
            int most = _startedMs[load].Length;
            return most > 0 && _starts[load] >= most && nowMs - _startedMs[load][_starts[load] % most] < DayMs;
        }
    }
}
