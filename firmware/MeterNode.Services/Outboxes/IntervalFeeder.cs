using System;
using MeterNode.Core;
using MeterNode.Core.Metering;
using MeterNode.Services.Messaging;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Outboxes
{
    /// <summary>Feeds the intervals' lane: each is stored as soon as it is finished.</summary>
    public sealed class IntervalFeeder : LaneFeeder
    {
        private readonly Node _node;
        private readonly OutboxIdentity _identity;
        private readonly IntervalEntry _entry;
        private readonly long[] _rest;
        private readonly long[] _restAfter;
        private long _encoded;

        /// <summary>Makes a feeder.</summary>
        /// <param name="node">The node whose intervals they are.</param>
        /// <param name="outbox">Whose lane is fed.</param>
        /// <param name="log">Where the intervals are stored; null for nowhere.</param>
        public IntervalFeeder(Node node, Outbox outbox, IRecordLog? log)
            : base(outbox.Intervals, log)
        {
            int circuits = node.Readings.Count;
            _node = node;
            _identity = outbox.Identity;
            _entry = new IntervalEntry(circuits);
            _rest = new long[circuits * IntervalEntry.Energies];
            _restAfter = new long[circuits * IntervalEntry.Energies];
        }

        /// <inheritdoc/>
        protected override long LostInRing => _node.Intervals.Lost;

        /// <inheritdoc/>
        protected override bool IsDue(long nowMs, bool isOnline, long after)
        {
            return _node.Intervals.Peek((int)after) != null;
        }

        /// <inheritdoc/>
        protected override int Encode(long after, byte[] target, out long sequence)
        {
            while (true)
            {
                var record = _node.Intervals.Peek((int)after);
                sequence = record == null ? 0 : record.Sequence;
                if (record == null)
                {
                    return 0;
                }

                if (sequence != _encoded)
                {
                    // Only a new interval takes over what the one before has left; a second attempt at the same does not.
                    Array.Copy(_restAfter, 0, _rest, 0, _rest.Length);
                    _encoded = sequence;
                }

                _entry.Take(record, _identity.Boot, RecordTime.UtcMs(_node.Clock, record.EndMs), _rest, _restAfter);
                if (record.Sequence == sequence)
                {
                    return _entry.Write(target, 0);
                }

                // The recorder, with no room left, has overwritten it meanwhile: look at the next.
            }
        }

        /// <inheritdoc/>
        protected override void TakeFromRing(long sequence)
        {
            _node.Intervals.Take((int)sequence);
        }
    }
}
