namespace MeterNode.Core.Messaging
{
    /// <summary>
    /// What the node knows of the time of day: an offset to the monotonic clock, or nothing yet. Set and read by the link's
    /// thread; the control loop has no use for it.
    /// </summary>
    public sealed class UtcClock
    {
        /// <summary>Ticks of 100 ns from the year 1 to 1970.</summary>
        public const long UnixEpochTicks = 621355968000000000;

        private const long TicksPerMs = 10000;

        private long _offsetTicks;

        /// <summary>Whether the time was ever set.</summary>
        public bool IsSet { get; private set; }

        /// <summary>Sets the time.</summary>
        /// <param name="utcTicks">Ticks of 100 ns since the year 1, UTC.</param>
        /// <param name="nowMs">ms of the monotonic clock at that time.</param>
        public void Set(long utcTicks, long nowMs)
        {
            _offsetTicks = utcTicks - (nowMs * TicksPerMs);
            IsSet = true;
        }

        /// <summary>The UTC time of a moment of the monotonic clock, also of one before the time was set.</summary>
        /// <param name="timeMs">ms of the monotonic clock.</param>
        /// <returns>Ticks, or 0 when the time was never set.</returns>
        public long TicksAt(long timeMs)
        {
            return IsSet ? _offsetTicks + (timeMs * TicksPerMs) : 0;
        }
    }
}
