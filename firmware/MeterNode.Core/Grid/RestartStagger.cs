namespace MeterNode.Core.Grid
{
    /// <summary>
    /// Gives loads back one after the other after an outage or a boot, at times that differ from node to node: a feeder that comes
    /// back meets its loads spread over minutes. The node waits for a random time, then releases the most important load first,
    /// each next one a spacing and a random bit later. Critical loads wait for nothing. Needs no clock but the monotonic one.
    /// </summary>
    public sealed class RestartStagger
    {
        private readonly RandomDelay _random;
        private readonly int[] _order;
        private readonly bool[] _critical;
        private readonly long[] _releaseAtMs;
        private readonly int _spreadS;
        private readonly int _spacingS;

        /// <summary>Makes it; every load is released until <see cref="Start"/>.</summary>
        /// <param name="priorities">Importance of each load: the highest is released first, equal ones in their order.</param>
        /// <param name="critical">Which loads are never held.</param>
        /// <param name="spreadS">The node's longest wait before its first load, s.</param>
        /// <param name="spacingS">Least time between two loads, s; up to as much again is added at random.</param>
        /// <param name="random">Where waits are drawn.</param>
        public RestartStagger(int[] priorities, bool[] critical, int spreadS, int spacingS, RandomDelay random)
        {
            _random = random;
            _spreadS = spreadS;
            _spacingS = spacingS;
            _critical = new bool[priorities.Length];
            _releaseAtMs = new long[priorities.Length];
            _order = new int[priorities.Length];
            for (int i = 0; i < priorities.Length; i++)
            {
                _critical[i] = critical[i];
                int at = i;
                while (at > 0 && priorities[_order[at - 1]] < priorities[i])
                {
                    _order[at] = _order[at - 1];
                    at--;
                }

                _order[at] = i;
            }
        }

        /// <summary>The longest time from <see cref="Start"/> to the last release, ms.</summary>
        public long LongestMs => (_spreadS + (2L * _spacingS * (_order.Length > 0 ? _order.Length - 1 : 0))) * 1000L;

        /// <summary>Power is back: draws a time for each load.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Start(long nowMs)
        {
            long atMs = nowMs + (_random.NextS(_spreadS) * 1000L);
            bool first = true;
            for (int i = 0; i < _order.Length; i++)
            {
                int load = _order[i];
                if (_critical[load])
                {
                    _releaseAtMs[load] = nowMs;
                    continue;
                }

                if (!first)
                {
                    atMs += (_spacingS + _random.NextS(_spacingS)) * 1000L;
                }

                first = false;
                _releaseAtMs[load] = atMs;
            }
        }

        /// <summary>When a load may run, ms of the monotonic clock.</summary>
        /// <param name="load">The load.</param>
        public long ReleaseAtMs(int load)
        {
            return _releaseAtMs[load];
        }

        /// <summary>Whether a load may run.</summary>
        /// <param name="load">The load.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public bool IsReleased(int load, long nowMs)
        {
            return nowMs >= _releaseAtMs[load];
        }
    }
}
