using System;
using System.Globalization;
using System.Text;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Brokers;
using MeterNode.Services.Messaging;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Planning;
using MeterNode.Services.Tariffs;

namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>A node as the broker's side of its link sees it: the firmware's own publisher, with what it is told put straight into its queue.</summary>
    internal sealed class FuzzedNode : IBrokerLink
    {
        private readonly Node _node;
        private readonly Publisher _publisher;
        private readonly Pricing _pricing;
        private readonly PriceTable _prices = new PriceTable();
        private readonly Topics _topics;

        public FuzzedNode(NodeSettings settings)
        {
            _topics = new Topics(settings.Id, settings.DiscoveryPrefix);
            var board = new IdleBoard(settings);
            _node = new Node(settings, board, new SampleBlock(1), board, false, 1);
            _node.Clock.Set(new DateTime(2026, 1, 1).Ticks, 0);
            _pricing = new Pricing(settings, _node);
            _publisher = new Publisher(settings, _topics, this, _node, new Outbox(settings.Circuits.Length), _pricing, "0.0.0");
        }

        public Topics Topics => _topics;

        /// <inheritdoc/>
        public LinkHealth Health { get; } = new LinkHealth(1);

        /// <inheritdoc/>
        public bool IsSlow => false;

        /// <summary>Hands the node a message.</summary>
        /// <returns>Whether it was refused, answered or not, or found no room.</returns>
        public bool Tell(string topic, byte[] payload, long nowMs)
        {
            // Not every refusal is answered in a flood, but every one is counted.
            int refused = _publisher.RequestsRefused;
            if (_publisher.Inbound.TryAdd(topic, payload))
            {
                _publisher.Step(nowMs);
            }

            return _publisher.RequestsRefused != refused;
        }

        /// <summary>Everything that a message may change, as text.</summary>
        public string State(long nowMs)
        {
            var text = new StringBuilder();
            for (int i = 0; i < _node.Control.Loads.Length; i++)
            {
                var mode = _node.Requests.ModeOf(i, nowMs);
                text.Append((int)mode).Append(' ').Append(mode == RequestMode.Power ? _node.Requests.PowerOf(i) : _node.Requests.BoostMin(i, nowMs)).Append(';');
            }

            _pricing.Tariff.CopyTo(_prices);
            text.Append(CultureInfo.InvariantCulture, $"{_pricing.Tariff.Version} {_prices.StartMin} {_prices.SlotMin} {_prices.Count}:");
            for (int i = 0; i < _prices.Count; i++)
            {
                text.Append(_prices.Import(i)).Append(' ').Append(_prices.Export(i)).Append(',');
            }

            var inputs = _node.Control.GridInputs;
            return text.Append(
                CultureInfo.InvariantCulture,
                $"{inputs.ImportLimitW} {inputs.ExportLimitW} {inputs.DimmedW} {inputs.LimitsUntilMs} {inputs.LimitsCount};{inputs.ImportPrice} {inputs.ExportPrice} {inputs.PricesUntilMs} {inputs.PricesCount};{_node.Waveform.IsPending} {_node.Waveform.Circuit};{_publisher.Release.Version} {_publisher.Release.Url}").ToString();
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, bool acknowledged, bool retain)
        {
            return acknowledged ? 1 : 0;
        }
    }
}
