using System.Collections.Generic;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace MeterNode.Cli.Reporting
{
    /// <summary>
    /// The loads' contacts over time: a band for each, filled while it is closed, marked while protection keeps it open. A load that
    /// is only told its power has no contact, and no band.
    /// </summary>
    internal static class RelayPlot
    {
        private const double HalfBand = 0.36;

        private static readonly Color s_closed = Color.FromHex("#44AA99");
        private static readonly Color s_open = Color.FromHex("#EEEEEE");

        /// <summary>Its height: a row for each contact.</summary>
        internal static int Height(ReportData data)
        {
            return 130 + (34 * Count(data));
        }

        /// <summary>How many loads have a contact; without one there is nothing to plot.</summary>
        internal static int Count(ReportData data)
        {
            int count = 0;
            for (int i = 0; i < data.Settings.Loads.Length; i++)
            {
                count += data.History.Closed(i) is null ? 0 : 1;
            }

            return count;
        }

        /// <summary>Makes the plot.</summary>
        internal static Plot Create(ReportData data)
        {
            var loads = data.Settings.Loads;
            var plot = PlotStyle.Create("Loads: contacts closed and open (true)", string.Empty, data);
            var names = new NumericManual();
            double hours = data.Length.TotalHours;
            int rows = Count(data);
            int row = rows;
            for (int i = 0; i < loads.Length; i++)
            {
                if (data.History.Closed(i) is not { } closed)
                {
                    continue;
                }

                row--;
                names.AddMajor(row, loads[i].Name);
                Band(plot, 0, hours, row, s_open);
                AddClosed(plot, data, closed, row);
                foreach (var (fromS, toS) in data.Sheddings[i])
                {
                    Band(plot, fromS / 3600, toS / 3600, row, PlotStyle.Limit);
                }
            }

            plot.Axes.Left.TickGenerator = names;
            plot.Axes.Left.MajorTickStyle.Length = 0;
            plot.Grid.YAxisStyle.IsVisible = false;
            plot.Axes.SetLimits(0, hours, -0.6, rows - 0.4);
            PlotStyle.AddToLegend(plot, "closed", s_closed);
            PlotStyle.AddToLegend(plot, "open", s_open);
            PlotStyle.AddToLegend(plot, "kept off by\nprotection", PlotStyle.Limit);
            PlotStyle.LegendBeside(plot);
            return plot;
        }

        private static void AddClosed(Plot plot, ReportData data, IReadOnlyList<bool> closed, double row)
        {
            var times = data.History.TimesS;
            int from = -1;
            for (int i = 0; i <= times.Count; i++)
            {
                bool now = i < times.Count && closed[i];
                if (now && from < 0)
                {
                    from = i;
                }
                else if (!now && from >= 0)
                {
                    double end = i < times.Count ? times[i] / 3600 : data.Length.TotalHours;
                    Band(plot, times[from] / 3600, end, row, s_closed);
                    from = -1;
                }
            }
        }

        private static void Band(Plot plot, double from, double to, double row, Color color)
        {
            var band = plot.Add.Rectangle(from, to, row - HalfBand, row + HalfBand);
            band.FillColor = color;
            band.LineWidth = 0;
        }
    }
}
