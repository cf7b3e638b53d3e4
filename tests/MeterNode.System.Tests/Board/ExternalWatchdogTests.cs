using System;
using VirtualEsp32.Kernel;
using VirtualEsp32.Peripherals;
using Xunit;
using BoardThread = VirtualEsp32.Shadow.Thread;

namespace MeterNode.System.Tests.Board
{
    public sealed class ExternalWatchdogTests
    {
        private const int Pin = HeartbeatFirmware.HeartbeatPin;

        [Fact]
        public void Watchdog_WithAHeartbeat_LeavesTheBoardAlone()
        {
            var board = Rig.NewBoard();
            var watchdog = new ExternalWatchdog(board, Pin);

            board.Run(new HeartbeatFirmware(board).Main, 600);

            Assert.Equal(0, watchdog.Resets);
            Assert.Equal(1, board.Boots);
        }

        [Fact]
        public void Watchdog_WhenTheHeartbeatStands_ResetsTheBoard()
        {
            var board = Rig.NewBoard();
            var watchdog = new ExternalWatchdog(board, Pin, timeoutUs: 10_000_000);
            var firmware = new HeartbeatFirmware(board) { StuckFromUs = 20_000_000 };

            board.Run(firmware.Main, 29.9);
            Assert.Equal(0, watchdog.Resets);
            firmware.StuckFromUs = long.MaxValue;
            board.RunFor(TimeSpan.FromSeconds(60));

            Assert.Equal(1, watchdog.Resets);
            Assert.Equal(2, board.Boots);
            Assert.Equal(ResetCause.Watchdog, board.LastReset);
        }

        [Fact]
        public void Watchdog_WithoutAFirstHeartbeat_WaitsLonger()
        {
            var board = Rig.NewBoard();
            var watchdog = new ExternalWatchdog(board, Pin, timeoutUs: 10_000_000, firstTimeoutUs: 60_000_000);

            board.Run(() => BoardThread.Sleep(-1), 61.0);
            Assert.Equal(0, watchdog.Resets);
            board.RunFor(TimeSpan.FromSeconds(0.3));
            Assert.Equal(1, watchdog.Resets);

            // Again and again, each time a boot of 1.2 s and the first allowance after the last.
            board.RunFor(TimeSpan.FromSeconds((61.2 * 3) + 0.1));
            Assert.Equal(4, watchdog.Resets);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        [InlineData(5)]
        [InlineData(6)]
        [InlineData(7)]
        [InlineData(8)]
        [InlineData(9)]
        public void Watchdog_WithoutPower_CountsNothing(int secondsMore)
        {
            // Wherever in the watchdog's own rhythm the power comes back, the boot included.
            var board = Rig.NewBoard();
            var watchdog = new ExternalWatchdog(board, Pin);
            board.Run(new HeartbeatFirmware(board).Main, 10);

            board.PowerOff();
            board.RunFor(TimeSpan.FromSeconds(3_600 + secondsMore));
            board.PowerBack();
            board.RunFor(TimeSpan.FromMinutes(2));

            Assert.Equal(0, watchdog.Resets);
            Assert.Equal(2, board.Boots);
        }
    }
}
