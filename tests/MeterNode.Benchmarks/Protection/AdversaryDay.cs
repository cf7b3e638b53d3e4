using System.Globalization;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What an adversary achieved in a day.</summary>
    /// <param name="Seed">The day's seed.</param>
    /// <param name="Home">What the home's day came to.</param>
    /// <param name="Judge">Who counted.</param>
    /// <param name="Orders">Orders given.</param>
    internal sealed record AdversaryDay(ulong Seed, DayResult Home, AdversaryJudge Judge, long Orders)
    {
        /// <summary>The node spends part of the time-current budget, never all of it.</summary>
        public const double MostBudgetShare = 0.9;

        /// <summary>Invariants broken, each counted once.</summary>
        public int Violations => Judge.Violations.Count;

        /// <summary>Plays the day of a seed.</summary>
        public static AdversaryDay Play(ulong seed)
        {
            var day = RandomHome.Create(seed);
            var controller = new AdversaryController(day.Home, seed);
            var result = new DaySimulation(day, controller).Run();

            // Nobody can protect a supply through a contact that does not open.
            if (result.PeakBudgetShare > MostBudgetShare && day.Nasty != NastyDay.WeldedContact)
            {
                controller.Judge.Break("device budget " + result.PeakBudgetShare.ToString("0.000", CultureInfo.InvariantCulture), 0, Mains.DayMs);
            }

            return new AdversaryDay(seed, result, controller.Judge, controller.Adversary.Orders);
        }

        /// <summary>What was broken, in a line; empty for nothing.</summary>
        public string Describe()
        {
            return Violations == 0 ? string.Empty : "seed " + Seed + ": " + string.Join(", ", Judge.Violations) + "; first " + string.Join("; ", Judge.Firsts);
        }
    }
}
