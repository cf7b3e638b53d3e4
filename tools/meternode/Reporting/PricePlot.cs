using System;
using System.Collections.Generic;
using MeterNode.Cli.Simulation;
using ScottPlot;

namespace MeterNode.Cli.Reporting
{
    /// <summary>Import and export prices over the run.</summary>
    internal static class PricePlot
    {
        internal const int Height = 300;

        /// <summary>Makes the plot.</summary>
        internal static Plot Create(ReportData data, PriceTimeline prices)
        {
            var plot = PlotStyle.Create("Prices", PriceTimeline.Unit + "/kWh", data);
            var hours = new List<double>();
            var import = new List<double>();
            var export = new List<double>();
            var end = data.StartUtc + data.Length;
            foreach (var slot in prices.Between(data.StartUtc, end))
            {
                hours.Add(Math.Max(0, (slot.StartUtc - data.StartUtc).TotalHours));
                import.Add(slot.ImportPence);
                export.Add(slot.ExportPence);
            }

            hours.Add(data.Length.TotalHours);
            import.Add(import[^1]);
            export.Add(export[^1]);
            Steps(plot, hours, import, "import", Color.FromHex("#332288"));
            Steps(plot, hours, export, "export", Color.FromHex("#CC6677"));
            PlotStyle.FitHeight(plot);
            PlotStyle.LegendBeside(plot);
            return plot;
        }

        private static void Steps(Plot plot, List<double> hours, List<double> prices, string name, Color color)
        {
            var line = plot.Add.Scatter(hours, prices, color);
            line.ConnectStyle = ConnectStyle.StepHorizontal;
            line.MarkerSize = 0;
            line.LineWidth = 2;
            line.LegendText = name;
        }
    }
}
