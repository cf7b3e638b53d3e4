using System;
using System.Linq;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    /// <summary>How chips differ from the ideal one and from each other.</summary>
    public sealed class Ina219ErrorTests
    {
        private const long Start = 1_000_000;

        [Fact]
        public void Noise_OfAConversion_DoesNotDependOnEarlierReads()
        {
            var errors = new Ina219Errors { ShuntNoiseVolts = 200e-6 };
            var busy = new Chip(new ScriptedInput(0.01, 12), errors);
            var lazy = new Chip(new ScriptedInput(0.01, 12), errors);
            for (long t = Start; t < Start + 500_000; t += 700)
            {
                busy.ReadShunt(t);
            }

            Assert.Equal(lazy.ReadShunt(Start + 500_000), busy.ReadShunt(Start + 500_000));
        }

        [Fact]
        public void Noise_OfManyConversions_HasItsMeanAndDeviation()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12), new Ina219Errors { ShuntNoiseVolts = 200e-6 });
            double[] counts = Enumerable.Range(0, 20_000).Select(i => (double)chip.ReadShunt(Start + (i * 1_064L))).ToArray();

            double mean = counts.Average();
            double deviation = Math.Sqrt(counts.Select(c => (c - mean) * (c - mean)).Average());
            double neighbours = counts.Zip(counts.Skip(1), (a, b) => (a - mean) * (b - mean)).Average() / (deviation * deviation);

            // Three standard errors: of a mean 20/sqrt(n), of a deviation 20/sqrt(2n), of a correlation 1/sqrt(n).
            Assert.InRange(mean, 1000 - 0.43, 1000 + 0.43);
            Assert.InRange(deviation, 20 - 0.31, 20 + 0.31);
            Assert.InRange(neighbours, -0.022, 0.022);
        }

        [Fact]
        public void Noise_OfTriggeredConversions_DiffersFromOneToTheNext()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12), new Ina219Errors { ShuntNoiseVolts = 500e-6 });
            int different = Enumerable.Range(0, 200).Select(i =>
            {
                chip.Write(Chip.Configuration, 0x3999, Start + (i * 2_000L));
                return chip.ReadShunt(Start + (i * 2_000L) + 1_000);
            }).Distinct().Count();

            Assert.InRange(different, 60, 200);
        }

        [Fact]
        public void Errors_OfTheShunt_AreGainOffsetAndCommonMode()
        {
            var errors = new Ina219Errors { ShuntGain = 0.01, ShuntOffsetVolts = 50e-6, CommonModeVoltsPerVolt = 1e-5 };

            // 1000 counts + 1 %, 5 counts times 2 at PGA /8, and 10 V above the reference of 12 V make 10 counts.
            Assert.Equal(1010 + 10 + 10, new Chip(new ScriptedInput(0.01, 22), errors).ReadShunt(Start));
            Assert.Equal(1010 + 10 - 10, new Chip(new ScriptedInput(0.01, 2), errors).ReadShunt(Start));
        }

        [Fact]
        public void Errors_OfTheBus_AreGainAndOffset()
        {
            var errors = new Ina219Errors { BusGain = -0.01, BusOffsetVolts = 0.008 };

            Assert.Equal(2970 + 2, new Chip(new ScriptedInput(0, 12), errors).ReadBusCounts(Start));
        }

        [Fact]
        public void TypicalErrors_OfManySeeds_FillTheDatasheetsLimits()
        {
            var all = Enumerable.Range(0, 2_000).Select(Ina219Errors.Typical).ToArray();

            Assert.All(all, e =>
            {
                Assert.InRange(e.ShuntGain, -0.005, 0.005);
                Assert.InRange(e.ShuntOffsetVolts, -100e-6, 100e-6);
                Assert.InRange(Math.Abs(e.CommonModeVoltsPerVolt), 1e-6, 1e-5);
                Assert.InRange(e.ShuntNoiseVolts, 10e-6, 20e-6);
            });
            Assert.InRange(all.Max(e => e.ShuntGain), 0.0045, 0.005);
            Assert.InRange(all.Min(e => e.ShuntOffsetVolts), -100e-6, -90e-6);
            Assert.Equal(all[7].ShuntGain, Ina219Errors.Typical(7).ShuntGain);
        }

        [Fact]
        public void Oscillator_OfManySeeds_StaysWithinThreePercent()
        {
            var input = new ScriptedInput(0, 0);
            double[] all = Enumerable.Range(0, 500).Select(seed => new Ina219Model(input, seed).ShuntConversionUs).ToArray();

            Assert.All(all, us => Assert.InRange(us, 532 * 0.97, 532 * 1.03));
            Assert.InRange(all.Max() - all.Min(), 532 * 0.055, 532 * 0.06);
        }

        [Fact]
        public void Oscillator_Slow_StretchesTheConversions()
        {
            var chip = new Chip(new ScriptedInput(0.01, 12), oscillatorError: 0.1);

            chip.Write(Chip.Configuration, 0x8000, Start);

            Assert.Equal(0, chip.ReadShunt(Start + 585));
            Assert.Equal(1000, chip.ReadShunt(Start + 586));
        }

        [Fact]
        public void Phase_OfChipsFromTheStart_DiffersByTheSeed()
        {
            double[] ends = Enumerable.Range(0, 20).Select(seed =>
            {
                var input = new ScriptedInput(0, 0);
                new Chip(input, seed: seed).ReadShunt(Start);
                return input.ShuntWindows[0].ToUs;
            }).ToArray();

            Assert.Equal(20, ends.Distinct().Count());
            Assert.All(ends, end => Assert.InRange(end, Start - 1_064, Start));
        }
    }
}
