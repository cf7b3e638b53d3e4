using System;
using BenchmarkDotNet.Attributes;
using MeterNode.Benchmarks.Link.Fuzz;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Brokers;
using MeterNode.Services.Commands;
using MeterNode.Services.Messaging;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Planning;
using MeterNode.Services.Storage;
using MeterNode.System.Tests.Storage;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>Makes messages as the link's thread does, from the record on flash to the bytes that are handed to the client.</summary>
    public class MessageBenchmark
    {
        private readonly JsonWriter _json = new JsonWriter(1024);
        private readonly UtcClock _clock = new UtcClock();
        private readonly NodeSettings _settings = NodeSettings.Parse(DefaultSettings.Text());
        private readonly OutboxIdentity _identity = new OutboxIdentity();
        private readonly OutboxItem _item = new OutboxItem(0) { Sequence = 12345, Covers = 1, IsStored = true };
        private readonly IntervalEntry _interval;
        private readonly EventEntry _event = new EventEntry();
        private readonly NodeSnapshot _state;
        private readonly LinkHealth _health = new LinkHealth(1);
        private readonly StateMessage _stateMessage;
        private readonly byte[] _intervalBytes;
        private readonly int _intervalLength;
        private readonly byte[] _eventBytes = new byte[EventEntry.MostBytes];
        private readonly int _eventLength;
        private readonly string[] _names = new string[8];

        public MessageBenchmark()
        {
            _clock.Set(new DateTime(2026, 3, 1).Ticks, 1);
            _interval = new IntervalEntry(_names.Length);
            _intervalBytes = new byte[IntervalEntry.MostBytes(_names.Length)];
            _intervalLength = OfflineLog.Fill(_interval, 1, _intervalBytes);
            for (int i = 0; i < _names.Length; i++)
            {
                _names[i] = i < _settings.Circuits.Length ? _settings.Circuits[i].Name : "circuit" + i;
            }

            var record = new EventRecord
            {
                Kind = EventKind.LoadSwitched, Subject = 0, Detail = (int)Reason.SupplyLimit, Detail2 = (int)Rank.Protection, SupplyMa = 65000, BudgetPermille = 120,
            };
            EventNames.Fill(_settings, record);
            _eventLength = _event.Write(record, 1, 1_772_366_400_000, _eventBytes);
            var board = new IdleBoard(_settings);
            var node = new Node(_settings, board, new SampleBlock(1), board, false, 1);
            node.Clock.Set(new DateTime(2026, 3, 1).Ticks, 1);
            _stateMessage = new StateMessage(_settings, node, new Pricing(_settings, node), new CommandDesk(node.Clock, _settings), new ReleaseNotice(new Replies()), Node.Version);
            _state = new NodeSnapshot(_settings.Circuits.Length, _settings.Loads.Length, _settings.DcChannels.Length);
        }

        [Benchmark]
        public byte[] Interval()
        {
            _interval.Read(_intervalBytes, 0, _intervalLength);
            IntervalMessage.Write(_json, _identity, _item, _interval, _names, _clock);
            return _json.ToArray();
        }

        [Benchmark]
        public byte[] Event()
        {
            _event.Read(_eventBytes, 0, _eventLength);
            EventMessage.Write(_json, _identity, _item, _event, _clock);
            return _json.ToArray();
        }

        [Benchmark]
        public byte[] State()
        {
            _stateMessage.Write(_json, _state, _health);
            return _json.ToArray();
        }
    }
}
