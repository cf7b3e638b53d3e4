using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class RefusalAllowanceTests
    {
        [TestMethod]
        public void Refusals_OneASecond_AreAllAnswered()
        {
            Assert.AreEqual(3600, Answered(new RefusalAllowance(), 0, 3600000, RefusalAllowance.RegainMs));
        }

        [TestMethod]
        public void Refusals_InAFlood_AreTenThenOneASecondThenFewerAndFewerToOneAMinute()
        {
            var allowance = new RefusalAllowance();
            Assert.AreEqual(10, Answered(allowance, 0, 1000, 10));
            Assert.AreEqual(10, Answered(allowance, 1000, 11000, 10));
            Assert.AreEqual(10, Answered(allowance, 11000, 31000, 10));
            Assert.AreEqual(40, Answered(allowance, 31000, 631000, 10));
            Assert.AreEqual(10, Answered(allowance, 631000, 1231000, 10));
        }

        [TestMethod]
        public void Refusals_AfterAMinuteWithoutOne_BeginAnew()
        {
            var allowance = new RefusalAllowance();
            Answered(allowance, 0, 700000, 100);
            Assert.AreEqual(1, Answered(allowance, 759000, 760000, 10));
            Assert.AreEqual(10, Answered(allowance, 820000, 821000, 10));
        }

        private static int Answered(RefusalAllowance allowance, long fromMs, long untilMs, long everyMs)
        {
            int answered = 0;
            for (long ms = fromMs; ms < untilMs; ms += everyMs)
            {
                answered += allowance.TryTake(ms) ? 1 : 0;
            }

            return answered;
        }
    }
}
