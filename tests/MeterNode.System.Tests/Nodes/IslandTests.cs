using System;
using MeterNode.Core.Settings;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware when the grid goes and the inverter carries the home.</summary>
    public sealed class IslandTests
    {
        private const int StableS = 60;
        private const int SpreadS = 40;

        [Fact]
        public void GridGone_OpensAllButTheCriticalWithin300Ms()
        {
            using var world = Running();
            world.Truth.Excuse();
            world.Board.Pins.SetInput(BoardPins.GridSense, high: true);
            world.RunFor(TimeSpan.FromMilliseconds(300));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.False(world.Relay("immersion").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            world.RunFor(TimeSpan.FromMinutes(30));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            Assert.Empty(world.Truth.Violations);
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void GridBack_GivesLoadsBackOnlyAfterTheStableTimeAndARandomOne(int seed)
        {
            using var world = Running(seed);
            world.Board.Pins.SetInput(BoardPins.GridSense, high: true);
            world.RunFor(TimeSpan.FromSeconds(20));
            world.Board.Pins.SetInput(BoardPins.GridSense, high: false);
            var backAfter = TimeSpan.Zero;
            while (!world.Relay("ev").ContactClosed && !world.Relay("immersion").ContactClosed && backAfter < TimeSpan.FromMinutes(5))
            {
                world.RunFor(TimeSpan.FromSeconds(1));
                backAfter += TimeSpan.FromSeconds(1);
            }

            Assert.InRange(backAfter.TotalSeconds, StableS, StableS + SpreadS + 5);
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.True(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public void GridSense_ThatBounces_OpensNothing()
        {
            using var world = Running();
            int before = world.Relay("ev").Operations;
            for (int i = 0; i < 50; i++)
            {
                world.Board.Pins.SetInput(BoardPins.GridSense, high: true);
                world.RunFor(TimeSpan.FromMilliseconds(30));
                world.Board.Pins.SetInput(BoardPins.GridSense, high: false);
                world.RunFor(TimeSpan.FromMilliseconds(100));
            }

            Assert.True(world.Relay("ev").ContactClosed);
            Assert.Equal(before, world.Relay("ev").Operations);
        }

        [Fact]
        public void NoIslandInTheSettings_LeavesThePinAlone()
        {
            using var world = TestWorld.Running();
            world.Board.Pins.SetInput(BoardPins.GridSense, high: true);
            world.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(world.Relay("ev").ContactClosed);
        }

        private static NodeWorld Running(int seed = 1)
        {
            string settings = TestWorld.Settings
                .Replace("\"restart_delay_s\": 0", "\"restart_delay_s\": " + SpreadS, StringComparison.Ordinal)
                .Replace("\"broker\":", "\"island\": { \"sense_pin\": 34, \"circuit\": \"supply\", \"continuous_w\": 5000 }, \"broker\":", StringComparison.Ordinal);
            var world = TestWorld.Create(seed, settings);
            world.Board.Pins.SetInput(BoardPins.GridSense, high: false);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(SpreadS + 20));
            Assert.True(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("immersion").ContactClosed);
            return world;
        }
    }
}
