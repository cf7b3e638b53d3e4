using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Tests.Loads;
using MeterNode.Services.Tests.Messaging;
using MeterNode.Core.Tests.Metering;
using MeterNode.Services.Messaging;
using MeterNode.Services.Outboxes;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Outboxes
{
    [TestClass]
    public class FeederTests
    {
        private const string Root = "meternode/test-1/";

        [TestMethod]
        public void Events_OfOneMoment_AreStoredTogetherAndOnlyThenSent()
        {
            var log = new FakeLog();
            var bench = new OutboxBench(log);
            Assert.AreEqual(0, bench.Link.CountOf(Root + "event"));
            bench.Node.Events.Add(10, EventKind.OverLimit, 0, 60000, 0, 70000);
            bench.RunTo(EventFeeder.GatherMs - 10);
            Assert.AreEqual(0, log.Commits);
            bench.RunTo(EventFeeder.GatherMs + 50);
            Assert.AreEqual(1, log.Commits);
            Assert.AreEqual(2, log.Committed);
            Assert.AreEqual(1, bench.Link.CountOf(Root + "event"));
            Assert.IsTrue(bench.Last("event").IndexOf("\"sequence\":1,") > 0, bench.Last("event"));
            Assert.AreEqual(0L, log.Released);
            bench.AcknowledgeAll();
            bench.RunTo(EventFeeder.GatherMs + 100);
            Assert.AreEqual(1L, log.Released);
            Assert.IsTrue(bench.Last("event").IndexOf("\"sequence\":2,") > 0, bench.Last("event"));
        }

        [TestMethod]
        public void Adjustments_OfSixHours_AreStoredInGroups()
        {
            var log = new FakeLog();
            var bench = new OutboxBench(log);
            int added = 1;
            for (long ms = 1000; ms <= 21600000; ms += 10000)
            {
                bench.Node.Events.Add(ms, EventKind.LoadAdjusted, 0, 0, 0, 1400);
                added++;
                bench.RunTo(ms + 300);
                bench.AcknowledgeAll();
            }

            Assert.IsTrue(log.Commits <= 12 + (6 * 6) + 1, log.Commits.ToString());
            Assert.IsTrue(log.Committed > added - 70, log.Committed.ToString());
            Assert.AreEqual(0, bench.Node.Events.Dropped);
        }

        [TestMethod]
        public void ImportantEvent_BesideAdjustments_IsStillStoredAtOnce()
        {
            var log = new FakeLog();
            var bench = new OutboxBench(log);
            for (long ms = 1000; ms <= 1200000; ms += 2000)
            {
                bench.Node.Events.Add(ms, EventKind.LoadAdjusted, 0, 0, 0, 1400);
                bench.RunTo(ms + 300);
            }

            int commits = log.Commits;
            bench.Node.Events.Add(1201000, EventKind.SensorFault, 0, 1, 0, 0);
            bench.RunTo(1201500);
            Assert.AreEqual(commits + 1, log.Commits);
            Assert.AreEqual(602, log.Committed);
        }

        [TestMethod]
        public void Adjustment_WithNobodyListening_WaitsForFiveMinutes()
        {
            var log = new FakeLog();
            var bench = new OutboxBench(log);
            bench.IsOnline = false;
            bench.RunTo(1000);
            int commits = log.Commits;
            bench.Node.Events.Add(1000, EventKind.LoadAdjusted, 0, 0, 0, 1400);
            bench.RunTo(EventFeeder.LongestWaitMs);
            Assert.AreEqual(commits, log.Commits);
            bench.RunTo(EventFeeder.LongestWaitMs + 2000);
            Assert.AreEqual(commits + 1, log.Commits);
        }

        [TestMethod]
        public void BrokenFlash_RecordsGoFromMemoryInAnotherSeriesAfterThreeFailures()
        {
            var log = new FakeLog();
            var bench = new OutboxBench(log);
            bench.RunTo(300);
            bench.AcknowledgeAll();
            log.IsBroken = true;
            bench.Node.Events.Add(400, EventKind.SensorFault, 0, 1, 0, 0);
            bench.RunTo(20000);
            Assert.IsFalse(bench.Events.IsInMemory);
            Assert.IsTrue(bench.Last("event").IndexOf("AAAAAAAA") > 0, bench.Last("event"));
            bench.RunTo(30000);
            Assert.IsTrue(bench.Events.IsInMemory);
            Assert.IsTrue(bench.Last("event").IndexOf("\"series\":\"BBBBBBBB\",\"sequence\":2,") > 0, bench.Last("event"));
            Assert.IsTrue(bench.Last("event").IndexOf("sensor_fault") > 0, bench.Last("event"));
            bench.Node.Events.Add(400, EventKind.SensorRestored, 0, 0, 0, 0);
            bench.AcknowledgeAll();
            bench.RunTo(31000);
            Assert.IsTrue(bench.Last("event").IndexOf("sensor_restored") > 0, bench.Last("event"));
        }

        [TestMethod]
        public void FlashThatFailsOnce_IsTriedAgainAndNothingIsStoredTwice()
        {
            var log = new FakeLog();
            var bench = new OutboxBench(log);
            log.IsBroken = true;
            bench.RunTo(5000);
            log.IsBroken = false;
            bench.RunTo(20000);
            Assert.AreEqual(1, log.Committed);
            Assert.IsFalse(bench.Events.IsInMemory);
            Assert.IsTrue(bench.Last("event").IndexOf("\"series\":\"AAAAAAAA\",\"sequence\":1,") > 0, bench.Last("event"));
        }

        [TestMethod]
        public void Answer_ThatOvertakesTheNote_StillCounts()
        {
            var inFlight = new InFlight();
            inFlight.Answered(5, true);
            inFlight.Sent(5, 77, 0);
            Assert.AreEqual(77L, inFlight.TakeDelivered());
            inFlight.Answered(6, true);
            inFlight.Reset();
            inFlight.Sent(6, 78, 0);
            Assert.AreEqual(0L, inFlight.TakeDelivered());
        }

        [TestMethod]
        public void Replay_OfAnHundredIntervals_IsTwoASecondAndInOrder()
        {
            var log = new FakeLog();
            var bench = new OutboxBench(log);
            bench.IsOnline = false;
            for (long ms = 0; ms <= 100 * IntervalRecorder.IntervalMs; ms += 10000)
            {
                bench.Node.Intervals.Step(ms, 0);
                bench.RunTo(ms);
            }

            long fromMs = bench.NowMs;
            Assert.AreEqual(100, log.Committed == 0 ? 0 : bench.IntervalLog.Committed);
            bench.IsOnline = true;
            int sent = bench.Link.CountOf(Root + "interval");
            while (bench.IntervalLog.Released < 100 && bench.NowMs < fromMs + 600000)
            {
                bench.RunTo(bench.NowMs + 20);
                bench.AcknowledgeAll();
            }

            long tookMs = bench.NowMs - fromMs;
            Assert.IsTrue(tookMs > 46000 && tookMs < 52000, tookMs.ToString());
            Assert.AreEqual(100, bench.Link.CountOf(Root + "interval") - sent);
            Assert.IsTrue(bench.Last("interval").IndexOf("\"sequence\":100,") > 0, bench.Last("interval"));
        }

        [TestMethod]
        public void IntervalOfCircuitsNobodyKnows_IsCountedAndDoesNotBlockTheNext()
        {
            var bench = new OutboxBench(new FakeLog());
            bench.Node.Intervals.Step(0, 0);
            bench.Node.Intervals.Step(IntervalRecorder.IntervalMs, 0);
            bench.Outbox.Identity.Names.Begin(1, new[] { "three", "names", "only" });
            bench.RunTo(1000);
            Assert.AreEqual(0, bench.Link.CountOf(Root + "interval"));
            Assert.AreEqual(1L, bench.IntervalLog.Released);
            bench.Outbox.Identity.Names.Begin(1, new[] { "supply", "ev", "heatpump", "router" });
            bench.Node.Intervals.Step(2 * IntervalRecorder.IntervalMs, 0);
            bench.RunTo(2000);
            Assert.IsTrue(bench.Last("interval").IndexOf("\"lost_before\":1}") > 0, bench.Last("interval"));
        }
    }
}
