using System.Collections.Generic;
using MeterNode.Cli.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Shows a result on the terminal.</summary>
    internal static class SummaryTable
    {
        private const int ProblemsShown = 20;

        /// <summary>Makes the table.</summary>
        internal static IReadOnlyList<IRenderable> Create(SimulationResult result)
        {
            var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
            table.AddColumn(new TableColumn(string.Empty) { NoWrap = true }).AddColumn(string.Empty);
            foreach (var (name, value) in SummaryLines.Of(result))
            {
                var style = name != "Result" ? Style.Plain : new Style(result.Ok ? Color.Green : Color.Red, decoration: Decoration.Bold);
                table.AddRow(new Text(name), new Text(value, style));
            }

            var parts = new List<IRenderable> { table };
            AddList(parts, "Violations", result.Violations);
            AddList(parts, "Problems", result.Problems);
            return parts;
        }

        private static void AddList(List<IRenderable> parts, string title, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
            {
                return;
            }

            parts.Add(new Text(title + ":", new Style(Color.Red)));
            for (int i = 0; i < lines.Count && i < ProblemsShown; i++)
            {
                parts.Add(new Text("  " + lines[i]));
            }

            if (lines.Count > ProblemsShown)
            {
                parts.Add(new Text(Tables.Format($"  and {lines.Count - ProblemsShown} more")));
            }
        }
    }
}
