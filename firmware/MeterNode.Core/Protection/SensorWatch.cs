using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;

namespace MeterNode.Core.Protection
{
    /// <summary>Notices circuits that can no longer be relied upon, and tells when they can again.</summary>
    public sealed class SensorWatch
    {
        private const ReadingFlags Fatal = ReadingFlags.Lost | ReadingFlags.Saturated;

        private readonly Readings _readings;
        private readonly EventRing _events;
        private readonly ReadingFlags[] _told;

        /// <summary>Makes the watch.</summary>
        public SensorWatch(Readings readings, EventRing events)
        {
            _readings = readings;
            _events = events;
            _told = new ReadingFlags[readings.Count];
        }

        /// <summary>Looks at every circuit.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (_readings.FastSequence == 0)
            {
                // Nothing has been measured yet: every circuit still counts as lost, which is no news.
                return;
            }

            for (int i = 0; i < _told.Length; i++)
            {
                var flags = _readings.Flags[i] & Fatal;
                if (flags == _told[i])
                {
                    continue;
                }

                _told[i] = flags;
                if (flags == ReadingFlags.None)
                {
                    _events.Add(nowMs, EventKind.SensorRestored, i, 0, 0, 0);
                }
                else
                {
                    _events.Add(nowMs, EventKind.SensorFault, i, (int)flags, 0, 0);
                }
            }
        }
    }
}
