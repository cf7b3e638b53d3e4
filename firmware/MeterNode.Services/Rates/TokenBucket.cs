namespace MeterNode.Services.Rates
{
    /// <summary>
    /// How often something may be done: each time costs one token of a bucket that regains one every so often. So a single one is
    /// done at once, and a flood only at the rate that flash, link or receivers were reckoned with.
    /// </summary>
    public sealed class TokenBucket
    {
        private long _regainedMs;

        /// <summary>Makes a bucket, full.</summary>
        /// <param name="size">The most that it holds.</param>
        /// <param name="regainMs">Regains one in this time, ms.</param>
        public TokenBucket(int size, long regainMs)
        {
            Size = size;
            Left = size;
            RegainMs = regainMs;
        }

        /// <summary>The most that it holds.</summary>
        public int Size { get; }

        /// <summary>What is left; less than nothing where a debt was allowed.</summary>
        public int Left { get; private set; }

        /// <summary>Regains one in this time, ms.</summary>
        public long RegainMs { get; set; }

        /// <summary>Takes one.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether there was one to take.</returns>
        public bool TryTake(long nowMs)
        {
            return TryTake(nowMs, 0);
        }

        /// <summary>Takes one, if enough is left then.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="keep">So many have to be; below zero for a debt that will be allowed.</param>
        /// <returns>Whether there was one to take.</returns>
        public bool TryTake(long nowMs, int keep)
        {
            while (Left < Size && nowMs - _regainedMs >= RegainMs)
            {
                Left++;
                _regainedMs += RegainMs;
            }

            if (Left == Size)
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

        /// <summary>Fills it.</summary>
        public void Fill()
        {
            Left = Size;
        }
    }
}
