using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// Reaction times over seeds, on a quiet board and with stalls of 300 ms, 1 s and 3 s that begin shortly before the overload: with
    /// a stall the limit is longer by what of it is left when the overload comes.
    /// </summary>
    internal static class Reaction
    {
        private const double MostMs3x = 200;
        private const double MostMs16 = 1000;

        private static readonly int[] s_stallsMs = { 300, 1000, 3000 };

        /// <summary>Runs them.</summary>
        /// <param name="seeds">How many seeds for each case.</param>
        /// <param name="firstSeed">The first of them.</param>
        /// <param name="json">Where the figures go.</param>
        /// <returns>Whether every limit is kept.</returns>
        public static bool Run(int seeds, int firstSeed, Dictionary<string, object> json)
        {
            var table = new Table().Title("overload to open contacts, ms, longest of " + seeds + " seeds; limits " + Text(MostMs3x) + " and " + Text(MostMs16) + " beyond the stall")
                .AddColumns("stall", "3 x rating", "beyond", "1.6 x rating", "beyond");
            bool ok = Row(table, 0, seeds, firstSeed, json);
            foreach (int stallMs in s_stallsMs)
            {
                ok &= Row(table, stallMs, seeds, firstSeed, json);
            }

            AnsiConsole.Write(table);
            return ok;
        }

        private static bool Row(Table table, int stallMs, int seeds, int firstSeed, Dictionary<string, object> json)
        {
            var worst3 = Worst(3, stallMs, seeds, firstSeed);
            var worst16 = Worst(1.6, stallMs, seeds, firstSeed);
            string suffix = stallMs == 0 ? string.Empty : "_beyond_stall_" + stallMs + "ms";
            json["reaction_ms_3x" + suffix] = worst3.Beyond;
            json["reaction_ms_1_6x" + suffix] = worst16.Beyond;
            table.AddRow(
                stallMs == 0 ? "none" : stallMs + " ms",
                Text(worst3.Longest),
                Text(worst3.Beyond),
                Text(worst16.Longest),
                Text(worst16.Beyond));
            return worst3.Beyond <= MostMs3x && worst16.Beyond <= MostMs16;
        }

        /// <summary>The longest reaction, and the longest beyond what was left of the stall.</summary>
        private static (double Longest, double Beyond) Worst(double multiple, int stallMs, int seeds, int firstSeed)
        {
            double longest = 0;
            double beyond = 0;
            for (int seed = firstSeed; seed < firstSeed + seeds; seed++)
            {
                // The stall begins between just now and just before its own end.
                var stall = TimeSpan.FromMilliseconds(stallMs);
                var lead = TimeSpan.FromMilliseconds(stallMs * ((seed * 37) % 100) / 110.0);
                double reaction = ReactionRun.Milliseconds(multiple, seed, stall, lead);
                longest = Math.Max(longest, reaction);
                beyond = Math.Max(beyond, reaction - (stall - lead).TotalMilliseconds);
            }

            return (longest, beyond);
        }

        private static string Text(double ms)
        {
            return ms.ToString("0", CultureInfo.InvariantCulture);
        }
    }
}
