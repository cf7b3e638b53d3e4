using System.Collections.Generic;
using MeterNode.Cli.Views;

namespace MeterNode.Cli.Simulation
{
    /// <summary>The figures of a result as people read them; for the terminal and for the report.</summary>
    internal static class SummaryLines
    {
        /// <summary>Names and values.</summary>
        internal static IReadOnlyList<(string Name, string Value)> Of(SimulationResult result)
        {
            var lines = new List<(string, string)>
            {
                ("Result", result.Ok ? "ok" : "not ok"),
                ("Run", Tables.Format($"{result.Hours:0.####} h from {result.Start}, seed {result.Seed}")),
                ("Import", Tables.Format($"{result.EnergyImportWh / 1000:0.000} kWh{Measured(result.MeasuredImportWh, result.EnergyImportWh)}")),
                ("Export", Tables.Format($"{result.EnergyExportWh / 1000:0.000} kWh{Measured(result.MeasuredExportWh, result.EnergyExportWh)}")),
                ("Supply", Tables.Format($"peak {result.PeakImportA:0.0} A, limit {result.LimitA:0} A")),
                ("Overloads", Tables.Format($"{result.Overloads}, the longest {result.LongestOverloadS:0.00} s")),
                ("Loads shed", Tables.Format($"{result.ShedEvents} times")),
                ("Relay operations", Counts(result.RelayOperations)),
                ("Events", Counts(result.Events)),
                ("Messages", Tables.Format($"{result.MessagesPublished} published, {result.ConnectionsLost} connections lost")),
                ("Starts", Tables.Format($"{result.Boots}, {result.WatchdogResets} of them by the watchdog")),
            };
            if (result.Cost is double cost)
            {
                string parts = Tables.Format($"{result.CostImport:0.0} for import, {result.CostExport:0.0} earned by export");
                lines.Insert(4, ("Cost", Tables.Format($"{cost:0.0} {result.CostUnit}: {parts}")));
            }

            lines.Add(("Real time", Tables.Format($"{result.WallS:0.0} s, {(result.WallS > 0 ? result.Hours * 3600 / result.WallS : 0):0} x real time")));
            return lines;
        }

        private static string Measured(double? measuredWh, double trueWh)
        {
            if (measuredWh is not double wh)
            {
                return string.Empty;
            }

            // The percentage of next to nothing means nothing.
            string error = trueWh >= 100 ? Tables.Format($", {(wh - trueWh) / trueWh:+0.00 %;-0.00 %}") : string.Empty;
            return Tables.Format($"; the node says {wh / 1000:0.000}{error}");
        }

        private static string Counts(IReadOnlyDictionary<string, int> counts)
        {
            var parts = new List<string>();
            foreach (var each in counts)
            {
                parts.Add(Tables.Format($"{each.Key} {each.Value}"));
            }

            return parts.Count > 0 ? string.Join(", ", parts) : "none";
        }
    }
}
