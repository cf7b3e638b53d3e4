using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Metering
{
    [TestClass]
    public class IntervalRecorderTests
    {
        private const long TicksPerMs = 10000;
        private const long HourTicks = 3600000 * TicksPerMs;

        [TestMethod]
        public void Recorder_ClockSteppedBackAndForth_LosesAndRepeatsNothing()
        {
            var readings = new Readings(1);
            var recorder = new IntervalRecorder(readings, 100);
            long utc = 500000 * HourTicks;
            long total = 0;
            for (int s = 0; s < 3600; s++)
            {
                readings.Energy[0].Add(1000000, 1000000);
                utc += 1000 * TicksPerMs;
                if (s == 1000)
                {
                    utc += 37 * 60000 * TicksPerMs;
                }

                if (s == 2000)
                {
                    utc -= 51 * 60000 * TicksPerMs;
                }

                recorder.Step(s * 1000L, utc);
            }

            int sequence = 0;
            while (recorder.Waiting > 0)
            {
                var record = recorder.Peek();
                Assert.IsNotNull(record);
                Assert.AreEqual(++sequence, record!.Sequence);
                Assert.AreEqual(record.DurationMs * 1000, record.ImportMws[0]);
                total += record.ImportMws[0];
                recorder.Take(record.Sequence);
            }

            Assert.IsTrue(sequence >= 12);
            Assert.IsTrue(total > 3200L * 1000000 && total <= 3600L * 1000000);
        }

        [TestMethod]
        public void Recorder_NoTimeOfDay_CountsFromTheStart()
        {
            var readings = new Readings(1);
            var recorder = new IntervalRecorder(readings, 4);
            int finished = 0;
            for (int s = 0; s <= 1500; s++)
            {
                finished += recorder.Step(s * 1000L, 0) ? 1 : 0;
            }

            Assert.AreEqual(5, finished);
            Assert.AreEqual(4, recorder.Waiting);
            Assert.AreEqual(1, recorder.Lost);
            Assert.AreEqual(2, recorder.Peek()!.Sequence);
            Assert.AreEqual(IntervalRecorder.IntervalMs, recorder.Peek()!.DurationMs);
        }

        [TestMethod]
        public void Recorder_FlagWithinTheInterval_StaysInItsRecord()
        {
            var readings = new Readings(1);
            readings.Flags[0] = ReadingFlags.None;
            var recorder = new IntervalRecorder(readings, 4);
            recorder.Step(0, 0);
            readings.Flags[0] = ReadingFlags.Saturated;
            recorder.Step(1000, 0);
            readings.Flags[0] = ReadingFlags.None;
            recorder.Step(300000, 0);
            Assert.IsTrue(recorder.Peek()!.Flags[0] == ReadingFlags.Saturated);
            recorder.Step(600000, 0);
            recorder.Take(1);
            Assert.IsTrue(recorder.Peek()!.Flags[0] == ReadingFlags.None);
        }
    }
}
