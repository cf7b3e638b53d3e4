using System;
using System.Collections.Generic;
using System.Device.Gpio;
using VirtualEsp32.Kernel;
using Xunit;
using BoardThread = VirtualEsp32.Shadow.Thread;

namespace MeterNode.System.Tests.Board
{
    /// <summary>Edges of inputs, as the firmware is told of them.</summary>
    public sealed class PinEventTests
    {
        private const int Pin = 13;
        private const int Button = 35;

        [Fact]
        public void ValueChanged_OnAnEdge_RunsOnAnotherThreadOfTheBoard()
        {
            var board = Rig.NewBoard();
            var events = new List<(PinEventTypes Edge, int Pin, bool OnBoard)>();
            var mainThread = 0;
            var eventThread = 0;

            board.Scheduler.At(3_000_000, () => board.Pins.SetInput(Button, true));
            board.Scheduler.At(4_000_000, () => board.Pins.SetInput(Button, true));
            board.Scheduler.At(5_000_000, () => board.Pins.SetInput(Button, false));
            board.Run(() =>
            {
                mainThread = Environment.CurrentManagedThreadId;
                new GpioController().OpenPin(Button, PinMode.Input).ValueChanged += (_, e) =>
                {
                    eventThread = Environment.CurrentManagedThreadId;
                    events.Add((e.ChangeType, e.PinNumber, ReferenceEquals(VirtualEsp32.VirtualBoard.Current, board)));
                };
                BoardThread.Sleep(10_000);
            });

            Assert.Equal(new[] { (PinEventTypes.Rising, Button, true), (PinEventTypes.Falling, Button, true) }, events);
            Assert.NotEqual(mainThread, eventThread);
        }

        [Fact]
        public void ValueChanged_OnAnInputThatWasHigh_BeginsWithItsFall()
        {
            var board = Rig.NewBoard();
            var events = new List<PinEventTypes>();
            board.Pins.SetInput(Button, true);
            board.Scheduler.At(3_000_000, () => board.Pins.SetInput(Button, true));
            board.Scheduler.At(4_000_000, () => board.Pins.SetInput(Button, false));

            board.Run(() => new GpioController().OpenPin(Button, PinMode.Input).ValueChanged += (_, e) => events.Add(e.ChangeType));

            Assert.Equal(PinEventTypes.Falling, Assert.Single(events));
        }

        [Fact]
        public void ValueChanged_WithAHandlerThatSleeps_IsToldOfEveryEdgeInTurn()
        {
            var board = Rig.NewBoard();
            var times = new List<long>();
            for (int i = 0; i < 4; i++)
            {
                bool high = i % 2 == 0;
                board.Scheduler.At(3_000_000 + (i * 1_000), () => board.Pins.SetInput(Button, high));
            }

            board.Run(() =>
            {
                new GpioController().OpenPin(Button, PinMode.Input).ValueChanged += (_, _) =>
                {
                    times.Add(board.Scheduler.NowUs);
                    BoardThread.Sleep(100);
                };
            });

            Assert.Equal(4, times.Count);
            Assert.InRange(times[3] - times[0], 300_000, 301_000);
        }

        [Fact]
        public void ValueChanged_WithDebounce_WaitsForAStillLevel()
        {
            var board = Rig.NewBoard();
            var times = new List<long>();

            // A bouncing press, a spike that is no press, and the release.
            long[] toggles = { 3_000_000, 3_002_000, 3_004_000, 4_000_000, 4_010_000, 5_000_000 };
            bool level = false;
            foreach (long time in toggles)
            {
                board.Scheduler.At(time, () => board.Pins.SetInput(Button, level = !level));
            }

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Button, PinMode.Input);
                pin.DebounceTimeout = TimeSpan.FromMilliseconds(50);
                pin.ValueChanged += (_, _) => times.Add(board.Scheduler.NowUs);
            });

            Assert.Equal(new long[] { 3_050_000, 5_050_000 }, times);
        }

        [Fact]
        public void Callback_OfAController_GetsItsEdgesOnly()
        {
            var board = Rig.NewBoard();
            var events = new List<PinEventTypes>();
            board.Scheduler.At(3_000_000, () => board.Pins.SetInput(Button, true));
            board.Scheduler.At(4_000_000, () => board.Pins.SetInput(Button, false));
            board.Scheduler.At(6_000_000, () => board.Pins.SetInput(Button, true));
            board.Scheduler.At(7_000_000, () => board.Pins.SetInput(Button, false));

            board.Run(() =>
            {
                var controller = new GpioController();
                controller.OpenPin(Button, PinMode.Input);
                PinChangeEventHandler callback = (_, e) => events.Add(e.ChangeType);
                controller.RegisterCallbackForPinValueChangedEvent(Button, PinEventTypes.Falling, callback);
                BoardThread.Sleep(4_000);
                controller.UnregisterCallbackForPinValueChangedEvent(Button, callback);
            });

            Assert.Equal(PinEventTypes.Falling, Assert.Single(events));
        }

        [Fact]
        public void ValueChanged_SubscribedToAnOutput_DrivesItLow()
        {
            var board = Rig.NewBoard();

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Pin, PinMode.Output);
                pin.Write(PinValue.High);
                pin.ValueChanged += (_, _) => { };
            });

            Assert.False(board.Pins.IsOutputHigh(Pin));
        }

        [Fact]
        public void ValueChanged_SubscribedAfterAReset_IsRaised()
        {
            var board = Rig.NewBoard();
            int events = 0;
            board.Run(() => new GpioController().OpenPin(Button, PinMode.Input).ValueChanged += (_, _) => events++);
            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromSeconds(5));

            board.Pins.SetInput(Button, true);
            board.RunFor(TimeSpan.FromSeconds(1));

            Assert.Equal(1, events);
        }

        [Fact]
        public void ValueChanged_OfTheFirmwareBeforeAReset_IsNotRaisedAfterIt()
        {
            var board = Rig.NewBoard();
            int events = 0;
            board.Run(() =>
            {
                if (board.Boots == 1)
                {
                    new GpioController().OpenPin(Button, PinMode.Input).ValueChanged += (_, _) => events++;
                }
            });
            board.Pins.SetInput(Button, true);
            board.RunFor(TimeSpan.FromSeconds(1));
            Assert.Equal(1, events);

            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromSeconds(5));
            board.Pins.SetInput(Button, false);
            board.RunFor(TimeSpan.FromSeconds(1));

            Assert.Equal(1, events);
        }
    }
}
