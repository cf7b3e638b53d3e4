using System;
using System.Linq;
using MeterNode.System.Tests.Nodes;
using VirtualHome.Description;
using VirtualNode;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>What a day of the default home with the default settings puts on the wire.</summary>
    internal static class TrafficSection
    {
        public static void Run(Figures figures, int seed)
        {
            using var broker = EmbeddedBroker.Start();
            using var world = new NodeWorld(new NodeWorldOptions { Home = HomeDescription.Default(), Settings = DefaultSettings.Text(), Seed = seed });
            var ledger = new OutboxLedger(broker, world.Board);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromHours(24));
            world.Board.Network.Settle();
            var counters = world.Board.Network.Counters;
            figures.Add("bytes_per_day", "a day's MQTT both ways, without TCP's headers, bytes", counters.BytesSent + counters.BytesReceived);
            foreach (string topic in ledger.Bytes.Keys.Order(StringComparer.Ordinal))
            {
                figures.Add("bytes_per_day_" + topic, "of these " + topic + ", " + ledger.Messages[topic] + " messages", ledger.Bytes[topic]);
            }

            figures.Add("events_per_day", "events in it", ledger.UniqueEvents.Count);
            figures.Add("erases_per_day", "erases of the flash in it", world.Board.Flash.TotalErases);
        }
    }
}
