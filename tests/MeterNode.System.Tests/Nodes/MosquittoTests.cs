using System;
using System.Threading.Tasks;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware against mosquitto, the broker that most homes run.</summary>
    public sealed class MosquittoTests
    {
        [Fact]
        public async Task Mosquitto_NodeSaysStatusStateAndEvents()
        {
            using var broker = StartOrSkip();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = Running(broker);
            world.RunFor(TimeSpan.FromSeconds(60));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var node = observer.Node("test-1");
            Assert.Equal("online", node.Status);
            Assert.InRange(node.States, 5, 12);
            Assert.Equal(0, node.Malformed);
            Assert.Equal(1, node.EventCount("started"));
            Assert.Contains("\"cmps\"", await Retained.ReadAsync(broker.Endpoint, "homeassistant/device/meternode-test-1/config"), StringComparison.Ordinal);
        }

        [Fact]
        public async Task Mosquitto_RequestSwitchesTheLoad()
        {
            using var broker = StartOrSkip();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = Running(broker);
            await observer.PublishAsync("meternode/test-1/load/immersion/set", "off");
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(2));
            Assert.False(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public async Task Mosquitto_KilledForAnHour_NodeProtectsAndIsBackWithin30Seconds()
        {
            using var broker = StartOrSkip();
            using var world = Running(broker);
            broker.Kill();
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromMinutes(30));
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            world.RunFor(TimeSpan.FromMinutes(30));
            broker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            Assert.Equal("online", observer.Node("test-1").Status);
            Assert.Equal(1, observer.Node("test-1").EventCount("over_limit"));
        }

        [Fact]
        public async Task Mosquitto_NodeVanishes_ItsWillSaysOffline()
        {
            using var broker = StartOrSkip();
            var world = Running(broker);
            Assert.Equal("online", await Retained.ReadAsync(broker.Endpoint, "meternode/test-1/status"));
            world.Dispose();
            string status = "online";
            for (int attempt = 0; attempt < 100 && status == "online"; attempt++)
            {
                status = await Retained.ReadAsync(broker.Endpoint, "meternode/test-1/status");
            }

            Assert.Equal("offline", status);
        }

        private static MosquittoBroker StartOrSkip()
        {
            string? program = MosquittoBroker.Find();
            Assert.SkipWhen(program is null, "mosquitto is not installed (apt-get install mosquitto)");
            return MosquittoBroker.Start(program!);
        }

        private static NodeWorld Running(MosquittoBroker broker)
        {
            var world = TestWorld.Create();
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            return world;
        }
    }
}
