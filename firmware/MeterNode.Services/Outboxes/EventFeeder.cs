using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;
using MeterNode.Services.Rates;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// Feeds the events' lane. What matters is stored, and with that on its way, within a fifth of a second, as long as the
    /// allowance and some debt last; mere adjustments of a load's power only from what is above half of it, and only while somebody listens.
    /// Everything else waits and goes in a group, for five minutes at most.
    /// </summary>
    public sealed class EventFeeder : LaneFeeder
    {
        /// <summary>Events of one moment are stored together: for so long the first of them waits, ms.</summary>
        public const long GatherMs = 200;

        /// <summary>The longest that an event waits for others, ms: what a power cut can lose.</summary>
        public const long LongestWaitMs = 300000;

        /// <summary>With so many in the ring they are stored at once, before the ring is full.</summary>
        public const int MostWaiting = 64;

        // Below nothing: what matters has the last word, a flood of what does not the last but one.
        private const int MostDebt = 24;
        private const int MostDebtOfAFlood = 12;

        private readonly Node _node;
        private readonly NodeSettings _settings;
        private readonly OutboxIdentity _identity;
        private readonly TokenBucket _allowance;
        private readonly EventRecord _record = new EventRecord();
        private readonly EventEntry _entry = new EventEntry();
        private long _seen;
        private long _firstSeenMs;
        private bool _isImportant;

        /// <summary>Makes a feeder.</summary>
        /// <param name="node">The node whose events they are.</param>
        /// <param name="settings">Its settings.</param>
        /// <param name="outbox">Whose lane is fed.</param>
        /// <param name="log">Where the events are stored; null for nowhere.</param>
        /// <param name="allowance">How often they may be.</param>
        public EventFeeder(Node node, NodeSettings settings, Outbox outbox, IRecordLog? log, TokenBucket allowance)
            : base(outbox.Events, log)
        {
            _node = node;
            _settings = settings;
            _identity = outbox.Identity;
            _allowance = allowance;
        }

        /// <inheritdoc/>
        protected override long LostInRing => _node.Events.Dropped;

        /// <inheritdoc/>
        protected override bool IsDue(long nowMs, bool isOnline, long after)
        {
            long added = _node.Events.Added;
            if (added <= after)
            {
                return false;
            }

            if (_seen <= after)
            {
                _seen = after;
                _isImportant = false;
                _firstSeenMs = nowMs;
            }

            while (_node.Events.TryPeek(_seen, _record))
            {
                _seen = _record.Sequence;
                _isImportant |= _record.Kind != EventKind.LoadAdjusted && _record.Kind != EventKind.RequestRefused;
            }

            long waitedMs = nowMs - _firstSeenMs;
            if (added - after >= MostWaiting)
            {
                return _allowance.TryTake(nowMs, _isImportant ? -MostDebt : -MostDebtOfAFlood);
            }

            if (waitedMs < GatherMs)
            {
                return false;
            }

            int keep = _isImportant ? -MostDebt : waitedMs >= LongestWaitMs ? 0 : isOnline ? _allowance.Size / 2 : int.MaxValue;
            return _allowance.TryTake(nowMs, keep);
        }

        /// <inheritdoc/>
        protected override int Encode(long after, byte[] target, out long sequence)
        {
            sequence = 0;
            if (!_node.Events.TryPeek(after, _record))
            {
                return 0;
            }

            sequence = _record.Sequence;
            EventNames.Fill(_settings, _record);
            _record.Text = _record.Kind == EventKind.SettingsRefused ? _node.SettingsProblem : "";
            return _entry.Write(_record, _identity.Boot, RecordTime.UtcMs(_node.Clock, _record.TimeMs), target);
        }

        /// <inheritdoc/>
        protected override void TakeFromRing(long sequence)
        {
            _node.Events.Take(sequence);
        }
    }
}
