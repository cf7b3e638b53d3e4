using System;
using MeterNode.Core.Settings;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware and the owner's button.</summary>
    public sealed class ButtonTests
    {
        [Fact]
        public void Press_RunsTheLoad_ABounceDoesNot()
        {
            using var broker = EmbeddedBroker.Start();
            string settings = TestWorld.Settings.Replace("\"broker\"", "\"button\": { \"load\": \"immersion\", \"minutes\": 2 }, \"broker\"", StringComparison.Ordinal);
            using var world = TestWorld.Create(1, settings);
            world.ConnectBroker(broker.Endpoint);
            world.Board.Pins.SetInput(BoardPins.Button, high: true);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            broker.Publish("meternode/test-1/load/immersion/set", "off");
            world.RunFor(TimeSpan.FromSeconds(5));
            Assert.False(world.Relay("immersion").ContactClosed);

            Press(world, TimeSpan.FromMilliseconds(20));
            Assert.False(world.Relay("immersion").ContactClosed);
            Press(world, TimeSpan.FromMilliseconds(300));
            Assert.True(world.Relay("immersion").ContactClosed);
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.False(world.Relay("immersion").ContactClosed);
        }

        private static void Press(NodeWorld world, TimeSpan length)
        {
            world.Board.Pins.SetInput(BoardPins.Button, high: false);
            world.RunFor(length);
            world.Board.Pins.SetInput(BoardPins.Button, high: true);
            world.RunFor(TimeSpan.FromSeconds(3));
        }
    }
}
