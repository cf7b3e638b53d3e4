using MeterNode.Services.Outboxes;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Outboxes
{
    [TestClass]
    public class RateTests
    {
        [TestMethod]
        public void ReplayRate_AfterItsBurst_LetsOneGoInEachPeriod()
        {
            var rate = new ReplayRate(4, 500);
            int gone = 0;
            for (long ms = 0; ms < 60000; ms += 10)
            {
                gone += rate.TryTake(ms) ? 1 : 0;
            }

            Assert.IsTrue(gone >= 123 && gone <= 124, gone.ToString());
        }

        [TestMethod]
        public void ReplayRate_Unused_SavesNoMoreThanItsBurst()
        {
            var rate = new ReplayRate(4, 500);
            rate.TryTake(0);
            int gone = 0;
            while (rate.TryTake(1000000))
            {
                gone++;
            }

            Assert.AreEqual(4, gone);
        }

        [TestMethod]
        public void AppendAllowance_OfADay_IsItsFillAndWhatItRegains()
        {
            var allowance = new AppendAllowance(12, 600000);
            int taken = 0;
            for (long ms = 0; ms < 86400000; ms += 10000)
            {
                taken += allowance.TryTake(ms, 0) ? 1 : 0;
            }

            Assert.IsTrue(taken >= 154 && taken <= 156, taken.ToString());
        }

        [TestMethod]
        public void AppendAllowance_AskedToKeepSome_RefusesBeforeItIsEmpty()
        {
            var allowance = new AppendAllowance(4, 1000);
            Assert.IsTrue(allowance.TryTake(0, 2));
            Assert.IsTrue(allowance.TryTake(0, 2));
            Assert.IsFalse(allowance.TryTake(0, 2));
            Assert.IsTrue(allowance.TryTake(0, 0));
            Assert.IsTrue(allowance.TryTake(0, 0));
            Assert.IsFalse(allowance.TryTake(0, 0));
            Assert.IsTrue(allowance.TryTake(0, -1));
            Assert.AreEqual(-1, allowance.Left);
            Assert.IsFalse(allowance.TryTake(1999, 0));
            Assert.IsTrue(allowance.TryTake(2000, 0));
        }
    }
}
