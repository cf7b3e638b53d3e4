using MeterNode.Services.Storage;

namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// Brings the records of one topic from the ring that the control loop fills into the log, and from the log, in order, onto the
    /// topic's lane. Where the flash fails they stay in the ring and go from there, in a series of their own. For the storing thread
    /// alone.
    /// </summary>
    /// <remarks>
    /// A record is durable before it is sent, and its number is the log's. The other way round, sending it first or reserving
    /// numbers ahead, would spare the flash some writes, but a power cut could give a number to two records, or leave gaps that
    /// nobody can tell from losses.
    /// </remarks>
    public abstract class LaneFeeder
    {
        /// <summary>Failures in a row after which records go from memory.</summary>
        public const int MostFailures = 3;

        /// <summary>Time between two attempts, ms.</summary>
        public const long RetryMs = 10000;

        private readonly OutboxLane _lane;
        private readonly IRecordLog? _log;
        private readonly LogEntry _entry = new LogEntry();
        private readonly byte[] _buffer;
        private bool _isOpen;
        private bool _isRetrying;
        private long _retryMs;
        private int _failures;
        private long _addedThrough;
        private int _tooLarge;

        /// <summary>Makes a feeder.</summary>
        /// <param name="lane">Where the records go.</param>
        /// <param name="log">Where they are stored; null for nowhere.</param>
        protected LaneFeeder(OutboxLane lane, IRecordLog? log)
        {
            _lane = lane;
            _log = log;
            _buffer = new byte[lane.MostBytes];
            IsInMemory = log == null;
        }

        /// <summary>Whether records can no longer be stored; until the next start.</summary>
        public bool IsInMemory { get; private set; }

        /// <summary>Records that nobody will ever get: of the log in its life, of what never came so far since the start.</summary>
        public long Lost => LostInRing + _tooLarge + (_log == null ? 0 : _log.Dropped + _log.Damaged);

        /// <summary>Records that were overwritten in the ring.</summary>
        protected abstract long LostInRing { get; }

        /// <summary>Opens the log. Once, before all else.</summary>
        public void Open()
        {
            _isOpen = _log != null && _log.Open();
            IsInMemory = !_isOpen;
        }

        /// <summary>Gives storing up; what is stored already is still delivered.</summary>
        public void UseMemory()
        {
            IsInMemory = true;
        }

        /// <summary>Does what is due.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="isOnline">Whether the broker is reached.</param>
        /// <returns>Whether there is news for the link.</returns>
        public bool Step(long nowMs, bool isOnline)
        {
            long delivered = _lane.TakeDelivered(out bool isStored);
            if (delivered > 0)
            {
                if (isStored)
                {
                    _log!.Acknowledge(delivered);
                }
                else
                {
                    TakeFromRing(delivered);
                }
            }

            if (!IsInMemory && (_isRetrying ? nowMs >= _retryMs : IsDue(nowMs, isOnline, _addedThrough)))
            {
                Store(nowMs);
            }

            if (_isOpen)
            {
                // A full log may have dropped what was offered while nobody was there to take it.
                _lane.TakeBack(_log!.Released);
            }

            return _lane.IsFree && Offer();
        }

        /// <summary>Writes down up to where records have arrived; for the time when the broker is gone.</summary>
        /// <returns>Whether there was anything to write down.</returns>
        public bool SaveAcknowledged()
        {
            if (!_isOpen || !_log!.IsAcknowledgeUnsaved)
            {
                return false;
            }

            _log.SaveAcknowledged();
            return true;
        }

        /// <summary>Whether what waits in the ring is to be stored now.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="isOnline">Whether the broker is reached.</param>
        /// <param name="after">Up to this one all are stored.</param>
        protected abstract bool IsDue(long nowMs, bool isOnline, long after);

        /// <summary>Makes an entry of the first record in the ring after another.</summary>
        /// <param name="after">The other's number; 0 for none.</param>
        /// <param name="target">Is filled from index 0 on.</param>
        /// <param name="sequence">The record's number; 0 where there is none.</param>
        /// <returns>The entry's size, bytes; 0 where it does not fit.</returns>
        protected abstract int Encode(long after, byte[] target, out long sequence);

        /// <summary>Gives all records in the ring up to one up.</summary>
        /// <param name="sequence">Its number.</param>
        protected abstract void TakeFromRing(long sequence);

        private void Store(long nowMs)
        {
            bool stored = AddAll() && _log!.Commit();
            _isRetrying = !stored;
            if (stored)
            {
                _failures = 0;
                TakeFromRing(_addedThrough);
                return;
            }

            _retryMs = nowMs + RetryMs;
            IsInMemory = ++_failures >= MostFailures;
        }

        private bool AddAll()
        {
            while (true)
            {
                int length = Encode(_addedThrough, _buffer, out long sequence);
                if (sequence == 0)
                {
                    return true;
                }

                if (length == 0 || length > _log!.MostEntryBytes)
                {
                    _tooLarge++;
                }
                else if (_log.Add(_buffer, length) == 0)
                {
                    return false;
                }

                _addedThrough = sequence;
            }
        }

        private bool Offer()
        {
            if (_isOpen && _log!.TryRead(0, _entry) && _entry.Length <= _lane.MostBytes)
            {
                // Numbers that are gone before it count among the log's damaged ones only when it has arrived.
                long goneBefore = _entry.Sequence - _entry.Covers - _log.Released;
                _lane.Offer(_entry.Sequence, _entry.Covers, true, Lost + (goneBefore > 0 ? goneBefore : 0), _entry.Data, _entry.Offset, _entry.Length);
                return true;
            }

            if (!IsInMemory)
            {
                return false;
            }

            int length = Encode(0, _buffer, out long sequence);
            if (sequence == 0)
            {
                return false;
            }

            if (length == 0)
            {
                _tooLarge++;
                TakeFromRing(sequence);
                return false;
            }

            _lane.Offer(sequence, 1, false, Lost, _buffer, 0, length);
            return true;
        }
    }
}
