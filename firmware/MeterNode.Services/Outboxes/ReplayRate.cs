namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// How fast one topic's records go out: a few at once, then so many a second (a token bucket). What is new goes at once;
    /// what has piled up in an outage leaves the link, and the receivers, room for what is live.
    /// </summary>
    public sealed class ReplayRate
    {
        private readonly int _burst;
        private readonly long _periodMs;
        private long _fullMs;

        /// <summary>Makes a rate.</summary>
        /// <param name="burst">So many may go at once.</param>
        /// <param name="periodMs">One more every so many ms.</param>
        public ReplayRate(int burst, long periodMs)
        {
            _burst = burst;
            _periodMs = periodMs;
            _fullMs = long.MinValue / 2;
        }

        /// <summary>Lets one go, if it may.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether it may.</returns>
        public bool TryTake(long nowMs)
        {
            // The time at which the bucket would be full again stands for what is in it.
            long full = _fullMs > nowMs ? _fullMs : nowMs;
            if (full + _periodMs - nowMs > _burst * _periodMs)
            {
                return false;
            }

            _fullMs = full + _periodMs;
            return true;
        }
    }
}
