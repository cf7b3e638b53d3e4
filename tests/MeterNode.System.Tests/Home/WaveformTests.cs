using System;
using System.Numerics;
using VirtualHome;
using VirtualHome.Chance;
using VirtualHome.Mains;
using VirtualHome.Sensing;
using VirtualHome.Waveforms;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class WaveformTests
    {
        [Theory]
        [InlineData(84)]
        [InlineData(532)]
        [InlineData(4260)]
        [InlineData(20000)]
        public void MeanShuntVolts_OverAWindow_EqualsNumericIntegration(double lengthUs)
        {
            var home = TestHomes.Build(
                TestHomes.Steady("rectifier", 700, LoadShapes.Rectifier),
                TestHomes.Steady("dimmer", 300, LoadShapes.PhaseCut(100)),
                TestHomes.Steady("motor", 500, LoadShapes.Motor));
            home.AdvanceTo(10 * TestHomes.SecondUs);
            var channel = home.Channel("a");
            var current = home.Circuit("a").Current;

            for (int i = 0; i < 40; i++)
            {
                double fromUs = home.NowUs + (i * 613.7);
                double expected = Integrate(current, fromUs, fromUs + lengthUs) * FrontEnd.ShuntVoltsPerAmp;

                Assert.Equal(expected, channel.MeanShuntVolts(fromUs, fromUs + lengthUs), 1e-9);
            }
        }

        [Fact]
        public void MeanShuntVolts_AcrossChangesOfLoadAndFrequency_EqualsNumericIntegration()
        {
            var home = TestHomes.Build(TestHomes.Steady("one", 2000), TestHomes.Steady("two", 1500, LoadShapes.Rectifier));
            home.Mains.ScheduleFrequency(new ScriptedChange(1, 49.2));
            home.AdvanceTo(999_000);
            home.SetContact("two", false);
            home.AdvanceTo(1_000_000);
            home.AdvanceTo(1_000_700);
            home.SetContact("one", false);
            home.SetContact("two", true);
            home.AdvanceTo(1_002_000);
            var channel = home.Channel("a");

            for (double fromUs = 997_000; fromUs < 1_001_500; fromUs += 97.3)
            {
                double expected = Integrate(home.Circuit("a").Current, fromUs, fromUs + 2_130) * FrontEnd.ShuntVoltsPerAmp;

                Assert.Equal(expected, channel.MeanShuntVolts(fromUs, fromUs + 2_130), 1e-6);
            }
        }

        [Fact]
        public void Rms_OfAWaveformWithHarmonics_EqualsNumericRms()
        {
            var wave = RandomWave(5);
            double sum = 0;
            const int Points = 4096;
            for (int i = 0; i < Points; i++)
            {
                double value = wave.At(Math.Tau * i / Points);
                sum += value * value;
            }

            Assert.Equal(Math.Sqrt(sum / Points), wave.Rms, 1e-9);
        }

        [Fact]
        public void MeanProduct_OfTwoWaveforms_EqualsNumericMean()
        {
            var first = RandomWave(6);
            var second = RandomWave(7);
            double sum = 0;
            const int Points = 4096;
            for (int i = 0; i < Points; i++)
            {
                sum += first.At(Math.Tau * i / Points) * second.At(Math.Tau * i / Points);
            }

            Assert.Equal(sum / Points, first.MeanProduct(second), 1e-9);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(45)]
        [InlineData(90)]
        [InlineData(135)]
        public void PhaseCut_AtAFiringAngle_HasTheFundamentalOfTheCutSine(double degrees)
        {
            // A resistor behind a dimmer: P/P0 = 1 - α/π + sin(2α)/(2π), and against a pure voltage only the fundamental has power.
            double angle = degrees * Math.PI / 180;
            double powerShare = 1 - (angle / Math.PI) + (Math.Sin(2 * angle) / (2 * Math.PI));
            var voltage = new Phasors { [0] = Math.Sqrt(2) * 230 };
            var current = new Phasors();
            var shape = LoadShapes.PhaseCut(degrees);

            shape.AddCurrent(voltage, 230, 1000 * powerShare, current);

            double fundamentalPeak = current[0].Magnitude;
            double reactiveShare = Math.Sin(angle) * Math.Sin(angle) / Math.PI;
            double expectedPeak = Math.Sqrt(2) * 1000 / 230 * Math.Sqrt((powerShare * powerShare) + (reactiveShare * reactiveShare));
            Assert.Equal(expectedPeak, fundamentalPeak, 1e-9);
            Assert.Equal(1000 * powerShare, current.MeanProduct(voltage), 1e-9);
        }

        [Theory]
        [InlineData(LoadLaw.Resistance, 0.81)]
        [InlineData(LoadLaw.Impedance, 0.81)]
        [InlineData(LoadLaw.Current, 0.9)]
        [InlineData(LoadLaw.Power, 1)]
        public void AddCurrent_AtNineTenthsOfTheVoltage_FollowsTheLaw(LoadLaw law, double powerShare)
        {
            var voltage = new Phasors { [0] = Complex.FromPolarCoordinates(0.9 * Math.Sqrt(2) * 230, 0.7) };
            var current = new Phasors();

            new LoadShape(law, law == LoadLaw.Resistance ? 0 : 0.4).AddCurrent(voltage, 230, 1000, current);

            Assert.Equal(1000 * powerShare, current.MeanProduct(voltage), 1e-9);
        }

        [Fact]
        public void AddCurrent_OfALaggingLoad_LagsTheVoltage()
        {
            var voltage = new Phasors { [0] = Complex.FromPolarCoordinates(325, 1.0) };
            var current = new Phasors();

            new LoadShape(LoadLaw.Power, 0.5).AddCurrent(voltage, 230, 1000, current);

            Assert.Equal(0.5, current[0].Phase, 1e-12);
        }

        private static Phasors RandomWave(ulong seed)
        {
            var random = new SeededRandom(seed);
            var wave = new Phasors();
            for (int i = 0; i < Harmonics.Count; i++)
            {
                wave[i] = new Complex(random.NextNormal(), random.NextNormal());
            }

            return wave;
        }

        /// <summary>The mean by the midpoint rule, point by point through <see cref="Signal.Mean"/> of no length.</summary>
        private static double Integrate(Signal signal, double fromUs, double toUs)
        {
            const int Points = 20_000;
            double step = (toUs - fromUs) / Points;
            double sum = 0;
            for (int i = 0; i < Points; i++)
            {
                double atUs = fromUs + ((i + 0.5) * step);
                sum += signal.Mean(atUs, atUs);
            }

            return sum / Points;
        }
    }
}
