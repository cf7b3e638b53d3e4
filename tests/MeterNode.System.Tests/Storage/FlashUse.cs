using MeterNode.Core.Grid;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>Everything that a node keeps on its flash, at the rates at which it writes.</summary>
    internal static class FlashUse
    {
        public const int PeriodsADay = 288;
        public const double DaysAYear = 365.25;

        private const int NameBytes = 11;

        /// <summary>The budget of a node whose events are written as often as they may be, all year.</summary>
        /// <param name="fileSystemKb">Its file system, kB.</param>
        /// <param name="circuits">Its circuits; it has as many loads.</param>
        /// <param name="savesAPeriod">Saves of the counters in five minutes.</param>
        /// <param name="hasContract">Whether it keeps to a contract power.</param>
        public static StorageBudget Of(int fileSystemKb, int circuits, int savesAPeriod = 1, bool hasContract = false)
        {
            var space = new OutboxSpace(fileSystemKb, circuits, hasContract);
            var budget = new StorageBudget(fileSystemKb * 1024);

            // A circuit: name, 7 + 1 + 6 + 6 bytes of registers after ten years; a load: name, wear, five starts; the rest, and the contract's window.
            int counters = (circuits * (4 + 20)) + (circuits * (4 + 3 + 1 + 10)) + 3 + 6 + 56 + 1 + (hasContract ? 2 * SettlementAverage.Buckets : 0);
            budget.AddRecord(counters, savesAPeriod * PeriodsADay * DaysAYear);

            // The outbox's identity, with every change of the circuits' names that it knows.
            budget.AddRecord((CircuitNames.Most * circuits * NameBytes) + 60, 4 * DaysAYear);
            budget.AddRecord(1500, 4 * DaysAYear);
            budget.AddRecord(600, 24 * DaysAYear);
            budget.AddFile(3000);
            budget.AddFile(3000);
            budget.AddLog(OutboxSpace.SegmentBytes, space.IntervalSegments, 12, circuits > 8 ? 150 : 80, PeriodsADay * DaysAYear);
            budget.AddRecord(32, PeriodsADay / 12 * DaysAYear);
            double appendsADay = 86_400_000.0 / space.AppendRegainMs;
            budget.AddLog(OutboxSpace.SegmentBytes, space.EventSegments, 12, 160, appendsADay * DaysAYear);
            budget.AddRecord(32, appendsADay / 4 * DaysAYear);
            return budget;
        }
    }
}
