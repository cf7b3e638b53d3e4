using System;
using MeterNode.Benchmarks.Metering.Rig;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>How long a step in the supply's current takes to be seen.</summary>
    public static class CurrentStep
    {
        private const double BeforeA = 10;
        private const double AfterA = 53;
        private const double FastShare = 0.03;
        private const double PowerShare = 0.03;

        /// <summary>Steps once, somewhere in a second that the seed decides on.</summary>
        /// <returns>Time until the fast current is within 3 % and stays there, and until the power is, ms.</returns>
        public static (double FastMs, double PowerMs) Measure(NodeParts parts, string settings)
        {
            var before = new TrueLoad(230, 50, BeforeA);
            var after = new TrueLoad(230, 50, AfterA, 0.9);
            var run = new MeterRun(parts, settings, _ => before);
            double stepUs = 8e6 + (new Random(parts.Seed).NextDouble() * 1e6);
            for (int i = 0; i < run.Inputs.Length; i++)
            {
                parts.StepTo(run.Inputs[i], i, after, stepUs);
            }

            double fastUs = stepUs;
            double powerUs = stepUs;
            run.Stepped += (readings, us) =>
            {
                if (us < stepUs || us > stepUs + 3e6)
                {
                    return;
                }

                if (Math.Abs((readings.FastCurrentMa[0] / 1000.0) - AfterA) > FastShare * AfterA)
                {
                    fastUs = us;
                }

                if (Math.Abs((readings.PowerMw[0] / 1000.0) - after.PowerW) > PowerShare * after.PowerW)
                {
                    powerUs = us;
                }
            };

            // The reading that ends the wait is the one after the last wrong one.
            double lastWrongFastUs = -1;
            double lastWrongPowerUs = -1;
            double fastMs = 0;
            double powerMs = 0;
            run.Stepped += (_, us) =>
            {
                if (fastUs != lastWrongFastUs && us > fastUs)
                {
                    lastWrongFastUs = fastUs;
                    fastMs = (us - stepUs) / 1000;
                }

                if (powerUs != lastWrongPowerUs && us > powerUs)
                {
                    lastWrongPowerUs = powerUs;
                    powerMs = (us - stepUs) / 1000;
                }
            };
            run.Run(10);
            return (fastMs, powerMs);
        }
    }
}
