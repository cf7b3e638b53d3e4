namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Takes the direct-current channels in turn, one value at a time and a second apart: a read of the binding waits for a
    /// clock of 10 ms, and that gap in the samples of the mains is to come no more often.
    /// </summary>
    public sealed class DcPoller
    {
        /// <summary>Shortest time between two reads, ms.</summary>
        public const long PeriodMs = 1000;

        private readonly DcChannel[] _channels;
        private long _lastMs = long.MinValue / 2;
        private int _next;

        /// <summary>Makes the poller.</summary>
        /// <param name="channels">The channels; may be none.</param>
        public DcPoller(DcChannel[] channels)
        {
            _channels = channels;
        }

        /// <summary>Reads the next value if it is time. To be called once a step of the control loop.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether a read was made, successful or not: the step took up to 15 ms longer.</returns>
        public bool Step(long nowMs)
        {
            if (_channels.Length == 0 || nowMs - _lastMs < PeriodMs)
            {
                return false;
            }

            _lastMs = nowMs;
            var channel = _channels[_next];
            _next = (_next + 1) % _channels.Length;
            channel.ReadNext(nowMs);
            return true;
        }
    }
}
