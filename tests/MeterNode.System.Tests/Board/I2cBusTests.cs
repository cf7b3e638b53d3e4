using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Device.I2c;
using VirtualEsp32.Kernel;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    public sealed class I2cBusTests
    {
        private const int Address = 0x40;

        [Fact]
        public void WriteRead_OfARegister_TransfersAllBytes()
        {
            var board = Rig.NewBoard();
            var chip = new EchoChip();
            board.I2c(1).Attach(Address, chip);
            I2cTransferResult result = default;
            var read = new byte[2];

            board.Run(() => result = Rig.Open(Address).WriteRead(new byte[] { 5 }, read));

            Assert.Equal(I2cTransferStatus.FullTransfer, result.Status);
            Assert.Equal(3u, result.BytesTransferred);
            Assert.Equal(new byte[] { 5, 6 }, read);
        }

        [Theory]
        [InlineData(I2cBusSpeed.StandardMode, 480)]
        [InlineData(I2cBusSpeed.FastMode, 120)]
        [InlineData(I2cBusSpeed.FastModePlus, 48)]
        public void WriteRead_OfOneAndTwoBytes_TakesItsFortyEightBits(I2cBusSpeed speed, int bitsUs)
        {
            var board = Rig.NewBoard(new BoardTimings { I2cOverheadUs = 200, ManagedPerTransferUs = 300 });
            var chip = new EchoChip();
            board.I2c(1).Attach(Address, chip);
            long begin = 0;
            long end = 0;

            board.Run(() =>
            {
                var device = Rig.Open(Address, speed);
                begin = board.Scheduler.NowUs;
                device.WriteRead(new byte[] { 5 }, new byte[2]);
                end = board.Scheduler.NowUs;
            });

            Assert.Equal(200 + bitsUs + 300, end - begin);

            // 19 bits until the register is written, 10 more until the address of the read is acknowledged.
            Assert.Equal(begin + 100 + (bitsUs * 19 / 48.0), chip.Times[0], 1.0);
            Assert.Equal(begin + 100 + (bitsUs * 29 / 48.0), chip.Times[1], 1.0);
        }

        [Fact]
        public void Transfer_WithNobodyThere_IsAStatusAndCheaper()
        {
            var board = Rig.NewBoard();
            I2cTransferResult result = default;
            long us = 0;
            var read = new byte[] { 0xAA, 0xBB };

            board.Run(() =>
            {
                var device = Rig.Open(Address);
                long begin = board.Scheduler.NowUs;
                result = device.Read(read);
                us = board.Scheduler.NowUs - begin;
            });

            Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, result.Status);
            Assert.Equal(0u, result.BytesTransferred);
            Assert.Equal(new byte[] { 0xAA, 0xBB }, read);
            Assert.Equal(230 + 28 + 450, us);
        }

        [Fact]
        public void Transfer_OnABusWithoutPins_FailsForAnUnknownReason()
        {
            var board = Rig.NewBoard();
            board.I2c(1).Attach(Address, new EchoChip());
            I2cTransferResult result = default;

            board.Run(() => result = new I2cDevice(new I2cConnectionSettings(1, Address)).WriteByte(1));

            Assert.Equal(I2cTransferStatus.UnknownError, result.Status);
        }

        [Fact]
        public void Transfer_AfterAReset_NeedsItsPinsAgain()
        {
            var board = Rig.NewBoard();
            board.I2c(1).Attach(Address, new EchoChip());
            var results = new List<I2cTransferStatus>();
            board.Run(() =>
            {
                var device = board.Boots == 1 ? Rig.Open(Address) : new I2cDevice(new I2cConnectionSettings(1, Address));
                results.Add(device.WriteByte(1).Status);
            });

            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(new[] { I2cTransferStatus.FullTransfer, I2cTransferStatus.UnknownError }, results);
        }

        [Fact]
        public void Transfer_OnAHeldBus_TimesOutAfterASecondThatStallsEveryThread()
        {
            var board = Rig.NewBoard();
            board.I2c(1).Attach(Address, new EchoChip());
            I2cTransferResult held = default;
            I2cTransferResult free = default;
            long us = 0;
            long longestGapUs = 0;

            board.Run(() =>
            {
                var device = Rig.Open(Address);
                new VirtualEsp32.Shadow.Thread(() =>
                {
                    for (long before = board.Scheduler.NowUs; ;)
                    {
                        VirtualEsp32.Shadow.Thread.Sleep(10);
                        longestGapUs = Math.Max(longestGapUs, board.Scheduler.NowUs - before);
                        before = board.Scheduler.NowUs;
                    }
                }).Start();
                VirtualEsp32.Shadow.Thread.Sleep(100);
                board.I2c(1).Hold(long.MaxValue);
                long begin = board.Scheduler.NowUs;
                held = device.WriteByte(1);
                us = board.Scheduler.NowUs - begin;
                board.I2c(1).Release();
                free = device.WriteByte(1);
            });

            Assert.Equal(I2cTransferStatus.ClockStretchTimeout, held.Status);
            Assert.InRange(us, 1_000_000, 1_000_100);
            Assert.InRange(longestGapUs, 1_000_000, 1_020_000);
            Assert.Equal(I2cTransferStatus.FullTransfer, free.Status);
        }

        [Fact]
        public void Transfer_OnABusHeldForAShortTime_IsStretched()
        {
            var board = Rig.NewBoard();
            board.I2c(1).Attach(Address, new EchoChip());
            I2cTransferResult result = default;
            long us = 0;

            board.Run(() =>
            {
                var device = Rig.Open(Address);
                board.I2c(1).Hold(300_000);
                long begin = board.Scheduler.NowUs;
                result = device.WriteByte(1);
                us = board.Scheduler.NowUs - begin;
            });

            Assert.Equal(I2cTransferStatus.FullTransfer, result.Status);
            Assert.InRange(us, 300_000, 301_500);
        }

        [Fact]
        public void Transfer_WithFaultsOfTheChip_FailsWhileTheyLast()
        {
            var board = Rig.NewBoard();
            var bus = board.I2c(1);
            bus.Attach(Address, new EchoChip());
            var statuses = new List<I2cTransferStatus>();

            board.Run(() =>
            {
                var device = Rig.Open(Address);
                bus.Unplug(Address);
                statuses.Add(device.WriteByte(1).Status);
                bus.Replug(Address);
                statuses.Add(device.WriteByte(1).Status);
                bus.NackEvery(Address, 3);
                statuses.Add(device.WriteByte(1).Status);
                statuses.Add(device.WriteByte(1).Status);
                statuses.Add(device.WriteByte(1).Status);
                statuses.Add(device.WriteByte(1).Status);
                bus.NackEvery(Address, 0);
                statuses.Add(device.WriteByte(1).Status);
            });

            const I2cTransferStatus Nack = I2cTransferStatus.SlaveAddressNotAcknowledged;
            const I2cTransferStatus Full = I2cTransferStatus.FullTransfer;
            Assert.Equal(new[] { Nack, Full, Nack, Full, Full, Nack, Full }, statuses);
            Assert.Equal(7, bus.TransfersTo(Address));
            Assert.Equal(3, bus.FailedTransfers);
        }

        [Fact]
        public void Read_WithCorruption_FlipsItsBitsInEveryNthTransfer()
        {
            var board = Rig.NewBoard();
            var bus = board.I2c(1);
            bus.Attach(Address, new EchoChip());
            bus.CorruptEvery(Address, 2, 0x80);
            var values = new List<byte>();

            board.Run(() =>
            {
                var device = Rig.Open(Address);
                for (int i = 0; i < 4; i++)
                {
                    values.Add(device.ReadByte());
                }
            });

            Assert.Equal(new byte[] { 0, 0x80, 0, 0x80 }, values);
        }

        [Fact]
        public void Device_AfterTheLastOfItsBusIsDisposed_Throws()
        {
            var board = Rig.NewBoard();
            board.I2c(1).Attach(Address, new EchoChip());
            Exception? whileOneIsOpen = null;
            Exception? afterwards = null;

            board.Run(() =>
            {
                var first = Rig.Open(Address);
                var second = Rig.Open(Address);
                second.Dispose();
                whileOneIsOpen = Record.Exception(() => second.WriteByte(1));
                first.Dispose();
                afterwards = Record.Exception(() => first.WriteByte(1));
            });

            Assert.Null(whileOneIsOpen);
            Assert.IsType<InvalidOperationException>(afterwards);
        }

        [Fact]
        public void Device_OnPinsOpenAsGpio_CannotBeOpened()
        {
            var board = Rig.NewBoard();
            Exception? failure = null;

            board.Run(() =>
            {
                new GpioController().OpenPin(Rig.ClockPin);
                failure = Record.Exception(() => Rig.Open(Address));
            });

            Assert.NotNull(failure);
        }

        [Fact]
        public void Chip_AtAReset_KeepsItsRegistersAndLosesThemWithThePower()
        {
            var board = Rig.NewBoard();
            var model = new Ina219Model(new ScriptedInput(0, 0), 1);
            board.I2c(1).Attach(Address, model);
            board.Run(() => Rig.Open(Address).Write(new byte[] { 0, 0x19, 0x9F }));

            board.Reset(ResetCause.Software);
            Assert.Equal(0x199F, model.Configuration);
            board.PowerOff();
            Assert.Equal(0x399F, model.Configuration);
        }

        [Theory]
        [InlineData(0x07)]
        [InlineData(0x78)]
        public void Attach_AtAReservedAddress_IsRefused(int address)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Rig.NewBoard().I2c(1).Attach(address, new EchoChip()));
        }

        [Fact]
        public void Attach_WhereAnotherChipIs_IsRefused()
        {
            var bus = Rig.NewBoard().I2c(1);
            bus.Attach(Address, new EchoChip());

            Assert.Throws<InvalidOperationException>(() => bus.Attach(Address, new EchoChip()));
            bus.Detach(Address);
            bus.Attach(Address, new EchoChip());
        }
    }
}
