using MeterNode.Core.Grid;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class SettlementAverageTests
    {
        private const int WindowMs = 15 * 60000;
        private const int StepMs = 1000;
        private const int Seconds = WindowMs / 1000;
        private const int LimitW = 5500;

        [TestMethod]
        public void Average_ConstantPower_IsThatPower()
        {
            var average = new SettlementAverage(WindowMs, 0);
            for (int i = 0; i < Seconds; i++)
            {
                average.Step(StepMs, 4000);
            }

            Assert.AreEqual(4000, average.AverageW);
        }

        [TestMethod]
        public void Allowed_UnknownPastAtTheLimit_IsTheLimit()
        {
            var average = new SettlementAverage(WindowMs, LimitW);
            Assert.AreEqual(LimitW, average.AllowedW(LimitW, 1));
        }

        [TestMethod]
        public void Allowed_AfterAQuietTime_IsMoreThanTheLimit()
        {
            var average = new SettlementAverage(WindowMs, 1000);
            Assert.IsTrue(average.AllowedW(LimitW, 6) > 3 * LimitW);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(7000)]
        public void Restore_OfASave_AllowsWhatTheSavedOneDid(int intoBucketMs)
        {
            var average = new SettlementAverage(WindowMs, 0);
            average.Step(WindowMs / 3, 9000);
            average.Step(WindowMs / 3, 1500);
            average.Step(intoBucketMs, 3000);
            var meanW = new int[SettlementAverage.Buckets];
            average.Save(meanW);
            var restored = new SettlementAverage(WindowMs, LimitW);
            restored.Restore(meanW);
            Assert.AreEqual(0, meanW[0]);
            int difference = restored.AverageW - average.AverageW;
            Assert.IsTrue(difference >= 0 && difference < 60, "W: " + difference);
            restored.Step(2 * WindowMs / 3, 0);
            Assert.IsTrue(restored.AverageW > 400 && restored.AverageW < 600, "W: " + restored.AverageW);
        }

        [TestMethod]
        public void Step_Export_IsNotSetOffAgainstImport()
        {
            var average = new SettlementAverage(WindowMs, 0);
            average.Step(WindowMs / 2, 6000);
            average.Step(WindowMs / 2, -6000);
            Assert.AreEqual(3000, average.AverageW);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void Allowed_HeldAgainAndAgain_KeepsEveryWindowInsideTheLimit(int seed)
        {
            // A home that draws what it likes as long as it is allowed, and all that is allowed at other times.
            var average = new SettlementAverage(WindowMs, 2000);
            uint random = (uint)seed * 2654435761;
            var drawn = new int[Seconds];
            for (int i = 0; i < Seconds; i++)
            {
                drawn[i] = 2000;
            }

            long sum = 2000L * Seconds;
            int wantedW = 0;
            long largest = 0;
            long total = 0;
            const int Hours = 3;
            for (int second = 0; second < Hours * 3600; second++)
            {
                if (second % 40 == 0)
                {
                    random = (random * 1664525) + 1013904223;
                    wantedW = (int)(random >> 8) % 12000;
                }

                int allowedW = average.AllowedW(LimitW, 6);
                int powerW = wantedW < allowedW ? wantedW : allowedW;
                powerW = powerW < 0 ? 0 : powerW;
                average.Step(StepMs, powerW);
                int place = second % Seconds;
                sum += powerW - drawn[place];
                drawn[place] = powerW;
                largest = sum > largest ? sum : largest;
                total += powerW;
            }

            // Within a bucket the window's oldest part leaves at once: that much, a sixtieth, is what the figure may be off by.
            Assert.IsTrue(largest <= (long)LimitW * Seconds * 102 / 100, "largest average: " + (largest / Seconds));
            Assert.IsTrue(total / (Hours * 3600) > LimitW * 85 / 100, "average drawn: " + (total / (Hours * 3600)));
        }
    }
}
