using System;
using Iot.Device.Adc;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    /// <summary>What the real binding does, defects included.</summary>
    public sealed class Ina219BindingTests
    {
        private const int Address = 0x40;

        [Fact]
        public void ShuntVoltage_InVolts_IsTheInput()
        {
            Assert.Equal(-0.0123, With(-0.0123, 12, (sensor, _) => sensor.ReadShuntVoltage().Volts), 9);
        }

        [Theory]
        [InlineData(12.0, 12.0)]
        [InlineData(16.380, 16.380)]
        [InlineData(16.384, -16.384)]
        [InlineData(20.0, -12.768)]
        public void BusVoltage_FromHalfTheRangeOn_ReadsNegative(double volts, double reading)
        {
            Assert.Equal(reading, With(0, volts, (sensor, _) => sensor.ReadBusVoltage().Volts), 9);
        }

        [Fact]
        public void ShuntAdc_WhenSet_SetsTheBusAdcAndLeavesNineBits()
        {
            var (shunt, bus) = With(0, 0, (sensor, _) =>
            {
                sensor.ShuntAdcResolutionOrSamples = Ina219AdcResolutionOrSamples.Adc128Sample;
                return (sensor.ShuntAdcResolutionOrSamples, sensor.BusAdcResolutionOrSamples);
            });

            Assert.Equal(Ina219AdcResolutionOrSamples.Adc9Bit, shunt);
            Assert.Equal(Ina219AdcResolutionOrSamples.Adc128Sample, bus);
        }

        [Fact]
        public void OtherSettings_WhenSet_ReadBack()
        {
            var settings = With(0, 0, (sensor, _) =>
            {
                sensor.BusAdcResolutionOrSamples = Ina219AdcResolutionOrSamples.Adc10Bit;
                sensor.PgaSensitivity = Ina219PgaSensitivity.PlusOrMinus80mv;
                sensor.BusVoltageRange = Ina219BusVoltageRange.Range16v;
                sensor.OperatingMode = Ina219OperatingMode.ShuntVoltageContinuous;
                return (sensor.BusAdcResolutionOrSamples, sensor.PgaSensitivity, sensor.BusVoltageRange, sensor.OperatingMode);
            });

            Assert.Equal(Ina219AdcResolutionOrSamples.Adc10Bit, settings.BusAdcResolutionOrSamples);
            Assert.Equal(Ina219PgaSensitivity.PlusOrMinus80mv, settings.PgaSensitivity);
            Assert.Equal(Ina219BusVoltageRange.Range16v, settings.BusVoltageRange);
            Assert.Equal(Ina219OperatingMode.ShuntVoltageContinuous, settings.OperatingMode);
        }

        [Fact]
        public void Reading_WithoutAChip_IsPlausible()
        {
            var (shunt, bus) = With(0.01, 12, (sensor, board) =>
            {
                board.I2c(1).Unplug(Address);
                return (sensor.ReadShuntVoltage().Volts, sensor.ReadBusVoltage().Volts);
            });

            Assert.Equal(0.00256, shunt, 9);
            Assert.Equal(0.256, bus, 9);
        }

        [Fact]
        public void Delay_BeforeAReset_IsThatOfNineBitsAndAfterItThatOfTheChip()
        {
            // 128 samples take 68.1 ms, which the 10 ms clock rounds up; 84 µs are over at its next tick.
            var (before, after) = With(0, 0, (sensor, board) =>
            {
                sensor.BusAdcResolutionOrSamples = Ina219AdcResolutionOrSamples.Adc128Sample;
                var unaware = new Ina219(Rig.Open(Address));
                return (Duration(board, () => unaware.ReadBusVoltage()), Duration(board, () => sensor.ReadBusVoltage()));
            });

            Assert.InRange(before, 1_400, 11_500);
            Assert.InRange(after, 61_400, 71_500);
        }

        [Fact]
        public void Delay_OfAnyReading_EndsAtATickOfTenMilliseconds()
        {
            long sinceBoot = With(0, 0, (sensor, board) =>
            {
                sensor.ReadShuntVoltage();
                return board.Scheduler.NowUs - board.BootUs;
            });

            // Behind the tick there is only the read itself: 230 + 73 + 450 µs.
            Assert.Equal(753, sinceBoot % 10_000);
        }

        [Fact]
        public void CurrentAndPower_WithCalibration_AreScaled()
        {
            var (amperes, watts) = With(0.02, 12, (sensor, _) =>
            {
                sensor.SetCalibration(4096, 0.001f);
                return (sensor.ReadCurrent().Amperes, sensor.ReadPower().Watts);
            });

            Assert.Equal(2.0, amperes, 6);
            Assert.Equal(24.0, watts, 5);
        }

        [Fact]
        public void Current_EveryTime_RewritesTheCalibration()
        {
            long transfers = With(0.02, 12, (sensor, board) =>
            {
                sensor.SetCalibration(4096);
                long before = board.I2c(1).TransfersTo(Address);
                sensor.ReadCurrent();
                return board.I2c(1).TransfersTo(Address) - before;
            });

            Assert.Equal(3, transfers);
        }

        [Fact]
        public void Overflow_AfterABusReading_IsTold()
        {
            bool told = With(0.3, 12, (sensor, _) =>
            {
                sensor.SetCalibration(0xFFFE);
                sensor.ReadCurrent();
                sensor.ReadBusVoltage();
                return sensor.MathOverflowFlag;
            });

            Assert.True(told);
        }

        [Fact]
        public void Device_GivenByTheCaller_IsNotDisposed()
        {
            Exception? failure = null;
            With(0, 0, (sensor, _) =>
            {
                var device = Rig.Open(Address);
                sensor.Dispose();
                failure = Record.Exception(() => device.WriteByte(0));
                return 0;
            });

            Assert.Null(failure);
        }

        private static long Duration(VirtualEsp32.VirtualBoard board, Action action)
        {
            long begin = board.Scheduler.NowUs;
            action();
            return board.Scheduler.NowUs - begin;
        }

        /// <summary>Runs firmware with the binding on a board with one ideal chip.</summary>
        private static T With<T>(double shuntVolts, double busVolts, Func<Ina219, VirtualEsp32.VirtualBoard, T> firmware)
        {
            var board = Rig.NewBoard();
            board.I2c(1).Attach(Address, new Ina219Model(new ScriptedInput(shuntVolts, busVolts), 1, Ina219Errors.None));
            T result = default!;
            bool done = false;
            board.Run(() =>
            {
                result = firmware(new Ina219(Rig.Open(Address)), board);
                done = true;
            });
            Assert.True(done);
            return result;
        }
    }
}
