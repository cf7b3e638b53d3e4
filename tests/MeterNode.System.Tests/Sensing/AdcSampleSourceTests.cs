using System;
using System.Collections.Generic;
using MeterNode.Board.Sensing;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.System.Tests.Board;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Sensing
{
    /// <summary>The ESP32's own ADC as a source of samples.</summary>
    public sealed class AdcSampleSourceTests
    {
        private const double RadiansPerUs = 2 * Math.PI * 50 / 1e6;

        // 36, 39, 34: pins of ADC1 that drive no relay.
        private static readonly int[] s_channels = { 3, 6 };
        private const int VoltageChannel = 0;

        [Theory]
        [InlineData(0.0)]
        [InlineData(60.0)]
        [InlineData(-37.0)]
        public void Source_WithSines_GivesTheirAmplitudeAndPhase(double lagDeg)
        {
            var (samples, source) = Sample(400, new[] { 0.5, 0.3 }, lagDeg);

            var voltage = Fit(samples, circuit: 0, bus: true);
            var current = Fit(samples, circuit: 0, bus: false);
            var other = Fit(samples, circuit: 1, bus: false);

            // The chip's own reference is up to 8 % off, the same for all of its channels.
            double scale = voltage.Amplitude / (0.6 * Math.Sqrt(2) * 1000);
            Assert.InRange(scale, 0.9, 1.1);
            Assert.Equal(0.5 * Math.Sqrt(2) * 1e6 * scale, current.Amplitude, 6000.0);
            Assert.Equal(0.3 * Math.Sqrt(2) * 1e6 * scale, other.Amplitude, 6000.0);
            Assert.Equal(-lagDeg, Turn(current.PhaseDeg - voltage.PhaseDeg), 0.6);
            Assert.Equal(1f, source.WindowFactor(0));
            Assert.Equal(1f, source.ScatterFactor(1));
        }

        [Fact]
        public void Source_Samples_ComeInOrderOfTimeAndMostlyFromTheSupply()
        {
            var (samples, _) = Sample(50, new[] { 0.5, 0.3 }, 0);

            int supply = 0;
            for (int i = 1; i < samples.Count; i++)
            {
                Assert.True(samples[i].TimeUs > samples[i - 1].TimeUs);
                supply += samples[i].Circuit == 0 ? 1 : 0;
            }

            Assert.InRange(supply * 3.0 / samples.Count, 0.9, 1.1);
        }

        [Theory]
        [InlineData(0.9, false)]
        [InlineData(1.3, true)]
        public void Source_AtTheEndOfTheRange_SaturatesAtItsFullScale(double rmsV, bool saturated)
        {
            var (samples, source) = Sample(400, new[] { rmsV, 0.1 }, 0);

            int beyond = 0;
            foreach (var each in samples)
            {
                bool current = !each.IsBus && each.Circuit == 0;
                beyond += current && Math.Abs(each.Value) >= source.ShuntFullScaleUv ? 1 : 0;
                Assert.True(each.IsBus || Math.Abs(each.Value) <= source.ShuntFullScaleUv);
            }

            Assert.Equal(saturated, beyond > 2);
        }

        [Theory]
        [InlineData(new[] { 3, 12 }, 0, "ADC2")]
        [InlineData(new[] { 3, 6 }, 19, "ADC2")]
        [InlineData(new[] { 3, 9 }, 0, "allowed is 0 to 7")]
        [InlineData(new[] { -1, 6 }, 0, "allowed is 0 to 7")]
        [InlineData(new[] { 4, 6 }, 0, "drives a relay")]
        [InlineData(new[] { 6, 6 }, 0, "in use already")]
        [InlineData(new[] { 3, 6 }, 6, "in use already")]
        [InlineData(new int[0], 0, "one for each circuit")]
        public void Source_WithAChannelThatCannotBeSampled_IsRefusedWithItsReason(int[] channels, int voltage, string reason)
        {
            Exception? failure = null;

            Rig.NewBoard().Run(() => failure = Record.Exception(() => new AdcSampleSource(new AdcSourceSettings(voltage, channels, 0))));

            Assert.Contains(reason, Assert.IsType<SettingsException>(failure).Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Source_TenThousandSamples_AllocatesNothing()
        {
            long allocated = -1;
            var board = Rig.NewBoard();
            board.Run(() =>
            {
                var source = new AdcSampleSource(new AdcSourceSettings(VoltageChannel, s_channels, 0));
                var block = new SampleBlock(12);
                for (int i = 0; i < 200; i++)
                {
                    source.Fill(block);
                }

                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1000; i++)
                {
                    source.Fill(block);
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            });

            Assert.Empty(board.UnhandledExceptions);
            Assert.Equal(0, allocated);
        }

        private static (List<Taken> Samples, AdcSampleSource Source) Sample(int blocks, double[] currentRmsV, double lagDeg)
        {
            var board = Rig.NewBoard();
            double lag = lagDeg * Math.PI / 180;
            VirtualAdc.Of(board).Connect(VoltageChannel, Sine(0.6, 0));
            for (int i = 0; i < s_channels.Length; i++)
            {
                VirtualAdc.Of(board).Connect(s_channels[i], Sine(currentRmsV[i], lag));
            }

            var samples = new List<Taken>();
            AdcSampleSource? source = null;
            board.Run(() =>
            {
                source = new AdcSampleSource(new AdcSourceSettings(VoltageChannel, s_channels, 0));
                var block = new SampleBlock(12);
                for (int i = 0; i < blocks; i++)
                {
                    source.Fill(block);
                    for (int k = 0; k < block.Count; k++)
                    {
                        Assert.Equal(SampleStatus.Ok, block.Status[k]);
                        samples.Add(new Taken(block.Circuit[k], block.HasBus[k], block.TimeUs[k], block.HasBus[k] ? block.BusMv[k] : block.ShuntUv[k]));
                    }
                }
            });
            Assert.Empty(board.UnhandledExceptions);
            return (samples, source!);
        }

        private static ScriptedInput Sine(double rmsV, double lag)
        {
            return new ScriptedInput((_, _) => 0, (fromUs, toUs) => 1.65 + (rmsV * Math.Sqrt(2) * Math.Cos((RadiansPerUs * (fromUs + toUs) / 2) - lag)));
        }

        private static double Turn(double degrees)
        {
            return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
        }

        private static (double Amplitude, double PhaseDeg) Fit(List<Taken> samples, int circuit, bool bus)
        {
            var fit = new PhasorFit();
            foreach (var each in samples)
            {
                if (each.Circuit == circuit && each.IsBus == bus)
                {
                    fit.Add(each.Value, RadiansPerUs * each.TimeUs);
                }
            }

            var phasor = fit.Solve();
            return (phasor.Magnitude, phasor.Phase * 180 / Math.PI);
        }

        private sealed record Taken(int Circuit, bool IsBus, long TimeUs, int Value);
    }
}
