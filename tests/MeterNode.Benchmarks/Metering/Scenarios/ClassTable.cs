using System.Collections.Generic;
using MeterNode.Benchmarks.Metering.Rig;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>Every point of the class tables, six different ones at once on the six circuits.</summary>
    public static class ClassTable
    {
        /// <summary>Circuits of the node under test.</summary>
        public const int Circuits = 6;

        private static readonly double[] s_currents = { 0.5, 1, 2, 5, 10, 20, 50, 100 };
        private static readonly double[] s_factors = { 1, 0.5, 0.8 };
        private static readonly double[] s_frequencies = { 49, 50, 51 };
        private static readonly double[] s_voltages = { 207, 230, 253 };

        /// <summary>Measures all points with one node.</summary>
        /// <param name="parts">The node's parts.</param>
        /// <param name="seconds">Time of each test, s.</param>
        /// <param name="corners">Whether only nominal and two opposite corners of voltage and frequency are run instead of all nine.</param>
        public static List<ClassPoint> Measure(NodeParts parts, int seconds, bool corners = false)
        {
            string settings = NodeCalibration.Of(parts).Settings();
            var points = new List<(double CurrentA, double Factor)>();
            foreach (double factor in s_factors)
            {
                foreach (double current in s_currents)
                {
                    if (factor == 1 || current >= 1)
                    {
                        points.Add((current, factor));
                    }
                }
            }

            var result = new List<ClassPoint>();
            int turn = parts.Seed;
            for (int f = 0; f < s_frequencies.Length; f++)
            {
                for (int v = 0; v < s_voltages.Length; v++)
                {
                    if (corners && (f != v))
                    {
                        continue;
                    }

                    // The last group is filled up with the first points; which circuit gets which changes from run to run.
                    for (int first = 0; first < points.Count; first += Circuits)
                    {
                        var loads = new TrueLoad[Circuits];
                        var own = new (double CurrentA, double Factor)[Circuits];
                        turn++;
                        for (int i = 0; i < Circuits; i++)
                        {
                            own[i] = points[(first + ((i + turn) % Circuits)) % points.Count];
                            loads[i] = new TrueLoad(s_voltages[v], s_frequencies[f], own[i].CurrentA, own[i].Factor, own[i].Factor == 0.8);
                        }

                        double[] errors = EnergyRun.Errors(parts, settings, loads, seconds);
                        for (int i = 0; i < Circuits; i++)
                        {
                            result.Add(new ClassPoint(own[i].CurrentA, own[i].Factor, s_frequencies[f], s_voltages[v], i, errors[i]));
                        }
                    }
                }
            }

            return result;
        }
    }
}
