using System;
using System.Collections.Generic;
using VirtualEsp32;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The virtual clock: what it promises to the world.</summary>
    public sealed class WorldClockTests
    {
        [Fact]
        public void PeriodicEvent_OverAnHourOfABusyBoard_KeepsItsGrid()
        {
            using var world = TestWorld.Running();
            var late = new List<long>();
            long start = world.Board.Scheduler.NowUs;
            long count = 0;
            world.Board.Scheduler.Every(10_000, () => late.Add(world.Board.Scheduler.NowUs - start - (10_000 * ++count)));
            world.RunFor(TimeSpan.FromMinutes(10));
            Assert.Equal(60_000, late.Count);
            Assert.All(late, each => Assert.InRange(each, 0, 50));
        }

        [Fact]
        public void WorldEventThatFails_EndsTheRunWithItsReason()
        {
            using var world = TestWorld.Running();
            world.Board.Scheduler.At(world.Board.Scheduler.NowUs + 500_000, () => throw new ArithmeticException("of the world"));
            var failure = Assert.Throws<InvalidOperationException>(() => world.RunFor(TimeSpan.FromSeconds(2)));
            Assert.Contains("of the world", failure.Message, StringComparison.Ordinal);
            Assert.Empty(world.Board.UnhandledExceptions);
        }

        [Fact]
        public void Firmware_ThatFails_EndsTheRunWithItsReason()
        {
            var board = new VirtualBoard(new DateTime(2026, 1, 1), seed: 1);
            board.PowerOn(() => throw new ArithmeticException("of the firmware"));
            var failure = Assert.Throws<InvalidOperationException>(() => board.RunFor(TimeSpan.FromSeconds(5)));
            Assert.Contains("of the firmware", failure.Message, StringComparison.Ordinal);
            Assert.Single(board.UnhandledExceptions);
        }
    }
}
