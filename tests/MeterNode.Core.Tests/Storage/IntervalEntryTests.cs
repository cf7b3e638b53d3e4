using MeterNode.Core.Metering;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Storage
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
            entry.ImportMws[1] = long.MaxValue;
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
            Assert.IsTrue(read.ImportMws[0] == 1000000 && read.ImportMws[1] == long.MaxValue);
            Assert.IsTrue(read.ExportMws[0] == 0 && read.ExportMws[1] == 5);
            Assert.IsTrue(read.InductiveMvars[0] == 300 && read.CapacitiveMvars[0] == 4);
            Assert.IsTrue(read.Flags[0] == ReadingFlags.None && read.Flags[1] == (ReadingFlags.Lost | ReadingFlags.Stale));
        }

        [TestMethod]
        public void IntervalEntry_OfOtherSize_IsRefused()
        {
            byte[] data = new byte[IntervalEntry.MostBytes(2)];
            int length = Sample(1).Write(data, 0);
            Assert.IsFalse(new IntervalEntry(3).Read(data, 0, length));
            Assert.IsFalse(new IntervalEntry(2).Read(data, 0, length - 1));
            Assert.IsFalse(new IntervalEntry(2).Read(data, 0, length + 1));
            Assert.AreEqual(0, Sample(1).Write(new byte[10], 0));
        }

        [TestMethod]
        public void IntervalThinner_IntervalsOfOneHour_AddUp()
        {
            var thinner = new IntervalThinner(2);
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
            Assert.IsTrue(hour.ImportMws[0] == 12000000);
            Assert.AreEqual(0, thinner.Merge(older, length, newer, 0, Sample(startMs + (13 * StepMs)).Write(newer, 0)));
        }

        [TestMethod]
        public void IntervalThinner_DifferentClocks_StayApart()
        {
            var thinner = new IntervalThinner(2);
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

        private static IntervalEntry Sample(long endMs)
        {
            var entry = new IntervalEntry(2) { IsUtc = true, Boot = 7, EndMs = endMs, DurationMs = StepMs };
            entry.ImportMws[0] = 1000000;
            entry.InductiveMvars[0] = 300;
            entry.CapacitiveMvars[0] = 4;
            entry.ExportMws[1] = 5;
            return entry;
        }
    }
}
