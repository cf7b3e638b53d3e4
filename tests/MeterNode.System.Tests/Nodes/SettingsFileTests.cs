using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MeterNode.Core.Settings;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>What the firmware does with the settings file that it finds on flash.</summary>
    public sealed class SettingsFileTests
    {
        [Theory]
        [InlineData("{")]
        [InlineData("")]
        [InlineData("{\"schema\":1,\"id\":\"test-1\"}")]
        public async Task SettingsSpoiled_NodeRunsInSafeModeWithTheLastGoodOnesAndSaysWhy(string spoiled)
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            Assert.True(world.Relay("ev").ContactClosed);
            world.Truth.Excuse();
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
            world.Board.Flash.WriteFile(NodeWorld.SettingsPath, Encoding.UTF8.GetBytes(spoiled));
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromSeconds(15));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            var node = observer.Node("test-1");
            Assert.Equal("safe", node.State!.Value.GetProperty("mode").GetString());
            var told = node.Events.Single(each => each.GetProperty("event").GetString() == "settings_refused");
            Assert.NotEmpty(told.GetProperty("problem").GetString()!);
        }

        [Fact]
        public void SettingsMissing_EveryRelayStaysInItsWiredSafeStateAndTheLedBlinks()
        {
            using var world = TestWorld.Create();
            world.Board.Flash.DeleteFile(NodeWorld.SettingsPath);
            int blinks = 0;
            world.Board.Pins.OutputChanged += (pin, _, _) => blinks += pin == BoardPins.StatusLed ? 1 : 0;
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            Assert.InRange(blinks, 20, 60);
        }
    }
}
