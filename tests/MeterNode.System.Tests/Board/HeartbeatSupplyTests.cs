using System;
using System.Collections.Generic;
using VirtualEsp32.Kernel;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    public sealed class HeartbeatSupplyTests
    {
        [Fact]
        public void Supply_WithAHeartbeat_ChargesAfterItsEdges()
        {
            var board = Rig.NewBoard();
            var supply = new HeartbeatSupply(board, HeartbeatFirmware.HeartbeatPin, edgesToCharge: 6);
            var changes = Record(supply);

            board.Run(new HeartbeatFirmware(board).Main, 60);

            Assert.True(supply.Alive);
            var (alive, timeUs) = Assert.Single(changes);
            Assert.True(alive);
            Assert.InRange(timeUs - board.BootUs, 5 * 20_000, 6 * 20_000);
        }

        [Theory]
        [InlineData(10_000_000)]
        [InlineData(10_030_000)]
        public void Supply_WhenTheHeartbeatStands_CollapsesAfterTheHoldTime(long stuckFromUs)
        {
            // The two times differ in the level that the pin is stuck at.
            var board = Rig.NewBoard();
            var supply = new HeartbeatSupply(board, HeartbeatFirmware.HeartbeatPin, holdUs: 5_000_000);
            var changes = Record(supply);
            long lastEdgeUs = 0;
            board.Pins.OutputChanged += (pin, _, timeUs) => lastEdgeUs = pin == HeartbeatFirmware.HeartbeatPin ? timeUs : lastEdgeUs;

            board.Run(new HeartbeatFirmware(board) { StuckFromUs = stuckFromUs }.Main, 60);

            Assert.False(supply.Alive);
            Assert.Equal((false, lastEdgeUs + 5_000_000), changes[1]);
        }

        [Fact]
        public void Supply_WithEdgesTooFarApart_NeverComes()
        {
            var board = Rig.NewBoard();
            var supply = new HeartbeatSupply(board, HeartbeatFirmware.HeartbeatPin, holdUs: 1_000_000);
            var changes = Record(supply);

            board.Run(new HeartbeatFirmware(board) { HalfPeriodMs = 1_100 }.Main, 60);

            Assert.Empty(changes);
        }

        [Fact]
        public void Supply_AtAReset_LastsItsHoldTime()
        {
            var board = Rig.NewBoard();
            var supply = new HeartbeatSupply(board, HeartbeatFirmware.HeartbeatPin, holdUs: 500_000);
            board.Run(new HeartbeatFirmware(board).Main, 10);

            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromMilliseconds(400));
            Assert.True(supply.Alive);
            board.RunFor(TimeSpan.FromMilliseconds(200));
            Assert.False(supply.Alive);
        }

        [Fact]
        public void Supply_WithoutPower_IsGoneAtOnceAndComesBackByItself()
        {
            var board = Rig.NewBoard();
            var supply = new HeartbeatSupply(board, HeartbeatFirmware.HeartbeatPin);
            board.Run(new HeartbeatFirmware(board).Main, 10);

            board.PowerOff();
            Assert.False(supply.Alive);
            board.RunFor(TimeSpan.FromSeconds(1));
            board.PowerBack();
            board.RunFor(TimeSpan.FromSeconds(10));

            Assert.True(supply.Alive);
        }

        private static List<(bool Alive, long TimeUs)> Record(HeartbeatSupply supply)
        {
            var changes = new List<(bool, long)>();
            supply.Changed += (alive, timeUs) => changes.Add((alive, timeUs));
            return changes;
        }
    }
}
