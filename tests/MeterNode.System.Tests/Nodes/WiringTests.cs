using System;
using System.Linq;
using System.Threading.Tasks;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>What the whole firmware does about clamps that are clipped on wrongly.</summary>
    public sealed class WiringTests
    {
        private const string NothingHidden = "\"limit_a\": 60, \"unmeasured_generation\": false";

        [Fact]
        public async Task SupplyClampReversed_IsFoundToldAndTreatedAsUnmeasured()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = Create("\"name\": \"supply\", \"kind\": \"supply\"", "\"name\": \"supply\", \"ct_fault\": \"reversed\", \"kind\": \"supply\"");
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(world.Relay("ev").ContactClosed);
            world.Truth.Excuse();
            world.RunFor(TimeSpan.FromMinutes(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var node = observer.Node("test-1");
            var told = node.Events.First(each => each.GetProperty("event").GetString() == "wiring_fault");
            Assert.Equal("supply", told.GetProperty("circuit").GetString());
            Assert.Equal("ct_reversed", told.GetProperty("finding").GetString());
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            var state = node.State!.Value;
            Assert.Equal("supply_inconsistent", state.GetProperty("loads").GetProperty("ev").GetProperty("reason").GetString());
            Assert.Contains("ct_reversed", state.GetProperty("circuits").GetProperty("supply").GetProperty("faults").EnumerateArray().Select(each => each.GetString()));
        }

        [Fact]
        public async Task LoadsClampReversed_IsFoundAndLeavesTheLoadAlone()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = Create("{ \"name\": \"immersion\" }", "{ \"name\": \"immersion\", \"ct_fault\": \"reversed\" }");
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var told = observer.Node("test-1").Events.First(each => each.GetProperty("event").GetString() == "wiring_fault");
            Assert.Equal("immersion", told.GetProperty("circuit").GetString());
            Assert.True(world.Relay("immersion").ContactClosed);
            Assert.True(world.Relay("ev").ContactClosed);
        }

        [Fact]
        public async Task ClampsAsTheyShouldBe_NothingIsFound()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = Create("ideal", "typical");
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            for (int i = 0; i < 12; i++)
            {
                world.RunFor(TimeSpan.FromMinutes(20));
                world.Home.SetContact("oven", i % 2 == 0);
            }

            world.Board.Network.Settle();
            await observer.SettleAsync();
            Assert.Equal(0, observer.Node("test-1").EventCount("wiring_fault"));
        }

        private static NodeWorld Create(string piece, string replacement)
        {
            return TestWorld.Create(
                settings: TestWorld.Settings.Replace("\"limit_a\": 60", NothingHidden, StringComparison.Ordinal),
                home: TestWorld.Home.Replace(piece, replacement, StringComparison.Ordinal));
        }
    }
}
