using System;
using System.IO;
using System.Linq;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Benchmarks.Metering.Scenarios;
using MeterNode.Board.Sensing;
using Xunit;

namespace MeterNode.System.Tests.Metering
{
    /// <summary>The benchmark's points with fixed seeds: real sample source and meter on a bare board, calibrated parts, stalls and jitter.</summary>
    public sealed class MeteringTests
    {
        private const int Seconds = 60;

        [Theory]
        [InlineData(3)]
        [InlineData(11)]
        [InlineData(23)]
        public void Energy_EveryPointOfTheClassTables_IsInsideClass1AndClass05S(int seed)
        {
            var points = ClassTable.Measure(new NodeParts(seed, ClassTable.Circuits), Seconds, corners: true);
            var worst = points.MaxBy(point => point.Class1Ratio);
            Assert.True(worst.Class1Ratio < 0.6, worst.ToString());
            worst = points.MaxBy(point => point.Class05SRatio);
            Assert.True(worst.Class05SRatio < 1, worst.ToString());
        }

        [Theory]
        [InlineData(0.7)]
        [InlineData(0.95)]
        [InlineData(1.3)]
        public void Energy_BoardOfAnotherSpeed_IsInsideClass1(double slowness)
        {
            // The first two make steps about as long as three quarters of a cycle and as a whole one: there samples fall on few
            // places of the cycle unless the steps' beginnings are moved.
            var parts = new NodeParts(2, ClassTable.Circuits) { Slowness = slowness };
            var worst = ClassTable.Measure(parts, Seconds, corners: true).MaxBy(point => point.Class1Ratio);
            Assert.True(worst.Class1Ratio < 0.6, worst.ToString());
            string settings = NodeCalibration.Of(parts).Settings();
            Assert.InRange(Harmonic.DimmersAndRectifiers(parts, settings, Seconds), 0, 2);
            foreach (double frequencyHz in new[] { 49.4, 50.0, 50.7 })
            {
                var (_, _, locked) = MainsFrequency.Steady(parts, settings, frequencyHz, 5);
                Assert.InRange(locked, 0, 2);
            }
        }

        [Theory]
        [InlineData(2)]
        [InlineData(7)]
        public void Energy_DistortedLoads_AreWithinTheirLimits(int seed)
        {
            var parts = new NodeParts(seed, ClassTable.Circuits);
            string settings = NodeCalibration.Of(parts).Settings();
            Assert.InRange(Harmonic.Influence(parts, settings, Seconds), 0, 0.8);
            Assert.InRange(Harmonic.DimmersAndRectifiers(parts, settings, Seconds), 0, 2);
        }

        [Fact]
        public void Energy_RecordedAppliances_AreWithinOnePercent()
        {
            string? csv = FindRecording();
            Assert.SkipWhen(csv is null, "shared/data/appliances-1s.csv is not here");
            var parts = new NodeParts(5, ClassTable.Circuits);
            Assert.InRange(Harmonic.Appliances(parts, NodeCalibration.Of(parts).Settings(), csv!, 36, 20), 0, 1);
        }

        [Fact]
        public void Power_UncalibratedNode_IsWithinThreePercentOfItsPartsTolerances()
        {
            // Nominal values by type: 1 % of clamp and burden each, half a percent of the converter; the reference's own 3 % are
            // left out, for its rating plate is the first thing that an installer types in.
            for (int seed = 1; seed <= 5; seed++)
            {
                var drawn = new NodeParts(seed, ClassTable.Circuits);
                var parts = new NodeParts(seed, ClassTable.Circuits, ideal: true);
                for (int i = 0; i < ClassTable.Circuits; i++)
                {
                    parts.Cts[i] = drawn.Cts[i];
                    parts.Chips[i] = drawn.Chips[i];
                }

                double[] errors = EnergyRun.Errors(parts, NodeCalibration.Nominal(ClassTable.Circuits).Settings(), EnergyRun.Everywhere(ClassTable.Circuits, () => new TrueLoad(230, 50, 10)), 20);
                Assert.All(errors, error => Assert.InRange(error, -3, 3));
            }
        }

        [Theory]
        [InlineData(49.0)]
        [InlineData(49.6)]
        [InlineData(50.9)]
        public void Frequency_DistortedMains_IsFoundWithinAFewMillihertz(double frequencyHz)
        {
            var parts = new NodeParts(9, ClassTable.Circuits);
            string settings = NodeCalibration.Nominal(ClassTable.Circuits).Settings();
            var (one, ten, locked) = MainsFrequency.Steady(parts, settings, frequencyHz, 42);
            Assert.InRange(one, 0, 5);
            Assert.InRange(ten, 0, 1);
            Assert.InRange(locked, 0, 2);
            Assert.InRange(MainsFrequency.RampLag(parts, settings), 0, 0.3);
        }

        [Fact]
        public void Step_InTheSuppliesCurrent_IsInTheFastCurrentWithin100MsAndInThePowerWithinASecond()
        {
            for (int seed = 1; seed <= 20; seed++)
            {
                var parts = new NodeParts(seed, ClassTable.Circuits);
                var (fast, power) = CurrentStep.Measure(parts, NodeCalibration.Of(parts).Settings());
                Assert.True(fast <= 100, "seed " + seed + ": " + fast);
                Assert.True(power <= 1000, "seed " + seed + ": " + power);
            }
        }

        [Fact]
        public void Sampling_Triggered_ScattersLessThanContinuous()
        {
            var triggered = Comparison.Mode(SamplingMode.Triggered, 10, 0.5, 5, 30);
            var continuous = Comparison.Mode(SamplingMode.Continuous, 10, 0.5, 5, 30);
            Assert.True(triggered.Deviation * 3 < continuous.Deviation, triggered.Deviation + " against " + continuous.Deviation);
        }

        [Fact]
        public void Estimator_AgainstProductsWithTheNearestVoltage_IsFiftyTimesBetter()
        {
            var spreads = Comparison.Estimators(() => new TrueLoad(230, 50.2, 10), 4, 30);
            Assert.True(spreads[3].Rms > 50 * spreads[0].Rms, spreads[3].Rms + " against " + spreads[0].Rms);
        }

        [Fact]
        public void Work_OnTheStraightPath_IsAtMost120Instructions()
        {
            var (source, meter) = InstructionCount.Measure();
            Assert.InRange(source + meter, 60, 120);
        }

        [Fact]
        public void Range_SmallCurrentForLong_GetsNarrowerAndAStepComesBackWithoutAnAlarm()
        {
            var parts = new NodeParts(4, ClassTable.Circuits);
            var run = new MeterRun(parts, NodeCalibration.Of(parts).Settings(), _ => new TrueLoad(230, 50, 2));
            for (int i = 1; i < ClassTable.Circuits; i++)
            {
                parts.StepTo(run.Inputs[i], i, new TrueLoad(230, 50, 80), 50e6);
            }

            bool alarmed = false;
            int lastMa = 0;
            run.Stepped += (readings, us) =>
            {
                alarmed |= us > 10e6 && !readings.IsCurrentKnown(1);
                lastMa = us > 50.3e6 && lastMa == 0 ? readings.FastCurrentMa[1] : lastMa;
            };
            run.Run(50);
            Assert.False(alarmed);
            Assert.InRange(lastMa, 77_000, 83_000);
        }

        private static string? FindRecording()
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string file = Path.Combine(folder.FullName, "shared", "data", "appliances-1s.csv");
                if (File.Exists(file))
                {
                    return file;
                }
            }

            return null;
        }
    }
}
