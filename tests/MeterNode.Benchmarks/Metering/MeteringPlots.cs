using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Benchmarks.Metering.Scenarios;
using ScottPlot;

namespace MeterNode.Benchmarks.Metering
{
    /// <summary>Draws the results.</summary>
    internal static class MeteringPlots
    {
        public static void Draw(string folder, List<ClassPoint> points)
        {
            Directory.CreateDirectory(folder);
            DrawTable(Path.Combine(folder, "metering-error.png"), points);
            DrawConvergence(Path.Combine(folder, "metering-convergence.png"));
        }

        private static void DrawTable(string file, List<ClassPoint> points)
        {
            var plot = new Plot();
            double offset = -0.03;
            foreach (double factor in new[] { 1.0, 0.5, 0.8 })
            {
                var own = points.Where(point => point.PowerFactor == factor).ToList();
                var marks = plot.Add.Markers(own.Select(point => Math.Log10(point.CurrentA) + offset).ToArray(), own.Select(point => point.ErrorPercent).ToArray());
                marks.MarkerSize = 3;
                marks.LegendText = factor == 1 ? "PF 1" : factor == 0.5 ? "PF 0.5 inductive" : "PF 0.8 capacitive";
                offset += 0.03;
            }

            double[] currents = { 0.5, 0.9999, 1, 1.9999, 2, 100 };
            foreach (double sign in new[] { 1.0, -1 })
            {
                var one = plot.Add.ScatterLine(currents.Select(Math.Log10).ToArray(), currents.Select(a => sign * ClassLimits.Class1(a, 1)).ToArray(), Colors.Red);
                var half = plot.Add.ScatterLine(currents.Select(Math.Log10).ToArray(), currents.Select(a => sign * ClassLimits.Class05S(a, 1)).ToArray(), Colors.Orange);
                one.LegendText = sign > 0 ? "class 1, PF 1" : "";
                half.LegendText = sign > 0 ? "class 0.5 S, PF 1" : "";
            }

            plot.Axes.Bottom.SetTicks(new[] { 0.5, 1, 2, 5, 10, 20, 50, 100 }.Select(Math.Log10).ToArray(), new[] { "0.5", "1", "2", "5", "10", "20", "50", "100" });
            plot.XLabel("current, A (Ib 10 A, Imax 100 A)");
            plot.YLabel("error of the active energy over 60 s, %");
            plot.Title("Every seed, circuit, voltage and frequency");
            plot.Axes.SetLimitsY(-1.7, 1.7);
            plot.ShowLegend(Alignment.UpperRight);
            plot.SavePng(file, 1000, 640);
        }

        private static void DrawConvergence(string file)
        {
            var plot = new Plot();
            const int Seconds = 60;
            foreach (double factor in new[] { 1.0, 0.5 })
            {
                var squares = new double[Seconds];
                const int Seeds = 12;
                for (int seed = 1; seed <= Seeds; seed++)
                {
                    var parts = new NodeParts(seed, ClassTable.Circuits);
                    var loads = EnergyRun.Everywhere(ClassTable.Circuits, () => new TrueLoad(230, 50, 10, factor));
                    var sums = new double[ClassTable.Circuits];
                    int second = 0;
                    EnergyRun.Errors(parts, NodeCalibration.Of(parts).Settings(), loads, Seconds, perSecond: errors =>
                    {
                        second++;
                        for (int i = 0; i < sums.Length && second <= Seconds; i++)
                        {
                            sums[i] += errors[i];
                            double mean = sums[i] / second;
                            squares[second - 1] += mean * mean / (Seeds * sums.Length);
                        }
                    });
                }

                var line = plot.Add.ScatterLine(Enumerable.Range(1, Seconds).Select(s => Math.Log10(s)).ToArray(), squares.Select(s => 0.5 * Math.Log10(s)).ToArray());
                line.LegendText = factor == 1 ? "PF 1" : "PF 0.5 inductive";
            }

            var plain = plot.Add.ScatterLine(
                Enumerable.Range(1, Seconds).Select(s => Math.Log10(s)).ToArray(), Enumerable.Range(1, Seconds).Select(s => Math.Log10(70 / Math.Sqrt(66.0 * s))).ToArray(), Colors.Gray);
            plain.LegendText = "mean of products, 0.7/√N";
            plot.Axes.Bottom.SetTicks(new[] { 1, 2, 5, 10, 20, 60 }.Select(s => Math.Log10(s)).ToArray(), new[] { "1", "2", "5", "10", "20", "60" });
            plot.Axes.Left.SetTicks(new[] { 0.01, 0.03, 0.1, 0.3, 1, 3, 10 }.Select(Math.Log10).ToArray(), new[] { "0.01", "0.03", "0.1", "0.3", "1", "3", "10" });
            plot.XLabel("time, s");
            plot.YLabel("rms error of the energy, %");
            plot.Title("Convergence at 10 A, calibrated nodes");
            plot.ShowLegend(Alignment.UpperRight);
            plot.SavePng(file, 1000, 640);
        }
    }
}
