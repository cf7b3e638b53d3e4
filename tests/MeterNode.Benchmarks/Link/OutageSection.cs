using System;
using System.Linq;
using MeterNode.System.Tests.Nodes;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>The whole firmware for hours without its broker, with power cuts in between: what arrives afterwards, and what waits for it.</summary>
    internal static class OutageSection
    {
        public static void Run(Figures figures, double hours, int seed)
        {
            var run = OutageRun.OfWholeFirmware(TimeSpan.FromHours(hours), seed);
            var unique = run.Ledger.UniqueIntervals;
            var events = run.Ledger.UniqueEvents;
            figures.Add("durable_records", "intervals stored, of " + run.Boots + " starts", run.Durable);
            figures.Add("lost_records", "stored intervals that never arrived", run.Lost, 0);
            figures.Add("repeated_records", "intervals that arrived again, recognisable by series and number", run.Ledger.Intervals.Count - unique.Count);
            figures.Add("unrecognised_duplicates", "records that arrived again under another number", OutboxLedger.SameContent(unique) + OutboxLedger.SameContent(events), 0);
            figures.Add("out_of_order", "records that arrived after one with a higher number", OutboxLedger.OutOfOrder(unique) + OutboxLedger.OutOfOrder(events), 0);
            figures.Add("uncovered_s", "longest time of one start that no interval covers, s", run.Coverage.Max(each => each.UpS - each.CoveredS), 605);
            figures.Add("events", "events that arrived", events.Count);
            figures.Add("replay_s", "time that the replay took, s", run.ReplayS);
            figures.Add("state_delay_ms", "state later than its period in the replay, most, ms", run.Ledger.StateDelayS(10, run.BackS) * 1000, 1000);
        }
    }
}
