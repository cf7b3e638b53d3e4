using MeterNode.Core.Metering;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Storage
{
    [TestClass]
    public class IntervalEntryTests
    {
        private const long HourMs = 3600000;
        private const long StepMs = 300000;

        [TestMethod]
        public void IntervalEntry_AllItsNumbers_AreReadBack()
        {
            var entry = Sample(1772366400000);
            entry.ImportMwh[1] = long.MaxValue;
            entry.Flags[1] = ReadingFlags.Lost | ReadingFlags.Stale;
            byte[] data = new byte[IntervalEntry.MostBytes(2) + 3];
            int length = entry.Write(data, 3);
            Assert.IsTrue(length > 0);
            var read = new IntervalEntry(2);
            Assert.IsTrue(read.Read(data, 3, length));
            Assert.IsTrue(read.IsUtc);
            Assert.AreEqual(7, read.Boot);
            Assert.IsTrue(read.EndMs == 1772366400000);
            Assert.IsTrue(read.DurationMs == StepMs);
            Assert.IsTrue(read.ImportMwh[0] == 1000000 && read.ImportMwh[1] == long.MaxValue);
            Assert.IsTrue(read.ExportMwh[0] == 0 && read.ExportMwh[1] == 5);
            Assert.IsTrue(read.InductiveMvarh[0] == 300 && read.CapacitiveMvarh[0] == 4);
            Assert.IsTrue(read.Flags[0] == ReadingFlags.None && read.Flags[1] == (ReadingFlags.Lost | ReadingFlags.Stale));
        }

        [TestMethod]
        public void IntervalEntry_OfOtherSize_IsRefused()
        {
            byte[] data = new byte[IntervalEntry.MostBytes(2)];
            int length = Sample(1).Write(data, 0);
            Assert.IsTrue(new IntervalEntry(3).Read(data, 0, length));
            Assert.IsFalse(new IntervalEntry(1).Read(data, 0, length));
            Assert.IsFalse(new IntervalEntry(2).Read(data, 0, length - 1));
            Assert.IsFalse(new IntervalEntry(2).Read(data, 0, length + 1));
            Assert.AreEqual(0, Sample(1).Write(new byte[10], 0));
        }

        [TestMethod]
        public void IntervalThinner_IntervalsOfOneHour_AddUp()
        {
            var thinner = new IntervalThinner(Names(), 2);
            byte[] older = new byte[IntervalEntry.MostBytes(2)];
            byte[] newer = new byte[IntervalEntry.MostBytes(2)];
            long startMs = 1000 * HourMs;
            int length = Sample(startMs + StepMs).Write(older, 0);
            for (int i = 2; i <= 12; i++)
            {
                length = thinner.Merge(older, length, newer, 0, Sample(startMs + (i * StepMs)).Write(newer, 0));
                Assert.IsTrue(length > 0);
            }

            var hour = new IntervalEntry(2);
            Assert.IsTrue(hour.Read(older, 0, length));
            Assert.IsTrue(hour.DurationMs == HourMs);
            Assert.IsTrue(hour.EndMs == startMs + HourMs);
            Assert.IsTrue(hour.ImportMwh[0] == 12000000);
            Assert.AreEqual(0, thinner.Merge(older, length, newer, 0, Sample(startMs + (13 * StepMs)).Write(newer, 0)));
        }

        [TestMethod]
        public void IntervalThinner_DifferentClocks_StayApart()
        {
            var thinner = new IntervalThinner(Names(), 2);
            byte[] older = new byte[IntervalEntry.MostBytes(2)];
            byte[] newer = new byte[IntervalEntry.MostBytes(2)];
            var entry = Sample(StepMs);
            int length = entry.Write(older, 0);
            entry.IsUtc = false;
            Assert.AreEqual(0, thinner.Merge(older, length, newer, 0, entry.Write(newer, 0)));
            length = entry.Write(older, 0);
            entry.Boot = 8;
            Assert.AreEqual(0, thinner.Merge(older, length, newer, 0, entry.Write(newer, 0)));
            Assert.AreEqual(0, thinner.Merge(older, length, newer, 0, 3));
        }

        [TestMethod]
        public void IntervalThinner_CircuitsRenamedInBetween_StayApart()
        {
            var names = Names();
            var thinner = new IntervalThinner(names, 2);
            byte[] older = new byte[IntervalEntry.MostBytes(2)];
            byte[] newer = new byte[IntervalEntry.MostBytes(2)];
            int length = Sample(StepMs).Write(older, 0);
            var next = Sample(2 * StepMs);
            next.Boot = 8;
            int nextLength = next.Write(newer, 0);
            names.Begin(8, new[] { "supply", "cooker" });
            Assert.AreEqual(0, thinner.Merge(older, length, newer, 0, nextLength));
            next.Boot = 9;
            nextLength = next.Write(newer, 0);
            var third = Sample(3 * StepMs);
            third.Boot = 10;
            names.Begin(10, new[] { "supply", "cooker" });
            length = third.Write(older, 0);
            Assert.IsTrue(thinner.Merge(older, length, newer, 0, nextLength) > 0);
        }

        [TestMethod]
        public void IntervalEntry_RestsBelowOneMilliwattHour_AreCarriedOn()
        {
            var readings = new Readings(1);
            var recorder = new IntervalRecorder(readings, 8);
            var entry = new IntervalEntry(1);
            long[] rest = new long[IntervalEntry.Energies];
            long[] restAfter = new long[IntervalEntry.Energies];
            long sum = 0;
            for (int i = 0; i <= 6; i++)
            {
                recorder.Step(i * IntervalRecorder.IntervalMs, 0);
                readings.Energy[0].Add(1000000, 1999);
                var record = recorder.Peek(i - 1);
                if (record != null)
                {
                    entry.Take(record, 1, 0, rest, restAfter);
                    sum += entry.ImportMwh[0];
                    rest[0] = restAfter[0];
                }
            }

            Assert.IsTrue(rest[0] > 0 && rest[0] < 3600);
            long mws = readings.Energy[0].ImportMws * 6 / 7;
            Assert.IsTrue(sum == mws / 3600, sum.ToString());
        }

        private static CircuitNames Names()
        {
            var names = new CircuitNames();
            names.Begin(7, new[] { "supply", "oven" });
            return names;
        }

        private static IntervalEntry Sample(long endMs)
        {
            var entry = new IntervalEntry(2) { IsUtc = true, Boot = 7, EndMs = endMs, DurationMs = StepMs };
            entry.ImportMwh[0] = 1000000;
            entry.InductiveMvarh[0] = 300;
            entry.CapacitiveMvarh[0] = 4;
            entry.ExportMwh[1] = 5;
            return entry;
        }
    }
}
