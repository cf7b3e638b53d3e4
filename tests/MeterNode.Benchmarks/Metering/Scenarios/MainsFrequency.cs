using System;
using MeterNode.Benchmarks.Metering.Rig;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>Frequency and lock.</summary>
    public static class MainsFrequency
    {
        private const double RampHzPerS = 0.5;
        private const int RampSeconds = 3;

        /// <summary>Steady frequency on a distorted mains.</summary>
        /// <returns>Largest error over one and over ten seconds, mHz, and the time to the first lock, s.</returns>
        public static (double OneSecondMhz, double TenSecondsMhz, double LockS) Steady(NodeParts parts, string settings, double frequencyHz, int seconds)
        {
            var run = new MeterRun(parts, settings, _ => Load(frequencyHz));
            double one = 0;
            double ten = 0;
            double lockUs = -1;
            double startUs = -1;
            run.Second += readings =>
            {
                one = Math.Max(one, Math.Abs(readings.FrequencyMhz - (frequencyHz * 1000)));
                if (readings.TenSecondFrequencyMhz > 0)
                {
                    ten = Math.Max(ten, Math.Abs(readings.TenSecondFrequencyMhz - (frequencyHz * 1000)));
                }
            };
            run.Stepped += (readings, us) =>
            {
                startUs = startUs < 0 ? us : startUs;
                if (lockUs < 0 && readings.FastFrequencyMhz > 0)
                {
                    lockUs = us;
                }
            };
            run.Run(seconds);
            return (one, ten, (lockUs - startUs) * 1e-6);
        }

        /// <summary>A ramp of 0.5 Hz/s.</summary>
        /// <returns>By how much the followed frequency lags at most, s.</returns>
        public static double RampLag(NodeParts parts, string settings)
        {
            var run = new MeterRun(parts, settings, _ => Load(50));
            double rampUs = 8.3e6;
            foreach (var input in run.Inputs)
            {
                input.RampUs = rampUs;
                input.RampHzPerS = -RampHzPerS;
            }

            double worst = 0;
            run.Stepped += (readings, us) =>
            {
                if (us > rampUs && us < rampUs + (RampSeconds * 1e6))
                {
                    worst = Math.Max(worst, (readings.FastFrequencyMhz / 1000.0) - run.Inputs[0].FrequencyAt(us));
                }
            };
            run.Run(RampSeconds + 6);
            return worst / RampHzPerS;
        }

        private static TrueLoad Load(double frequencyHz)
        {
            return new TrueLoad(230, frequencyHz, 10).WithVoltage(3, 0.01, 20).WithVoltage(5, 0.03, 170).WithVoltage(7, 0.02, 30);
        }
    }
}
