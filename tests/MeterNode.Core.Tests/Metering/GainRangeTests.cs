using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Metering
{
    [TestClass]
    public class GainRangeTests
    {
        [TestMethod]
        public void GainRange_SmallCrestForLong_GoesDownStepByStep()
        {
            var range = new GainRange(false);
            int changes = 0;
            for (int i = 0; i < (3 * GainRange.CalmWindows) + 5; i++)
            {
                changes += range.TakePeak(1000) ? 1 : 0;
            }

            Assert.AreEqual(3, changes);
            Assert.AreEqual(40000, range.FullScaleUv);
        }

        [TestMethod]
        public void GainRange_CrestNearTheLimit_GoesToTheWidestAtOnce()
        {
            var range = new GainRange(false);
            for (int i = 0; i < 4 * GainRange.CalmWindows; i++)
            {
                range.TakePeak(1000);
            }

            Assert.IsTrue(range.TakePeak(37000));
            Assert.AreEqual(320000, range.FullScaleUv);
        }

        [TestMethod]
        public void GainRange_CrestBetweenTheLimits_Stays()
        {
            var range = new GainRange(false);
            for (int i = 0; i < 100; i++)
            {
                Assert.IsFalse(range.TakePeak(i % 9 == 0 ? 90000 : 70000));
            }

            Assert.AreEqual(320000, range.FullScaleUv);
        }

        [TestMethod]
        public void GainRange_Fixed_NeverLeavesTheWidest()
        {
            var range = new GainRange(true);
            for (int i = 0; i < 100; i++)
            {
                Assert.IsFalse(range.TakePeak(100));
            }

            Assert.AreEqual(GainRange.Widest, range.Range);
        }
    }
}
