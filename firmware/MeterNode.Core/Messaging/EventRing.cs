namespace MeterNode.Core.Messaging
{
    /// <summary>
    /// Events on their way from the control loop to the link. A ring of plain numbers made once: adding allocates nothing and
    /// waits for nobody, for the writer only ever moves its own end. When nobody takes events the oldest are overwritten, and
    /// the reader finds out and counts them.
    /// </summary>
    public sealed class EventRing
    {
        private readonly long[] _timeMs;
        private readonly EventKind[] _kind;
        private readonly int[] _subject;
        private readonly int[] _detail;
        private readonly int[] _detail2;
        private readonly int[] _value;
        private readonly int[] _supplyMa;
        private readonly int[] _budgetPermille;
        private long _added;
        private long _taken;

        /// <summary>Makes a ring.</summary>
        /// <param name="capacity">The most events that wait, less one that may be in the writing.</param>
        public EventRing(int capacity)
        {
            _timeMs = new long[capacity];
            _kind = new EventKind[capacity];
            _subject = new int[capacity];
            _detail = new int[capacity];
            _detail2 = new int[capacity];
            _value = new int[capacity];
            _supplyMa = new int[capacity];
            _budgetPermille = new int[capacity];
        }

        /// <summary>Events that were overwritten before the reader took them.</summary>
        public int Dropped { get; private set; }

        /// <summary>How many events were added since the start.</summary>
        public long Added => _added;

        /// <summary>How many events wait, those among them that have been overwritten.</summary>
        public int Waiting => (int)(_added - _taken);

        /// <summary>Adds an event. The control loop's thread only.</summary>
        /// <param name="timeMs">When, ms of the monotonic clock.</param>
        /// <param name="kind">What.</param>
        /// <param name="subject">Index of the load or circuit, or -1.</param>
        /// <param name="detail">By kind.</param>
        /// <param name="detail2">By kind.</param>
        /// <param name="value">By kind.</param>
        public void Add(long timeMs, EventKind kind, int subject, int detail, int detail2, int value)
        {
            Add(timeMs, kind, subject, detail, detail2, value, 0, 0);
        }

        /// <summary>Adds a decision with the numbers that it was made by. The control loop's thread only.</summary>
        /// <param name="timeMs">When, ms of the monotonic clock.</param>
        /// <param name="kind">What.</param>
        /// <param name="subject">Index of the load or circuit, or -1.</param>
        /// <param name="detail">By kind.</param>
        /// <param name="detail2">By kind.</param>
        /// <param name="value">By kind.</param>
        /// <param name="supplyMa">Largest current of the supply's phases, mA.</param>
        /// <param name="budgetPermille">Share of the protective device's budget that was used, thousandths.</param>
        public void Add(long timeMs, EventKind kind, int subject, int detail, int detail2, int value, int supplyMa, int budgetPermille)
        {
            int i = (int)(_added % _timeMs.Length);
            _timeMs[i] = timeMs;
            _kind[i] = kind;
            _subject[i] = subject;
            _detail[i] = detail;
            _detail2[i] = detail2;
            _value[i] = value;
            _supplyMa[i] = supplyMa;
            _budgetPermille[i] = budgetPermille;

            // Last of all: only now does the reader see it.
            _added++;
        }

        /// <summary>Looks at the oldest event without taking it. The reader's thread only.</summary>
        /// <param name="record">Is filled.</param>
        /// <returns>Whether there is one.</returns>
        public bool TryPeek(EventRecord record)
        {
            return TryPeek(0, record);
        }

        /// <summary>Looks at the first event after another without taking it. The reader's thread only.</summary>
        /// <param name="after"><see cref="EventRecord.Sequence"/> of the other; 0 for none.</param>
        /// <param name="record">Is filled.</param>
        /// <returns>Whether there is one.</returns>
        public bool TryPeek(long after, EventRecord record)
        {
            while (true)
            {
                SkipOverwritten();
                long next = after > _taken ? after : _taken;
                if (_added <= next)
                {
                    return false;
                }

                int i = (int)(next % _timeMs.Length);
                record.Sequence = next + 1;
                record.TimeMs = _timeMs[i];
                record.Kind = _kind[i];
                record.Subject = _subject[i];
                record.Detail = _detail[i];
                record.Detail2 = _detail2[i];
                record.Value = _value[i];
                record.SupplyMa = _supplyMa[i];
                record.BudgetPermille = _budgetPermille[i];
                if (_added - next < _timeMs.Length)
                {
                    return true;
                }

                // The writer has come round to this very place while it was read: look at the next.
            }
        }

        /// <summary>Takes an event that has been delivered; one that was overwritten meanwhile is no error. The reader's thread only.</summary>
        /// <param name="sequence">Its <see cref="EventRecord.Sequence"/>.</param>
        public void Take(long sequence)
        {
            if (_taken < sequence)
            {
                _taken = sequence;
            }
        }

        private void SkipOverwritten()
        {
            // One place is left to the writer, which may be at work on it.
            long oldest = _added - _timeMs.Length + 1;
            if (oldest > _taken)
            {
                Dropped += (int)(oldest - _taken);
                _taken = oldest;
            }
        }
    }
}
