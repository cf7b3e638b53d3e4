using System;
using System.Collections.Generic;
using System.Device.Gpio;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Peripherals;
using Xunit;
using BoardThread = VirtualEsp32.Shadow.Thread;

namespace MeterNode.System.Tests.Board
{
    public sealed class RelayDriverTests
    {
        private const int Pin = HeartbeatFirmware.RelayPin;

        [Theory]
        [InlineData(RelayContact.NormallyOpen, false)]
        [InlineData(RelayContact.NormallyClosed, true)]
        public void Contact_WithTheCoil_MovesAfterItsDelays(RelayContact kind, bool atRest)
        {
            var board = Rig.NewBoard();
            var relay = new RelayDriver(board, Pin, contact: kind);
            var changes = new List<(bool Closed, long TimeUs)>();
            relay.ContactChanged += (closed, timeUs) => changes.Add((closed, timeUs));
            Assert.Equal(atRest, relay.ContactClosed);
            long onUs = 0;
            long offUs = 0;

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Pin, PinMode.Output);
                pin.Write(PinValue.High);
                onUs = board.Scheduler.NowUs;
                BoardThread.Sleep(1_000);
                pin.Write(PinValue.Low);
                offUs = board.Scheduler.NowUs;
                BoardThread.Sleep(1_000);
            });

            Assert.Equal(new[] { (!atRest, onUs + 10_000), (atRest, offUs + 5_000) }, changes);
            Assert.Equal(1, relay.Operations);
        }

        [Fact]
        public void Contact_WithAPulseTooShortToOperate_StaysAtRest()
        {
            var board = Rig.NewBoard();
            var relay = new RelayDriver(board, Pin);
            int changes = 0;
            relay.ContactChanged += (_, _) => changes++;

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Pin, PinMode.Output);
                pin.Write(PinValue.High);
                pin.Write(PinValue.Low);
            });

            Assert.Equal(0, changes);
            Assert.Equal(0, relay.Operations);
        }

        [Fact]
        public void Contact_WhenTheHeartbeatStands_GoesToItsSafeState()
        {
            var (board, relay) = RunningWithHeartbeat(stuckFromUs: 10_000_000);
            Assert.True(relay.ContactClosed);

            board.RunFor(TimeSpan.FromSeconds(12));

            Assert.True(board.Pins.IsOutputHigh(Pin));
            Assert.False(relay.CoilOn);
            Assert.False(relay.ContactClosed);
        }

        [Fact]
        public void Contact_AtAReset_GoesToItsSafeStateAtOnce()
        {
            var (board, relay) = RunningWithHeartbeat();

            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromMilliseconds(5));

            Assert.False(relay.ContactClosed);
        }

        [Fact]
        public void Contact_WithoutPower_GoesToItsSafeState()
        {
            var (board, relay) = RunningWithHeartbeat();

            board.PowerOff();
            board.RunFor(TimeSpan.FromMilliseconds(5));

            Assert.False(relay.ContactClosed);
        }

        [Theory]
        [InlineData(RelayFault.Welded, true)]
        [InlineData(RelayFault.StuckOpen, false)]
        public void Contact_WithAFault_StaysWhateverTheCoilDoes(RelayFault fault, bool closed)
        {
            var (board, relay) = RunningWithHeartbeat();
            relay.Fault = fault;
            Assert.Equal(closed, relay.ContactClosed);

            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromMilliseconds(20));
            Assert.Equal(closed, relay.ContactClosed);

            relay.Fault = RelayFault.None;
            Assert.False(relay.ContactClosed);
        }

        private static (VirtualBoard Board, RelayDriver Relay) RunningWithHeartbeat(long stuckFromUs = long.MaxValue)
        {
            var board = Rig.NewBoard();
            var supply = new HeartbeatSupply(board, HeartbeatFirmware.HeartbeatPin);
            var relay = new RelayDriver(board, Pin, supply);
            board.Run(new HeartbeatFirmware(board) { StuckFromUs = stuckFromUs }.Main, 5);
            return (board, relay);
        }
    }
}
