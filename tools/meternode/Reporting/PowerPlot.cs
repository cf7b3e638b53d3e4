using System;
using System.Collections.Generic;
using MeterNode.Cli.Views;
using ScottPlot;

namespace MeterNode.Cli.Reporting
{
    /// <summary>Power by circuit, one on top of the other: what is used above zero, what is delivered below; the supply is what is left.</summary>
    internal static class PowerPlot
    {
        private const double WPerKW = 1000;

        /// <summary>Makes the plot.</summary>
        internal static Plot Create(ReportData data)
        {
            var bins = new Bins(data.History.TimesS);
            var plot = PlotStyle.Create(Tables.Format($"Power by circuit (true, means over {bins.PeriodS:0} s)"), "kW", data);
            var above = new double[bins.Hours.Length];
            var below = new double[bins.Hours.Length];
            int supply = data.Settings.SupplyCircuit;
            var legend = new List<(string Name, Color Color)>();
            foreach (int circuit in Steadiest(data, bins, supply))
            {
                var power = bins.Mean(data.History.PowerW(circuit));
                var color = PlotStyle.Of(circuit < supply ? circuit : circuit - 1);
                bool uses = Stack(plot, bins.Hours, power, above, 1, color);
                bool delivers = Stack(plot, bins.Hours, power, below, -1, color);

                // Read from the top down: what is used, the last on top; then what only delivers.
                legend.Insert(uses || !delivers ? 0 : legend.Count, (data.Settings.Circuits[circuit].Name, color));
            }

            var total = plot.Add.Scatter(bins.Hours, Array.ConvertAll(bins.Mean(data.History.PowerW(supply)), each => each / WPerKW), PlotStyle.Supply);
            total.MarkerSize = 0;
            total.LineWidth = 1.2f;
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = data.Settings.Supply.Circuit, LineColor = PlotStyle.Supply, LineWidth = 2 });
            foreach (var (name, color) in legend)
            {
                PlotStyle.AddToLegend(plot, name, color);
            }

            var zero = plot.Add.HorizontalLine(0, 1, Color.FromHex("#888888"));
            zero.EnableAutoscale = false;
            PlotStyle.FitHeight(plot);
            PlotStyle.LegendBeside(plot);
            return plot;
        }

        /// <summary>The branch circuits, the steadiest first: what jumps lies on top and leaves the rest readable.</summary>
        private static List<int> Steadiest(ReportData data, Bins bins, int supply)
        {
            var circuits = new List<int>();
            var unrest = new Dictionary<int, double>();
            for (int i = 0; i < data.Settings.Circuits.Length; i++)
            {
                if (i != supply)
                {
                    circuits.Add(i);
                    unrest[i] = Unrest(bins.Mean(data.History.PowerW(i)));
                }
            }

            circuits.Sort((a, b) => unrest[a] != unrest[b] ? unrest[a].CompareTo(unrest[b]) : a.CompareTo(b));
            return circuits;
        }

        private static double Unrest(double[] power)
        {
            double sum = 0;
            for (int i = 1; i < power.Length; i++)
            {
                sum += Math.Abs(power[i] - power[i - 1]);
            }

            return sum;
        }

        /// <summary>Puts the part of a circuit's power that has a sign onto what is there already.</summary>
        /// <returns>Whether there was any.</returns>
        private static bool Stack(Plot plot, double[] hours, double[] power, double[] from, int sign, Color color)
        {
            var to = new double[from.Length];
            bool any = false;
            for (int i = 0; i < to.Length; i++)
            {
                double part = Math.Max(0, sign * power[i]) / WPerKW;
                any |= part > 0.001;
                to[i] = from[i] + (sign * part);
            }

            if (any)
            {
                var fill = plot.Add.FillY(hours, from, to);
                fill.FillColor = color;
                fill.LineWidth = 0;
                fill.MarkerSize = 0;
                Array.Copy(to, from, to.Length);
            }

            return any;
        }
    }
}
