namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// How often events may be written to flash: each time costs one from an allowance that regains one every so often. So a
    /// single event is stored at once, a flood of them in groups, and the flash wears no faster than it was reckoned to.
    /// </summary>
    public sealed class AppendAllowance
    {
        private readonly long _regainMs;
        private long _regainedMs;

        /// <summary>Makes an allowance, full.</summary>
        /// <param name="most">The most that it comes to.</param>
        /// <param name="regainMs">Regains one in this time, ms.</param>
        public AppendAllowance(int most, long regainMs)
        {
            Most = most;
            Left = most;
            _regainMs = regainMs;
        }

        /// <summary>The most that it comes to.</summary>
        public int Most { get; }

        /// <summary>What is left; less than nothing after a flood.</summary>
        public int Left { get; private set; }

        /// <summary>Takes one.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="keep">Only if so many are left then; below zero for a debt that will be allowed.</param>
        /// <returns>Whether there was one to take.</returns>
        public bool TryTake(long nowMs, int keep)
        {
            while (Left < Most && nowMs - _regainedMs >= _regainMs)
            {
                Left++;
                _regainedMs += _regainMs;
            }

            if (Left == Most)
            {
                _regainedMs = nowMs;
            }

            if (Left - 1 < keep)
            {
                return false;
            }

            Left--;
            return true;
        }
    }
}
