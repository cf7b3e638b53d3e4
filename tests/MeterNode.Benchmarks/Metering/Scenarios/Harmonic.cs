using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;
using MeterNode.Benchmarks.Metering.Rig;
using VirtualHome.Waveforms;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>Distorted loads: the harmonic influence test, dimmers and rectifiers, and recorded appliances.</summary>
    public static class Harmonic
    {
        private const int Circuits = ClassTable.Circuits;
        private const double LeastW = 50;

        /// <summary>
        /// IEC 62053-21, 8.2.1: 5th harmonic of 10 % in the voltage and 40 % in the current, in phase at the zero crossing.
        /// </summary>
        /// <returns>Largest variation of the error against sines, percentage points.</returns>
        public static double Influence(NodeParts parts, string settings, int seconds)
        {
            // Positive zero crossings together: of cosines at angle 0 the 5th harmonic crosses zero rising where the fundamental does.
            double[] sine = EnergyRun.Errors(parts, settings, EnergyRun.Everywhere(Circuits, () => new TrueLoad(230, 50, 50)), seconds);
            double[] distorted = EnergyRun.Errors(
                parts, settings, EnergyRun.Everywhere(Circuits, () => new TrueLoad(230, 50, 50).WithVoltage(5, 0.1, 0).WithCurrent(5, 0.4, 0)), seconds);
            double worst = 0;
            for (int i = 0; i < Circuits; i++)
            {
                worst = Math.Max(worst, Math.Abs(distorted[i] - sine[i]));
            }

            return worst;
        }

        /// <summary>Dimmers at three angles and rectifiers of three sizes at once, on a mains of 3 % 5th and 2 % 7th harmonic.</summary>
        /// <returns>Largest error of the energy, %.</returns>
        public static double DimmersAndRectifiers(NodeParts parts, string settings, int seconds)
        {
            var loads = new TrueLoad[Circuits];
            for (int i = 0; i < Circuits; i++)
            {
                var shape = i % 2 == 0 ? LoadShapes.PhaseCut(45 + (20 * i)) : LoadShapes.Rectifier;
                loads[i] = new TrueLoad(230, 50, 1).WithVoltage(5, 0.03, 170).WithVoltage(7, 0.02, 30).WithShape(shape, 300 * (i + 1));
            }

            return Worst(EnergyRun.Errors(parts, settings, loads, seconds));
        }

        /// <summary>Recorded currents of 50 W and more, their harmonics to the 9th included, as waveforms; six at once.</summary>
        /// <param name="parts">The node's parts.</param>
        /// <param name="settings">Its settings.</param>
        /// <param name="csv">The recording, one row a second.</param>
        /// <param name="rows">How many rows, spread over the recording.</param>
        /// <param name="seconds">For how long each is held.</param>
        /// <returns>Largest error of the energy, %.</returns>
        public static double Appliances(NodeParts parts, string settings, string csv, int rows, int seconds)
        {
            var recorded = Read(csv, parts.Seed);
            double worst = 0;
            for (int first = 0; first < rows; first += Circuits)
            {
                var loads = new TrueLoad[Circuits];
                for (int i = 0; i < Circuits; i++)
                {
                    loads[i] = recorded[(int)((long)(first + i) * recorded.Count / (rows + Circuits))];
                }

                worst = Math.Max(worst, Worst(EnergyRun.Errors(parts, settings, loads, seconds)));
            }

            return worst;
        }

        private static double Worst(double[] errors)
        {
            double worst = 0;
            foreach (double error in errors)
            {
                worst = Math.Max(worst, Math.Abs(error));
            }

            return worst;
        }

        private static List<TrueLoad> Read(string csv, int seed)
        {
            var loads = new List<TrueLoad>();
            var random = new Random(seed);
            string[] lines = File.ReadAllLines(csv);
            for (int i = 1; i < lines.Length; i++)
            {
                string[] cells = lines[i].Split(',');
                double Cell(int column) => double.Parse(cells[column], CultureInfo.InvariantCulture);
                double activeW = Cell(3);
                double fundamentalA = Cell(6);
                if (activeW < LeastW || fundamentalA <= 0)
                {
                    continue;
                }

                // One voltage for all six: power and fundamental give the angle, the sign of the reactive power its side. The
                // recording has no angles of harmonics: they are drawn.
                var load = new TrueLoad(230, 50, fundamentalA, Math.Min(1, activeW / (Cell(2) / Cell(1)) / fundamentalA), Cell(4) < 0);
                for (int k = 1; k <= 4; k++)
                {
                    load.Current[k] = Complex.FromPolarCoordinates(Math.Sqrt(2) * Cell(6 + k), random.NextDouble() * Math.Tau);
                }

                loads.Add(load);
            }

            return loads;
        }
    }
}
