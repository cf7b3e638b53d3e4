using System;
using System.Collections.Generic;
using System.Device.Gpio;
using VirtualEsp32.Kernel;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    public sealed class PinTests
    {
        private const int Pin = 13;
        private const int Button = 35;

        [Fact]
        public void Output_WhenWritten_TellsTheWorldOncePerChange()
        {
            var board = Rig.NewBoard();
            var changes = new List<(int Pin, bool High)>();
            board.Pins.OutputChanged += (pin, high, _) => changes.Add((pin, high));

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Pin, PinMode.Output);
                pin.Write(PinValue.High);
                pin.Write(PinValue.High);
                pin.Toggle();
                pin.Toggle();
            });

            Assert.Equal(new[] { (Pin, true), (Pin, false), (Pin, true) }, changes);
            Assert.True(board.Pins.IsOutputHigh(Pin));
        }

        [Fact]
        public void Output_WhenWritten_CostsItsTime()
        {
            var board = Rig.NewBoard();
            long us = 0;
            long changedUs = 0;
            board.Pins.OutputChanged += (_, _, timeUs) => changedUs = timeUs;

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Pin, PinMode.Output);
                long begin = board.Scheduler.NowUs;
                pin.Write(PinValue.High);
                us = board.Scheduler.NowUs - begin;
                changedUs -= begin;
            });

            Assert.Equal(board.Timings.GpioUs, us);
            Assert.Equal(board.Timings.GpioUs, changedUs);
        }

        [Fact]
        public void Output_WhenRead_IsLow()
        {
            var board = Rig.NewBoard();
            PinValue read = PinValue.High;

            board.Run(() =>
            {
                board.Pins.SetInput(Pin, true);
                var pin = new GpioController().OpenPin(Pin, PinMode.Output);
                pin.Write(PinValue.High);
                read = pin.Read();
            });

            Assert.Equal(PinValue.Low, read);
        }

        [Fact]
        public void Output_AtAReset_Drops()
        {
            var board = Rig.NewBoard();
            board.Run(() =>
            {
                if (board.Boots == 1)
                {
                    new GpioController().OpenPin(Pin, PinMode.Output).Write(PinValue.High);
                }
            });
            Assert.True(board.Pins.IsOutputHigh(Pin));

            board.Reset(ResetCause.Software);

            Assert.False(board.Pins.IsOutputHigh(Pin));
            Assert.Equal(PinMode.Input, board.Pins.ModeOf(Pin));
        }

        [Fact]
        public void Pin_OpenedTwice_Throws()
        {
            Exception? second = null;
            Exception? afterClosing = null;

            Rig.NewBoard().Run(() =>
            {
                var controller = new GpioController();
                controller.OpenPin(Pin);
                second = Record.Exception(() => new GpioController().OpenPin(Pin));
                controller.ClosePin(Pin);
                afterClosing = Record.Exception(() => new GpioController().OpenPin(Pin));
            });

            Assert.IsType<InvalidOperationException>(second);
            Assert.Null(afterClosing);
        }

        [Theory]
        [InlineData(6)]
        [InlineData(11)]
        [InlineData(24)]
        [InlineData(40)]
        [InlineData(-1)]
        public void Pin_OfFlashOrMissing_CannotBeOpened(int pin)
        {
            Exception? failure = null;
            bool open = false;

            Rig.NewBoard().Run(() =>
            {
                var controller = new GpioController();
                failure = Record.Exception(() => controller.OpenPin(pin));
                open = controller.IsPinOpen(pin);
            });

            Assert.IsType<InvalidOperationException>(failure);
            Assert.True(open);
        }

        [Fact]
        public void Pin_WithoutOutputStage_CannotBeAnOutput()
        {
            Exception? failure = null;

            Rig.NewBoard().Run(() => failure = Record.Exception(() => new GpioController().OpenPin(Button, PinMode.Output)));

            Assert.IsType<ArgumentException>(failure);
        }

        [Fact]
        public void Write_ToAnUnopenedPin_Throws()
        {
            Exception? unopened = null;
            Exception? input = null;

            Rig.NewBoard().Run(() =>
            {
                var controller = new GpioController();
                unopened = Record.Exception(() => controller.Write(Pin, PinValue.High));
                controller.OpenPin(Pin, PinMode.Input);
                input = Record.Exception(() => controller.Write(Pin, PinValue.High));
            });

            Assert.IsType<InvalidOperationException>(unopened);
            Assert.IsType<ArgumentException>(input);
        }

        [Fact]
        public void Controller_WhenDisposed_DisposesThePinsOfEveryController()
        {
            var board = Rig.NewBoard();
            Exception? failure = null;

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Pin, PinMode.Output);
                pin.Write(PinValue.High);
                new GpioController().Dispose();
                failure = Record.Exception(() => pin.Write(PinValue.High));
            });

            Assert.IsType<ObjectDisposedException>(failure);
            Assert.False(board.Pins.IsOutputHigh(Pin));
        }

        [Theory]
        [InlineData(PinMode.InputPullUp, 13, true)]
        [InlineData(PinMode.InputPullDown, 13, false)]
        [InlineData(PinMode.Input, 13, false)]
        [InlineData(PinMode.InputPullUp, 35, false)]
        public void Input_Undriven_IsAtItsPullIfThePinHasOne(PinMode mode, int number, bool high)
        {
            PinValue read = default;

            Rig.NewBoard().Run(() => read = new GpioController().OpenPin(number, mode).Read());

            Assert.Equal(high, (bool)read);
        }

        [Fact]
        public void Input_Driven_IsTheWorldsLevel()
        {
            var board = Rig.NewBoard();
            var reads = new List<bool>();

            board.Run(() =>
            {
                var pin = new GpioController().OpenPin(Pin, PinMode.InputPullUp);
                board.Pins.SetInput(Pin, false);
                reads.Add((bool)pin.Read());
                board.Pins.SetInput(Pin, true);
                reads.Add((bool)pin.Read());
                board.Pins.SetInput(Pin, false);
                board.Pins.FloatInput(Pin);
                reads.Add((bool)pin.Read());
            });

            Assert.Equal(new[] { false, true, true }, reads);
        }
    }
}
