using MeterNode.System.Tests.Storage;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>For how long the outbox keeps the intervals of 8 circuits.</summary>
    internal static class CapacitySection
    {
        private const double LeastDays = 30;

        public static void Run(Figures figures)
        {
            foreach (var (kb, key) in new[] { (256, "256k"), (2048, "2m") })
            {
                var (plain, all) = OfflineLog.Days(kb);
                figures.Add("outbox_plain_days_" + key, kb + " kB: days until the oldest five minutes become hours", plain);
                figures.Add("outbox_days_" + key, kb + " kB: days until the oldest is dropped", all);
                figures.Require("outbox_lasts_" + key, kb + " kB: at least " + LeastDays + " days", all >= LeastDays);
            }
        }
    }
}
