using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware on the virtual board against a real broker: what the world hears of it.</summary>
    public sealed class LinkTests
    {
        [Fact]
        public async Task Node_WithABroker_SaysStatusStateAndEvents()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Running(broker);
            world.RunFor(TimeSpan.FromSeconds(50));
            await Settle(world, observer);
            var node = observer.Node("test-1");
            Assert.Equal("online", node.Status);
            Assert.InRange(node.States, 5, 12);
            Assert.Equal(0, node.Malformed);
            Assert.Equal(1, node.EventCount("started"));
            var supply = node.State!.Value.GetProperty("circuits").GetProperty("supply");
            double trueW = world.Home.Circuit("supply").PowerW;
            Assert.InRange(supply.GetProperty("power_w").GetDouble(), trueW * 0.98, trueW * 1.02);
            var time = DateTime.Parse(node.State.Value.GetProperty("time").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            Assert.InRange((world.Board.TrueUtc - time).TotalSeconds, -1, 12);
        }

        [Fact]
        public async Task Overload_IsToldWithItsReason()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Running(broker);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(3));
            await Settle(world, observer);
            var node = observer.Node("test-1");
            Assert.Equal(1, node.EventCount("over_limit"));
            var shed = node.Events.Last(each => each.GetProperty("event").GetString() == "load_switched");
            Assert.Equal("ev", shed.GetProperty("load").GetString());
            Assert.False(shed.GetProperty("on").GetBoolean());
            Assert.Equal("supply_limit", shed.GetProperty("reason").GetString());
            Assert.Equal("protection", shed.GetProperty("rank").GetString());
            Assert.Equal(Enumerable.Range(1, node.Events.Count), node.Events.Select(each => each.GetProperty("sequence").GetInt32()));
        }

        [Theory]
        [InlineData("unplugged", "lost")]
        [InlineData("held", "lost")]
        public async Task SensorFault_IsPublishedWithinTwoSeconds(string fault, string word)
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Running(broker);
            var supply = world.CircuitSettings("supply");
            if (fault == "held")
            {
                world.Board.I2c(supply.Bus).NackEvery(supply.Address, 1);
            }
            else
            {
                world.Board.I2c(supply.Bus).Unplug(supply.Address);
            }

            world.RunFor(TimeSpan.FromSeconds(2));
            await Settle(world, observer);
            var told = observer.Node("test-1").Events.Single(each => each.GetProperty("event").GetString() == "sensor_fault");
            Assert.Equal("supply", told.GetProperty("circuit").GetString());
            Assert.Contains(word, told.GetProperty("faults").EnumerateArray().Select(each => each.GetString()));
        }

        [Fact]
        public async Task BrokerGoneForAnHour_ChangesNoDecisionAndIsBackWithin30Seconds()
        {
            using var withBroker = EmbeddedBroker.Start();
            using var other = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(other.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var undisturbed = TestWorld.Running(withBroker);
            using var world = TestWorld.Running(other);

            other.Stop();
            world.Board.Network.Settle();
            for (int quarter = 0; quarter < 4; quarter++)
            {
                foreach (var each in new[] { undisturbed, world })
                {
                    each.RunFor(TimeSpan.FromMinutes(5));
                    each.Home.SetContact("oven", true);
                    each.RunFor(TimeSpan.FromMinutes(2));
                    each.Home.SetContact("oven", false);
                    each.RunFor(TimeSpan.FromMinutes(8));
                }
            }

            Assert.Equal(Operations(undisturbed), Operations(world));
            Assert.Equal(undisturbed.Truth.ShedEvents, world.Truth.ShedEvents);
            Assert.Empty(world.Truth.Violations);
            Assert.Equal(1, world.Board.Boots);

            other.Start();
            await using var back = await NodeObserver.ConnectAsync(other.Endpoint, cancel: TestContext.Current.CancellationToken);
            world.RunFor(TimeSpan.FromSeconds(30));
            await Settle(world, back);
            Assert.Equal("online", back.Node("test-1").Status);
            Assert.True(back.Node("test-1").States > 0);
            Assert.True(back.Node("test-1").EventCount("load_switched") > 0);
        }

        [Fact]
        public async Task BrokerNeverThere_NodeProtectsAllTheSame()
        {
            using var world = TestWorld.Create();
            world.Board.Network.WifiUp = false;
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            world.RunFor(TimeSpan.FromMinutes(30));
            Assert.Equal(1, world.Board.Boots);
            await Task.CompletedTask;
        }

        [Fact]
        public async Task Request_OverTheBroker_SwitchesTheLoadAndIsAnswered()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Running(broker);
            broker.Publish("meternode/test-1/load/immersion/set", "off");
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(2));
            await Settle(world, observer);
            Assert.False(world.Relay("immersion").ContactClosed);
            Assert.Equal("{\"load\":\"immersion\",\"ok\":true}", Assert.Single(observer.Node("test-1").Replies));
            Assert.Equal("request_off", observer.Node("test-1").State!.Value.GetProperty("loads").GetProperty("immersion").GetProperty("reason").GetString());
        }

        [Fact]
        public async Task Request_ForMoreThanTheSupplyHas_DoesNotBreakTheLimit()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(5));
            for (int i = 0; i < 20; i++)
            {
                broker.Publish("meternode/test-1/load/ev/set", i % 2 == 0 ? "on" : "auto");
                world.Board.Network.Settle();
                world.RunFor(TimeSpan.FromSeconds(12));
            }

            Assert.False(world.Relay("ev").ContactClosed);
            Assert.Empty(world.Truth.Violations);
            await Task.CompletedTask;
        }

        [Fact]
        public async Task Discovery_IsRetainedAndNamesTheNode()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            string payload = await Retained.ReadAsync(broker.Endpoint, "homeassistant/device/meternode-test-1/config");
            using var document = JsonDocument.Parse(payload);
            Assert.Equal("Test home", document.RootElement.GetProperty("dev").GetProperty("name").GetString());
            Assert.Equal("meternode/test-1/state", document.RootElement.GetProperty("stat_t").GetString());
        }

        [Fact]
        public async Task Intervals_OfAnHour_AddUpToTheRegister()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Running(broker);
            world.RunFor(TimeSpan.FromMinutes(61));
            await Settle(world, observer);
            var intervals = observer.Node("test-1").Intervals;
            Assert.Equal(12, intervals.Count);
            Assert.Equal(Enumerable.Range(1, 12), intervals.Select(each => each.GetProperty("sequence").GetInt32()));
            double sumWh = intervals.Sum(each => each.GetProperty("circuits").GetProperty("supply").GetProperty("energy_import_wh").GetDouble());
            double trueW = world.Home.Circuit("supply").PowerW;
            Assert.InRange(sumWh, trueW * 0.97, trueW * 1.0);
            Assert.All(intervals.Skip(1), each => Assert.InRange(each.GetProperty("duration_s").GetDouble(), 298, 302));
            Assert.All(intervals, each => Assert.Matches(":[0-5][05]:0[0-2]Z$", each.GetProperty("time").GetString()!));
        }

        private static async Task Settle(NodeWorld world, NodeObserver observer)
        {
            world.Board.Network.Settle();
            await observer.SettleAsync();
        }

        private static int[] Operations(NodeWorld world)
        {
            return world.Relays.Select(relay => relay.Operations).ToArray();
        }
    }
}
