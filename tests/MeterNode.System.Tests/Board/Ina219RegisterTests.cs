using Xunit;

namespace MeterNode.System.Tests.Board
{
    /// <summary>What is in the registers.</summary>
    public sealed class Ina219RegisterTests
    {
        private const long Start = 1_000_000;

        [Fact]
        public void Configuration_AfterPowerOn_IsTheDatasheets()
        {
            var chip = new Chip(new ScriptedInput(0, 0));

            Assert.Equal(0x399F, chip.Read(Chip.Configuration, Start));
        }

        [Fact]
        public void ResetBit_WhenWritten_RestoresEveryRegister()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));
            chip.Write(Chip.Configuration, 0x0001, Start);
            chip.Write(Chip.Calibration, 5000, Start);

            chip.Write(Chip.Configuration, 0x8000, Start + 10_000);

            Assert.Equal(0x399F, chip.Read(Chip.Configuration, Start + 10_000));
            Assert.Equal(0, chip.Read(Chip.Calibration, Start + 10_000));
            Assert.Equal(0, chip.ReadShunt(Start + 10_000));
            Assert.Equal(0, chip.ReadBusCounts(Start + 10_000));
        }

        [Fact]
        public void PowerLoss_WhileConfigured_RestoresEveryRegister()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));
            chip.Write(Chip.Configuration, 0x0001, Start);
            chip.Write(Chip.Calibration, 5000, Start);

            chip.Model.PowerLost(Start + 10);

            Assert.Equal(0x399F, chip.ReadAgain(Start + 20));
            Assert.Equal(0, chip.Read(Chip.Calibration, Start + 20));
        }

        [Fact]
        public void Pointer_WithoutAnotherWrite_StaysWhereItWas()
        {
            var chip = new Chip(new ScriptedInput(0.0123, 0));

            Assert.Equal(1230, chip.Read(Chip.Shunt, Start));
            Assert.Equal(1230, chip.ReadAgain(Start + 5_000));
        }

        [Fact]
        public void Register_Unwritable_KeepsItsValue()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));

            chip.Write(Chip.Shunt, 0x1234, Start);

            Assert.Equal(1000, chip.ReadAgain(Start));
        }

        [Fact]
        public void Calibration_LowestBit_CannotBeSet()
        {
            var chip = new Chip(new ScriptedInput(0, 0));

            chip.Write(Chip.Calibration, 0x1235, Start);

            Assert.Equal(0x1234, chip.Read(Chip.Calibration, Start));
        }

        [Theory]
        [InlineData(0.032, 3200)]
        [InlineData(-0.032, -3200)]
        [InlineData(0.0000151, 2)]
        [InlineData(-0.3, -30000)]
        public void Shunt_WithinRange_ReadsTenMicrovolts(double volts, int counts)
        {
            var chip = new Chip(new ScriptedInput(volts, 0));

            Assert.Equal(counts, chip.ReadShunt(Start));
        }

        [Theory]
        [InlineData(0, 4000)]
        [InlineData(1, 8000)]
        [InlineData(2, 16000)]
        [InlineData(3, 32000)]
        public void Shunt_BeyondTheGainsRange_Saturates(int gain, int limit)
        {
            int configuration = (Chip.Default & ~0x1800) | (gain << 11);
            var high = new Chip(new ScriptedInput(0.5, 0));
            var low = new Chip(new ScriptedInput(-0.5, 0));
            high.Write(Chip.Configuration, configuration, Start);
            low.Write(Chip.Configuration, configuration, Start);

            Assert.Equal(limit, high.ReadShunt(Start + 2_000));
            Assert.Equal(-limit, low.ReadShunt(Start + 2_000));
        }

        [Theory]
        [InlineData(0x399F, 12.0, 3000)]
        [InlineData(0x399F, 20.0, 5000)]
        [InlineData(0x399F, 40.0, 6500)]
        [InlineData(0x199F, 12.0, 3000)]
        [InlineData(0x199F, 20.0, 4000)]
        [InlineData(0x399F, -1.0, 0)]
        public void Bus_Volts_ReadFourMillivoltsUpToTheLimit(int configuration, double volts, int counts)
        {
            var chip = new Chip(new ScriptedInput(0, volts));
            chip.Write(Chip.Configuration, configuration, Start);

            Assert.Equal(counts, chip.ReadBusCounts(Start + 2_000));
        }

        [Theory]
        [InlineData(0.02, 2000, 1200)]
        [InlineData(-0.02, -2000, 1200)]
        public void CurrentAndPower_WithCalibration_FollowTheDatasheetsEquations(double volts, int current, int power)
        {
            var chip = new Chip(new ScriptedInput(volts, 12));
            chip.Write(Chip.Calibration, 4096, Start);

            Assert.Equal(current, (short)chip.Read(Chip.Current, Start + 5_000));
            Assert.Equal(power, chip.Read(Chip.Power, Start + 5_000));
        }

        [Fact]
        public void Current_AfterACalibration_ChangesWithTheNextConversion()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12));
            chip.Write(Chip.Configuration, Chip.Default, Start);
            chip.Write(Chip.Calibration, 4096, Start + 600);

            Assert.Equal(0, chip.Read(Chip.Current, Start + 1_595));
            Assert.Equal(1000, chip.Read(Chip.Current, Start + 1_596));
        }

        [Fact]
        public void OverflowFlag_WhenTheCurrentDoesNotFit_IsSet()
        {
            var chip = new Chip(new ScriptedInput(0.3, 12));
            chip.Write(Chip.Calibration, 4096, Start);
            Assert.False(chip.Overflowed(Start + 5_000));

            chip.Write(Chip.Calibration, 8192, Start + 5_000);

            Assert.True(chip.Overflowed(Start + 10_000));
        }
    }
}
