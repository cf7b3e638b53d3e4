using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>Days in an adversary's hands: whether any order from outside breaks protection, grid rules or equipment, or moves a street at once.</summary>
    internal static class AdversaryBenchmark
    {
        private const int MostShown = 20;

        /// <summary>Runs them.</summary>
        /// <param name="days">How many days.</param>
        /// <param name="seed">Seed of the first.</param>
        /// <param name="json">Where the figures go.</param>
        /// <returns>Whether every invariant held.</returns>
        public static bool Run(int days, ulong seed, Dictionary<string, object> json)
        {
            var watch = Stopwatch.StartNew();
            var results = new AdversaryDay[days];
            Parallel.For(0, days, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = AdversaryDay.Play(seed + (ulong)i));
            int violations = results.Sum(day => day.Violations);
            Console.WriteLine(
                "adversary: " + days + " days, " + results.Sum(day => day.Orders).ToString("N0", CultureInfo.InvariantCulture) + " orders, "
                + results.Sum(day => day.Judge.Operations) + " operations; invariants broken: " + violations
                + "; device budget spent, peak: " + results.Where(day => day.Home.Nasty != NastyDay.WeldedContact).Select(day => day.Home.PeakBudgetShare).DefaultIfEmpty().Max().ToString("0.000", CultureInfo.InvariantCulture)
                + "; " + watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s");
            foreach (var day in results.Where(day => day.Violations > 0).Take(MostShown))
            {
                Console.WriteLine("broken: " + day.Describe());
            }

            json["adversary_days"] = days;
            json["adversary_violations"] = violations;
            return AdversaryStreet.Run(json) & violations == 0;
        }
    }
}
