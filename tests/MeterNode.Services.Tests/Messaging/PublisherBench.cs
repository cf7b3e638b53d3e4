using MeterNode.Core;
using MeterNode.Core.Tests;
using MeterNode.Services.Messaging;
using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Planning;
using MeterNode.Services.Rates;

namespace MeterNode.Services.Tests.Messaging
{
    /// <summary>A publisher, and what brings the node's records to it from memory.</summary>
    internal sealed class PublisherBench
    {
        private readonly Publisher _publisher;
        private readonly EventFeeder _events;
        private readonly IntervalFeeder _intervals;

        public PublisherBench(FakeLink link, Node node)
        {
            var settings = TestHome.Settings();
            var outbox = new Outbox(settings.Circuits.Length);
            outbox.Identity.Names.Begin(1, new[] { "supply", "ev", "heatpump", "router" });
            _events = new EventFeeder(node, settings, outbox, null, new TokenBucket(12, 300000));
            _intervals = new IntervalFeeder(node, outbox, null);
            _publisher = new Publisher(settings, new Topics(settings.Id, settings.DiscoveryPrefix), link, node, outbox, new Pricing(settings, node), "0.0.0");
        }

        public int RequestsRefused => _publisher.RequestsRefused;

        public InboundQueue Inbound => _publisher.Inbound;

        public Announcer Announcer => _publisher.Announcer;

        public void OnConnected(long nowMs)
        {
            _publisher.OnConnected(nowMs);
        }

        public void OnPublished(int id, bool delivered)
        {
            _publisher.OnPublished(id, delivered);
        }

        public void Step(long nowMs)
        {
            _events.Step(nowMs, true);
            _intervals.Step(nowMs, true);
            _publisher.Step(nowMs);
        }
    }
}
