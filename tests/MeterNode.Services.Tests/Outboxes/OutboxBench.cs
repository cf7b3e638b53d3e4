using MeterNode.Core;
using MeterNode.Core.Metering;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests;
using MeterNode.Services.Tests.Messaging;
using MeterNode.Core.Tests.Metering;
using MeterNode.Services.Messaging;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Rates;

namespace MeterNode.Services.Tests.Outboxes
{
    /// <summary>A node's outbox over logs in memory, stepped by hand.</summary>
    internal sealed class OutboxBench
    {
        private readonly OutboxSender _sender;
        private readonly IntervalFeeder _intervals;
        private int _acknowledged;

        public OutboxBench(FakeLog events)
        {
            var settings = TestHome.Settings();
            Node = new Node(settings, new WaveSource(4), new SampleBlock(12), new RecordingRelays(3), false, 1);
            Outbox = new Outbox(4);
            Outbox.Identity.Series = "AAAAAAAA";
            Outbox.Identity.MemorySeries = "BBBBBBBB";
            Outbox.Identity.Names.Begin(1, new[] { "supply", "ev", "heatpump", "router" });
            Events = new EventFeeder(Node, settings, Outbox, events, new TokenBucket(12, 600000));
            _intervals = new IntervalFeeder(Node, Outbox, IntervalLog);
            _sender = new OutboxSender(Outbox, new Topics(settings.Id, ""), Node.Clock);
            Events.Open();
            _intervals.Open();
        }

        public Node Node { get; }

        public Outbox Outbox { get; }

        public EventFeeder Events { get; }

        public FakeLog IntervalLog { get; } = new FakeLog();

        public FakeLink Link { get; } = new FakeLink();

        public bool IsOnline { get; set; } = true;

        public long NowMs { get; private set; }

        public void RunTo(long ms)
        {
            while (NowMs < ms)
            {
                NowMs = NowMs + 50 < ms ? NowMs + 50 : ms;
                Events.Step(NowMs, IsOnline);
                _intervals.Step(NowMs, IsOnline);
                if (IsOnline)
                {
                    _sender.Step(Link, NowMs);
                }
            }
        }

        /// <summary>Acknowledges all that was sent, in its order.</summary>
        public void AcknowledgeAll()
        {
            while (_acknowledged < Link.LastId)
            {
                _sender.OnPublished(++_acknowledged, true);
            }
        }

        public string Last(string topic)
        {
            return Link.LastOf("meternode/test-1/" + topic);
        }
    }
}
