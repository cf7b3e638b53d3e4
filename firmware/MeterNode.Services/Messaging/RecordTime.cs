using System;
using MeterNode.Core.Messaging;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Tariffs;

namespace MeterNode.Services.Messaging
{
    /// <summary>The times of messages, and of records that may have waited over restarts.</summary>
    public static class RecordTime
    {
        /// <summary>A moment in ms since 1970 UTC.</summary>
        /// <param name="clock">The time of day, if known.</param>
        /// <param name="timeMs">ms of the monotonic clock.</param>
        /// <returns>The time, or 0 where it is not known.</returns>
        public static long UtcMs(UtcClock clock, long timeMs)
        {
            long ticks = clock.TicksAt(timeMs);
            return ticks == 0 ? 0 : (ticks - UtcClock.UnixEpochTicks) / TimeSpan.TicksPerMillisecond;
        }

        /// <summary>Writes <c>time</c> (ISO 8601, UTC, or null) and <c>uptime_s</c>.</summary>
        internal static void Write(JsonWriter json, UtcClock clock, long timeMs)
        {
            long ticks = clock.TicksAt(timeMs);
            json.TextOrNull("time", ticks == 0 ? "" : UtcText.Of(ticks)).Number("uptime_s", timeMs / 1000);
        }

        /// <summary>
        /// Writes what every record begins with: <c>series</c>, <c>sequence</c>, <c>boot</c> and <c>time</c>; <c>uptime_s</c> of that
        /// start where the time was not known then, and is not yet.
        /// </summary>
        internal static void WriteHead(JsonWriter json, OutboxIdentity identity, OutboxItem item, UtcClock clock, bool isUtc, int boot, long timeMs)
        {
            json.Reset()
                .BeginObject()
                .Text("series", item.IsStored ? identity.Series : identity.MemorySeries)
                .Number("sequence", item.Sequence)
                .Number("boot", boot);
            if (isUtc)
            {
                json.Text("time", UtcText.Of((timeMs * TimeSpan.TicksPerMillisecond) + UtcClock.UnixEpochTicks));
            }
            else if (boot == identity.Boot)
            {
                Write(json, clock, timeMs);
            }
            else
            {
                json.Null("time").Number("uptime_s", timeMs / 1000);
            }
        }
    }
}
