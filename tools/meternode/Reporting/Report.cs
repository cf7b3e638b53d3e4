using System.Collections.Generic;
using System.IO;
using System.Text;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Simulation;

namespace MeterNode.Cli.Reporting
{
    /// <summary>Writes the report of a run: pictures, and a page that shows them.</summary>
    internal static class Report
    {
        /// <summary>The page's name.</summary>
        internal const string PageName = "index.html";

        /// <summary>Writes it; the page last, so that it never shows pictures of another run.</summary>
        /// <param name="folder">Where to.</param>
        /// <param name="data">What is in the pictures.</param>
        /// <param name="result">The figures.</param>
        /// <returns>The path of the page.</returns>
        internal static string Write(string folder, ReportData data, SimulationResult result)
        {
            var pictures = new List<Picture>
            {
                new Picture("power.png", "Power by circuit over time", PlotStyle.Draw(PowerPlot.Create(data))),
                new Picture("supply.png", "Supply current over time, with its limit", PlotStyle.Draw(SupplyPlot.Create(data))),
            };
            if (RelayPlot.Count(data) > 0)
            {
                pictures.Add(new Picture("relays.png", "When the loads' contacts were closed", PlotStyle.Draw(RelayPlot.Create(data), RelayPlot.Height(data))));
            }

            if (data.Prices is not null)
            {
                pictures.Add(new Picture("prices.png", "Prices over time", PlotStyle.Draw(PricePlot.Create(data, data.Prices), PricePlot.Height)));
            }

            foreach (var each in pictures)
            {
                OutputPath.Write(Path.Combine(folder, each.FileName), each.Png);
            }

            string page = Path.Combine(folder, PageName);
            OutputPath.Write(page, Encoding.UTF8.GetBytes(ReportPage.Create(data, result, pictures)));
            return page;
        }
    }
}
