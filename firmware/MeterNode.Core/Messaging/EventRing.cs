namespace MeterNode.Core.Messaging
{
    /// <summary>
    /// Events on their way from the control loop to the link. A ring of plain numbers made once: adding allocates nothing and
    /// waits for nothing but a few assignments. When nobody takes events, the oldest are overwritten and counted.
    /// </summary>
    public sealed class EventRing
    {
        private readonly object _gate = new object();
        private readonly long[] _timeMs;
        private readonly EventKind[] _kind;
        private readonly int[] _subject;
        private readonly int[] _detail;
        private readonly int[] _detail2;
        private readonly int[] _value;
        private long _next;
        private long _taken;

        /// <summary>Makes a ring.</summary>
        /// <param name="capacity">The most events that wait.</param>
        public EventRing(int capacity)
        {
            _timeMs = new long[capacity];
            _kind = new EventKind[capacity];
            _subject = new int[capacity];
            _detail = new int[capacity];
            _detail2 = new int[capacity];
            _value = new int[capacity];
        }

        /// <summary>Events that were overwritten before anybody took them.</summary>
        public int Dropped { get; private set; }

        /// <summary>How many events wait.</summary>
        public int Waiting => (int)(_next - _taken);

        /// <summary>Adds an event. Any thread.</summary>
        /// <param name="timeMs">When, ms of the monotonic clock.</param>
        /// <param name="kind">What.</param>
        /// <param name="subject">Index of the load or circuit, or -1.</param>
        /// <param name="detail">By kind.</param>
        /// <param name="detail2">By kind.</param>
        /// <param name="value">By kind.</param>
        public void Add(long timeMs, EventKind kind, int subject, int detail, int detail2, int value)
        {
            lock (_gate)
            {
                int i = (int)(_next % _timeMs.Length);
                if (_next - _taken == _timeMs.Length)
                {
                    _taken++;
                    Dropped++;
                }

                _timeMs[i] = timeMs;
                _kind[i] = kind;
                _subject[i] = subject;
                _detail[i] = detail;
                _detail2[i] = detail2;
                _value[i] = value;
                _next++;
            }
        }

        /// <summary>Looks at the oldest event without taking it.</summary>
        /// <param name="record">Is filled.</param>
        /// <returns>Whether there is one.</returns>
        public bool TryPeek(EventRecord record)
        {
            lock (_gate)
            {
                if (_next == _taken)
                {
                    return false;
                }

                int i = (int)(_taken % _timeMs.Length);
                record.Sequence = _taken + 1;
                record.TimeMs = _timeMs[i];
                record.Kind = _kind[i];
                record.Subject = _subject[i];
                record.Detail = _detail[i];
                record.Detail2 = _detail2[i];
                record.Value = _value[i];
                return true;
            }
        }

        /// <summary>Takes an event that has been delivered; one that was overwritten meanwhile is no error.</summary>
        /// <param name="sequence">Its <see cref="EventRecord.Sequence"/>.</param>
        public void Take(long sequence)
        {
            lock (_gate)
            {
                if (_taken < sequence)
                {
                    _taken = sequence;
                }
            }
        }
    }
}
