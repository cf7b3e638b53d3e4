using MeterNode.Board.Commands;
using MeterNode.Board.Counters;
using MeterNode.Board.Files;
using MeterNode.Board.Planning;
using MeterNode.Services.Brokers;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Planning;
using MeterNode.Services.Storage;
using MeterNode.Services.Tariffs;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>Everything that a node keeps on its flash, at the rates at which it writes.</summary>
    internal static class FlashUse
    {
        public const int PeriodsADay = (int)(MsADay / CounterStore.PeriodMs);
        public const double DaysAYear = 365.25;

        private const long MsADay = 86_400_000;

        // Of the owner, every day: what only happens by hand, and more often than any hand does it.
        private const int StartsADay = 4;
        private const int SettingsADay = 1;
        private const int CommandsADay = 24;

        // When the node has got another id, before the new entities are announced, and when the dropped ones were taken back for good.
        private const int AnnouncedSaves = 3;

        // Certificates and keys as provisioned have 1 or 2 kB each; the key of commands is one line.
        private const int CertificateFiles = 3;
        private const int CertificateBytes = 4096;
        private const int CommandKeyFileBytes = 65;

        // With EventsAnAppend of about 40 bytes each.
        private const int EventBatchBytes = 160;
        private const int EventsAnAppend = 3;

        /// <summary>The budget of a node whose events and counters are written as often as they may be, all year.</summary>
        /// <param name="fileSystemKb">Its file system, kB.</param>
        /// <param name="circuits">Its circuits; it has as many loads.</param>
        /// <param name="hasContract">Whether it keeps to a contract power.</param>
        public static StorageBudget Of(int fileSystemKb, int circuits, bool hasContract = false)
        {
            var sizes = new FlashSizes(circuits, hasContract);
            var space = new OutboxSpace(fileSystemKb, circuits);
            var limits = new LogLimits();
            var budget = new StorageBudget(fileSystemKb * 1024);
            budget.AddRecord(sizes.CounterBytes, (1 + (1.0 / CounterStore.RegainPeriods(fileSystemKb))) * PeriodsADay * DaysAYear);
            budget.AddRecord(sizes.IdentityBytes, StartsADay * DaysAYear);
            budget.AddRecord(PriceTable.MostBytes, PlanStore.PriceSavesADay * DaysAYear);
            budget.AddRecord(Planner.MostBytes, MsADay / PlanStore.PlanSavePeriodMs * DaysAYear);

            // A command with settings: on their way, in the owner's file, as the last good ones in two files, and announced.
            budget.AddRecord(CommandKeyStore.RecordBytes, CommandKeyStore.SavesACommand * CommandsADay * DaysAYear);
            budget.AddFile(RecordFormat.HeaderBytes + sizes.SettingsBytes, SettingsADay * DaysAYear);
            budget.AddFile(sizes.SettingsBytes, SettingsADay * DaysAYear);
            budget.AddFile(RecordFormat.HeaderBytes + sizes.SettingsBytes, SettingsADay * DaysAYear / 2);
            budget.AddFile(RecordFormat.HeaderBytes + sizes.SettingsBytes, SettingsADay * DaysAYear / 2);
            budget.AddRecord(sizes.AnnouncedBytes, AnnouncedSaves * SettingsADay * DaysAYear);
            budget.AddFile(CommandKeyFileBytes, 0);
            for (int i = 0; i < CertificateFiles; i++)
            {
                budget.AddFile(CertificateBytes, 0);
            }

            // The note of the broker that the board is with: no more than its allowance, which a home's link needs a tenth of.
            budget.AddRecord(RestartMemory.MostBytes, MsADay / RestartMemory.SaveRegainMs * DaysAYear);
            int intervalBytes = LogFormat.HeaderBytes + sizes.IntervalBytes;
            budget.AddLog(OutboxSpace.SegmentBytes, space.IntervalSegments, limits.MostBatches, intervalBytes, PeriodsADay * DaysAYear);
            budget.AddRecord(LogFiles.StateBytes, (double)PeriodsADay / limits.AcknowledgeEvery * DaysAYear);
            double appendsADay = (double)MsADay / space.AppendRegainMs;
            budget.AddLog(OutboxSpace.SegmentBytes, space.EventSegments, limits.MostBatches, EventBatchBytes, appendsADay * DaysAYear);
            budget.AddRecord(LogFiles.StateBytes, appendsADay * EventsAnAppend / limits.AcknowledgeEvery * DaysAYear);
            return budget;
        }
    }
}
