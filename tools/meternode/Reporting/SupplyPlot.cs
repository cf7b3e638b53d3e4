using System;
using MeterNode.Cli.Views;
using ScottPlot;

namespace MeterNode.Cli.Reporting
{
    /// <summary>The supply's current against its limit: what a fuse feels, and the highest moment of each bin.</summary>
    internal static class SupplyPlot
    {
        /// <summary>Makes the plot.</summary>
        internal static Plot Create(ReportData data)
        {
            double limitA = data.Settings.Supply.LimitA;
            var bins = new Bins(data.History.TimesS);
            var plot = PlotStyle.Create("Supply current against its limit (true)", "A rms", data);

            var peaks = bins.Highest(data.History.PeakSupplyA);
            var highest = plot.Add.FillY(bins.Hours, new double[peaks.Length], peaks);
            highest.FillColor = Color.FromHex("#88CCEE");
            highest.LineWidth = 0;
            highest.MarkerSize = 0;
            highest.LegendText = Tables.Format($"highest in {bins.PeriodS:0} s");

            var mean = plot.Add.Scatter(bins.Hours, bins.Mean(data.History.SupplyA), Color.FromHex("#332288"));
            mean.MarkerSize = 0;
            mean.LineWidth = 1.2f;
            mean.LegendText = Tables.Format($"mean of {bins.PeriodS:0} s");

            var limit = plot.Add.HorizontalLine(limitA, 2, PlotStyle.Limit, LinePattern.Dashed);
            limit.LegendText = Tables.Format($"limit, {limitA:0} A");

            AddExcess(plot, bins.Hours, peaks, limitA);
            plot.Axes.SetLimitsY(0, Math.Max(limitA, Highest(peaks)) * 1.08);
            PlotStyle.LegendBeside(plot);
            return plot;
        }

        /// <summary>Marks what is above the limit: it lasts some tenths of a second and would be lost in a line.</summary>
        private static void AddExcess(Plot plot, double[] hours, double[] peaks, double limitA)
        {
            bool any = false;
            for (int i = 0; i < peaks.Length; i++)
            {
                if (peaks[i] > limitA)
                {
                    any = true;
                    var stem = plot.Add.Line(hours[i], limitA, hours[i], peaks[i]);
                    stem.Color = PlotStyle.Limit;
                    stem.LineWidth = 1;
                    stem.MarkerSize = 0;
                    plot.Add.Marker(hours[i], peaks[i], MarkerShape.FilledCircle, 6, PlotStyle.Limit);
                }
            }

            if (any)
            {
                plot.Legend.ManualItems.Add(new LegendItem
                {
                    LabelText = "above the limit",
                    MarkerShape = MarkerShape.FilledCircle,
                    MarkerSize = 6,
                    MarkerColor = PlotStyle.Limit,
                });
            }
        }

        private static double Highest(double[] values)
        {
            double highest = 0;
            foreach (double each in values)
            {
                highest = Math.Max(highest, each);
            }

            return highest;
        }
    }
}
