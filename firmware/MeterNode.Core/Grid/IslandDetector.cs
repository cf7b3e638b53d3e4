namespace MeterNode.Core.Grid
{
    /// <summary>
    /// Tells from a grid-sense contact whether the home runs on its own inverter. The loss is believed quickly, since the inverter
    /// carries less than the grid; the return only after the grid has stood for a while and a random time more, so that a street
    /// does not come back as one.
    /// </summary>
    public sealed class IslandDetector
    {
        /// <summary>For so long the contact must say "lost", ms: longer than a contact bounces. Stepped every 100 ms or faster, a loss is seen within 200 ms.</summary>
        public const int LostAfterMs = 100;

        private readonly RandomDelay _random;
        private readonly int _stableS;
        private readonly int _spreadS;
        private long _absentSinceMs = -1;
        private long _presentSinceMs = -1;
        private long _returnAfterMs;

        /// <summary>Makes it: the grid counts as there until the contact says otherwise.</summary>
        /// <param name="stableS">For how long the grid must have stood before it counts as back, s.</param>
        /// <param name="spreadS">The longest random time on top, s; drawn anew at each loss.</param>
        /// <param name="random">Where it is drawn.</param>
        public IslandDetector(int stableS, int spreadS, RandomDelay random)
        {
            _random = random;
            _stableS = stableS;
            _spreadS = spreadS;
        }

        /// <summary>Whether the home runs on its own.</summary>
        public bool IsIsland { get; private set; }

        /// <summary>Since when that is so, ms of the monotonic clock; 0 before the first change.</summary>
        public long ChangedMs { get; private set; }

        /// <summary>Grows by one whenever <see cref="IsIsland"/> changes.</summary>
        public int ChangeCount { get; private set; }

        /// <summary>Takes the contact.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="isGridPresent">Whether the contact says that the grid is there.</param>
        public void Step(long nowMs, bool isGridPresent)
        {
            if (isGridPresent)
            {
                _absentSinceMs = -1;
                if (_presentSinceMs < 0)
                {
                    _presentSinceMs = nowMs;
                }

                if (IsIsland && nowMs - _presentSinceMs >= _returnAfterMs)
                {
                    Change(false, nowMs);
                }

                return;
            }

            _presentSinceMs = -1;
            if (_absentSinceMs < 0)
            {
                _absentSinceMs = nowMs;
            }

            if (!IsIsland && nowMs - _absentSinceMs >= LostAfterMs)
            {
                _returnAfterMs = (_stableS + _random.NextS(_spreadS)) * 1000L;
                Change(true, nowMs);
            }
        }

        private void Change(bool isIsland, long nowMs)
        {
            IsIsland = isIsland;
            ChangedMs = nowMs;
            ChangeCount++;
        }
    }
}
