using MeterNode.Core.Messaging;
using MeterNode.Services.Messaging;
using MeterNode.Services.Rates;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// Makes messages of the records on the lanes and sends them: one of a topic at a time, repeated until the broker has
    /// acknowledged it, and no faster than a <see cref="TokenBucket"/> allows. For the link's thread, which does everything live first.
    /// </summary>
    public sealed class OutboxSender
    {
        /// <summary>Records of a topic that may go at once.</summary>
        public const int Burst = 4;

        /// <summary>One more record of a topic every so many ms.</summary>
        public const long ReplayPeriodMs = 500;

        private readonly Outbox _outbox;
        private readonly Topics _topics;
        private readonly UtcClock _clock;
        private readonly JsonWriter _json = new JsonWriter(1024);
        private readonly EventEntry _event = new EventEntry();
        private readonly IntervalEntry _interval;
        private readonly OutboxItem _eventItem;
        private readonly OutboxItem _intervalItem;
        private readonly TokenBucket _eventRate = new TokenBucket(Burst, ReplayPeriodMs);
        private readonly TokenBucket _intervalRate = new TokenBucket(Burst, ReplayPeriodMs);

        /// <summary>Makes a sender.</summary>
        /// <param name="outbox">Where the records come from.</param>
        /// <param name="topics">Where they go.</param>
        /// <param name="clock">The time of day, if known.</param>
        public OutboxSender(Outbox outbox, Topics topics, UtcClock clock)
        {
            _outbox = outbox;
            _topics = topics;
            _clock = clock;
            _interval = new IntervalEntry(outbox.Circuits);
            _eventItem = new OutboxItem(outbox.Events.MostBytes);
            _intervalItem = new OutboxItem(outbox.Intervals.MostBytes);
        }

        /// <summary>Says that a connection was made.</summary>
        public void OnConnected()
        {
            _outbox.Events.Reset();
            _outbox.Intervals.Reset();
        }

        /// <summary>Takes an answer of the broker. The MQTT client's thread.</summary>
        /// <param name="id">The message's id.</param>
        /// <param name="delivered">Whether it has arrived.</param>
        public void OnPublished(int id, bool delivered)
        {
            _outbox.Events.Answered(id, delivered);
            _outbox.Intervals.Answered(id, delivered);
        }

        /// <summary>Sends what is due.</summary>
        /// <param name="link">The connection.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(IBrokerLink link, long nowMs)
        {
            var lane = _outbox.Events;
            if (lane.TryGet(nowMs, _eventItem) && _eventRate.TryTake(nowMs))
            {
                if (_event.Read(_eventItem.Data, 0, _eventItem.Length))
                {
                    EventMessage.Write(_json, _outbox.Identity, _eventItem, _event, _clock);
                    lane.Sent(link.Publish(_topics.Event, _json.ToArray(), true, false), _eventItem.Sequence, nowMs);
                }
                else
                {
                    lane.Skip();
                }
            }

            lane = _outbox.Intervals;
            if (lane.TryGet(nowMs, _intervalItem) && _intervalRate.TryTake(nowMs))
            {
                bool readable = _interval.Read(_intervalItem.Data, 0, _intervalItem.Length);
                string[]? names = readable ? _outbox.Identity.Names.Of(_interval.Boot) : null;
                if (names != null && names.Length == _interval.Count)
                {
                    IntervalMessage.Write(_json, _outbox.Identity, _intervalItem, _interval, names, _clock);
                    lane.Sent(link.Publish(_topics.Interval, _json.ToArray(), true, false), _intervalItem.Sequence, nowMs);
                }
                else
                {
                    lane.Skip();
                }
            }
        }
    }
}
