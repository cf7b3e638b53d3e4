using System.Threading;
using MeterNode.Board.Files;
using MeterNode.Board.Network;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Rates;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Outboxes
{
    /// <summary>
    /// The outbox on flash, on a thread of its own: takes finished intervals and events from the control loop's memory, stores them,
    /// hands the oldest of each to the link, and lets go of it when the broker has it. Neither the control loop nor the link ever
    /// waits for it; both stand still only for as long as a single file operation does.
    /// </summary>
    public sealed class OutboxStore
    {
        /// <summary>Directory of the log of intervals.</summary>
        public const string IntervalPath = "I:\\interval";

        /// <summary>Directory of the log of events.</summary>
        public const string EventPath = "I:\\event";

        /// <summary>The place up to which records have arrived is written down so often at most while the broker is gone, ms.</summary>
        public const long SavePeriodMs = 300000;

        /// <summary>Size of the record of the outbox's identity without the names of the circuits, bytes at most.</summary>
        public const int IdentityHeadBytes = IdentityFile.HeadBytes;

        // By then something was measured, of which no two starts have the same.
        private const int BeginAfterMs = 2000;
        private const int RestMs = 250;
        private const long LookPeriodMs = 1000;
        private const long TellPeriodMs = 3600000;

        private readonly Node _node;
        private readonly LogFiles _intervalLog;
        private readonly LogFiles _eventLog;
        private readonly IntervalFeeder _intervals;
        private readonly EventFeeder _events;
        private readonly IdentityFile _identity;
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private readonly long[] _toldLost = new long[2];
        private readonly long[] _toldMs = { long.MinValue / 2, long.MinValue / 2 };
        private BrokerLink? _link;
        private long _savedMs;
        private long _lookedMs;
        private bool _isOpen;
        private bool _toldUnstored;

        /// <summary>Makes the store.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="node">The node whose records they are.</param>
        public OutboxStore(NodeSettings settings, Node node)
        {
            var crc = new Crc32();
            int circuits = settings.Circuits.Length;
            var space = new OutboxSpace(settings.FileSystemKb, circuits);
            _node = node;
            Outbox = new Outbox(NodeSettings.MostCircuits);
            _identity = new IdentityFile(settings, node, crc);
            var thinner = new IntervalThinner(Outbox.Identity.Names, NodeSettings.MostCircuits);
            _intervalLog = new LogFiles(IntervalPath, crc, new LogLimits { MostSegments = space.IntervalSegments }, thinner);
            _eventLog = new LogFiles(EventPath, crc, new LogLimits { MostSegments = space.EventSegments }, null);
            _intervals = new IntervalFeeder(node, Outbox, _intervalLog);
            _events = new EventFeeder(node, settings, Outbox, _eventLog, new TokenBucket(space.MostAppends, space.AppendRegainMs));
        }

        /// <summary>What the link's thread shares with this one.</summary>
        public Outbox Outbox { get; }

        /// <summary>Starts the storing thread.</summary>
        /// <param name="link">Is woken when there is something to send.</param>
        public void Start(BrokerLink link)
        {
            _link = link;
            new Thread(Run).Start();
        }

        /// <summary>Has the store look for news at once. Any thread.</summary>
        public void Wake()
        {
            _wake.Set();
        }

        /// <summary>Tells of records that were dropped or cannot be stored. The control loop, at every step; allocates nothing and waits for nothing.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void HandOver(long nowMs)
        {
            // Events are the control loop's to add: the storing thread only leaves word.
            if (!_isOpen || nowMs - _lookedMs < LookPeriodMs)
            {
                return;
            }

            _lookedMs = nowMs;

            TellLost(0, _intervals.Lost, nowMs);
            TellLost(1, _events.Lost, nowMs);
            if (!_toldUnstored && (_intervals.IsInMemory || _events.IsInMemory))
            {
                _toldUnstored = true;
                _node.Events.Add(nowMs, EventKind.OutboxUnstored, -1, 0, 0, 0);
            }
        }

        private void TellLost(int topic, long lost, long nowMs)
        {
            // The telling takes room itself: once an hour is enough.
            if (lost != _toldLost[topic] && nowMs - _toldMs[topic] >= TellPeriodMs)
            {
                _toldLost[topic] = lost;
                _toldMs[topic] = nowMs;
                _node.Events.Add(nowMs, EventKind.RecordsDropped, -1, topic, 0, (int)lost);
            }
        }

        private void Run()
        {
            Thread.Sleep(BeginAfterMs);
            Open();
            while (true)
            {
                Step(BoardClock.NowMs);
                _wake.WaitOne(RestMs, false);
            }
        }

        private void Open()
        {
            _intervals.Open();
            _events.Open();
            long nextInterval = _intervals.IsInMemory ? IdentityFile.Unknown : _intervalLog.Next;
            long nextEvent = _events.IsInMemory ? IdentityFile.Unknown : _eventLog.Next;
            if (!_identity.Begin(Outbox.Identity, nextInterval, nextEvent))
            {
                // Numbers whose series is not known after the next start would be taken for others.
                _intervals.UseMemory();
                _events.UseMemory();
            }

            _toldLost[0] = _intervals.Lost;
            _toldLost[1] = _events.Lost;
            _isOpen = true;
        }

        private void Step(long nowMs)
        {
            bool isOnline = _link!.IsConnected;
            bool isNew = _events.Step(nowMs, isOnline);
            isNew |= _intervals.Step(nowMs, isOnline);
            if (isNew)
            {
                _link.Wake();
            }

            if (!isOnline && nowMs - _savedMs >= SavePeriodMs)
            {
                // What is not written down is sent again after a power cut, and is kept from being thinned.
                bool saved = _events.SaveAcknowledged();
                saved |= _intervals.SaveAcknowledged();
                _savedMs = saved ? nowMs : _savedMs;
            }
        }
    }
}
