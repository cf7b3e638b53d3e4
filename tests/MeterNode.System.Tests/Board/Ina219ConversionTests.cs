using System;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    /// <summary>When conversions begin and end, and what tells of it.</summary>
    public sealed class Ina219ConversionTests
    {
        private const long Start = 1_000_000;

        [Fact]
        public void Conversions_Continuous_AlternateAndReachTheirRegisterAtTheirEnd()
        {
            // Half the time of its window, in volts: tells which window a value came from.
            var input = new ScriptedInput((from, to) => (from + to) / 2e8, (from, to) => (from + to) / 2e6);
            var chip = new Chip(input);
            chip.Write(Chip.Configuration, 0x8000, Start);
            input.ShuntWindows.Clear();
            input.BusWindows.Clear();

            Assert.Equal(0, chip.ReadShunt(Start + 531));
            Assert.Equal((Start + 266) / 1000, chip.ReadShunt(Start + 532));
            Assert.Equal(0, chip.ReadBusCounts(Start + 1_063));
            Assert.Equal((Start + 798) / 4000, chip.ReadBusCounts(Start + 1_064));
            Assert.Equal((Start + 266) / 1000, chip.ReadShunt(Start + 1_595));
            Assert.Equal((Start + 1_330) / 1000, chip.ReadShunt(Start + 1_596));

            Assert.Equal(new[] { (Start, Start + 532.0), (Start + 1_064.0, Start + 1_596.0) }, input.ShuntWindows);
            Assert.Equal(new[] { (Start + 532.0, Start + 1_064.0) }, input.BusWindows);
        }

        [Fact]
        public void Conversions_OfShuntOnly_FollowOneAnother()
        {
            var input = new ScriptedInput(0.01, 12);
            var chip = new Chip(input);
            chip.Write(Chip.Configuration, 0x3805, Start);
            input.ShuntWindows.Clear();

            chip.ReadShunt(Start + (10 * 84));

            Assert.Equal((Start + (9 * 84.0), Start + (10 * 84.0)), Assert.Single(input.ShuntWindows));
        }

        [Theory]
        [InlineData(0x0, 84)]
        [InlineData(0x1, 148)]
        [InlineData(0x2, 276)]
        [InlineData(0x3, 532)]
        [InlineData(0x4, 84)]
        [InlineData(0x8, 532)]
        [InlineData(0x9, 1_060)]
        [InlineData(0xA, 2_130)]
        [InlineData(0xB, 4_260)]
        [InlineData(0xC, 8_510)]
        [InlineData(0xD, 17_020)]
        [InlineData(0xE, 34_050)]
        [InlineData(0xF, 68_100)]
        public void ConversionTime_OfEachSetting_IsTheDatasheets(int setting, int us)
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));

            chip.Write(Chip.Configuration, 0x8000, Start);
            chip.Write(Chip.Configuration, 0x2000 | (setting << 3) | 1, Start);
            Assert.Equal(0, chip.ReadShunt(Start + us - 1));
            Assert.Equal(1000, chip.ReadShunt(Start + us));

            chip.Write(Chip.Configuration, 0x8000, Start + 100_000);
            chip.Write(Chip.Configuration, 0x2000 | (setting << 7) | 2, Start + 100_000);
            Assert.Equal(0, chip.ReadBusCounts(Start + 100_000 + us - 1));
            Assert.Equal(3000, chip.ReadBusCounts(Start + 100_000 + us));
        }

        [Theory]
        [InlineData(0, 8)]
        [InlineData(1, 4)]
        [InlineData(2, 2)]
        public void Resolution_BelowTwelveBits_LeavesLowBitsZero(int setting, int step)
        {
            var chip = new Chip(new ScriptedInput(0.012351, 12.345));
            chip.Write(Chip.Configuration, 0x2007 | (setting << 3) | (setting << 7), Start);

            Assert.Equal((int)Math.Round(1235.1 / step) * step, chip.ReadShunt(Start + 5_000));
            Assert.Equal((int)Math.Round(12.345 / 0.004 / step) * step, chip.ReadBusCounts(Start + 5_000));
        }

        [Fact]
        public void Trigger_WhenWritten_ConvertsOnce()
        {
            var input = new ScriptedInput((from, _) => from / 1e8, (_, _) => 12);
            var chip = new Chip(input);

            chip.Write(Chip.Configuration, 0x3999, Start);
            Assert.Equal(Start / 1000, chip.ReadShunt(Start + 600));
            Assert.Equal(Start / 1000, chip.ReadShunt(Start + 500_000));

            chip.Write(Chip.Configuration, 0x3999, Start + 500_000);
            Assert.Equal(Start / 1000, chip.ReadShunt(Start + 500_531));
            Assert.Equal((Start + 500_000) / 1000, chip.ReadShunt(Start + 500_532));
        }

        [Fact]
        public void Trigger_OutOfPowerDown_WakesForFortyMicroseconds()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));
            chip.Write(Chip.Configuration, 0x8000, Start);
            chip.Write(Chip.Configuration, 0x3998, Start);

            chip.Write(Chip.Configuration, 0x3999, Start + 1_000);

            Assert.Equal(0, chip.ReadShunt(Start + 1_571));
            Assert.Equal(1000, chip.ReadShunt(Start + 1_572));
        }

        [Theory]
        [InlineData(0)]
        [InlineData(4)]
        public void Mode_WithoutConverters_HoldsTheLastValues(int mode)
        {
            double volts = 0.01;
            var chip = new Chip(new ScriptedInput((_, _) => volts, (_, _) => 12));
            Assert.Equal(1000, chip.ReadShunt(Start));

            chip.Write(Chip.Configuration, 0x3998 | mode, Start + 100);
            volts = 0.02;

            Assert.Equal(1000, chip.ReadShunt(Start + 1_000_000));
            Assert.Equal(3000, chip.ReadBusCounts(Start + 1_000_000));
        }

        [Fact]
        public void ReadyFlag_WithThePair_IsSetAndClearedByThePowerRegister()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));
            chip.Write(Chip.Configuration, Chip.Default, Start);

            Assert.False(chip.IsReady(Start + 1_063));
            Assert.True(chip.IsReady(Start + 1_064));
            Assert.True(chip.IsReady(Start + 1_065));
            chip.Read(Chip.Power, Start + 1_066);
            Assert.False(chip.IsReady(Start + 2_127));
            Assert.True(chip.IsReady(Start + 2_128));
        }

        [Theory]
        [InlineData(0x399F, false)]
        [InlineData(0x399B, false)]
        [InlineData(0x3998, true)]
        [InlineData(0x399C, true)]
        public void ReadyFlag_WhenTheConfigurationIsWritten_IsClearedButByPowerDown(int configuration, bool stays)
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));
            Assert.True(chip.IsReady(Start));

            chip.Write(Chip.Configuration, configuration, Start);

            Assert.Equal(stays, chip.IsReady(Start + 1));
        }

        [Theory]
        [InlineData(0x3999, 532)]
        [InlineData(0x399A, 532)]
        public void ReadyFlag_InAModeWithOneConverter_ComesWithIt(int configuration, int us)
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));

            chip.Write(Chip.Configuration, configuration, Start);

            Assert.False(chip.IsReady(Start + us - 1));
            Assert.True(chip.IsReady(Start + us));
        }

        [Fact]
        public void Value_ReadAgain_IsTheSameConversion()
        {
            var input = new ScriptedInput(0.01, 12);
            var chip = new Chip(input, new Ina219Errors { ShuntNoiseVolts = 200e-6 });
            chip.Write(Chip.Configuration, Chip.Default, Start);
            input.ShuntWindows.Clear();

            short first = chip.ReadShunt(Start + 600);
            short second = chip.ReadShunt(Start + 1_500);

            Assert.Equal(first, second);
            Assert.Single(input.ShuntWindows);
        }
    }
}
