using System;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Board.Sensing;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>Counts the energy of steady loads and compares it with the truth.</summary>
    public static class EnergyRun
    {
        private const double CyclesPerWindow = 50;

        /// <summary>Runs steady loads, one a circuit.</summary>
        /// <param name="parts">The node's parts.</param>
        /// <param name="settings">Its settings.</param>
        /// <param name="loads">True loads by circuit, all at the same voltage and frequency.</param>
        /// <param name="seconds">Windows of 50 cycles to count over.</param>
        /// <param name="mode">How the chips convert.</param>
        /// <param name="perSecond">Takes the error of every second's power, %, by circuit, or null.</param>
        /// <returns>Error of the active energy by circuit, %.</returns>
        public static double[] Errors(
            NodeParts parts, string settings, TrueLoad[] loads, int seconds, SamplingMode mode = SamplingMode.Triggered, Action<double[]>? perSecond = null)
        {
            var run = new MeterRun(parts, settings, i => loads[i]) { Mode = mode };
            var start = new long[loads.Length];
            var end = new long[loads.Length];
            var errors = new double[loads.Length];
            int windows = -1;
            run.Second += readings =>
            {
                windows++;
                for (int i = 0; i < loads.Length; i++)
                {
                    var energy = readings.Energy[i];
                    end[i] = energy.ImportMws - energy.ExportMws;
                    start[i] = windows == 0 ? end[i] : start[i];
                    errors[i] = 100 * ((readings.PowerMw[i] / 1000.0 / loads[i].PowerW) - 1);
                }

                if (windows > 0)
                {
                    perSecond?.Invoke(errors);
                }
            };
            run.Run(seconds + 1);
            if (windows < seconds)
            {
                throw new InvalidOperationException("only " + windows + " of " + seconds + " windows were finished");
            }

            var result = new double[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                double trueWs = loads[i].PowerW * windows * CyclesPerWindow / loads[i].FrequencyHz;
                result[i] = 100 * (((end[i] - start[i]) / 1000.0 / trueWs) - 1);
            }

            return result;
        }

        /// <summary>A repeated load for every circuit.</summary>
        public static TrueLoad[] Everywhere(int circuits, Func<TrueLoad> load)
        {
            var loads = new TrueLoad[circuits];
            for (int i = 0; i < circuits; i++)
            {
                loads[i] = load();
            }

            return loads;
        }
    }
}
