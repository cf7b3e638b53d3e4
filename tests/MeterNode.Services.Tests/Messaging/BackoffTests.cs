using MeterNode.Core.Messaging;
using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class BackoffTests
    {
        [TestMethod]
        public void Backoff_ManyAttempts_StaysInItsGrowingSpan()
        {
            var backoff = new Backoff(1000, 20000, 7);
            int span = 1000;
            for (int i = 0; i < 50; i++)
            {
                int wait = backoff.NextMs();
                Assert.IsTrue(wait >= span / 10 && wait <= span, "wait " + wait + " in span " + span);
                span = span * 2 > 20000 ? 20000 : span * 2;
            }
        }

        [TestMethod]
        public void Backoff_TwoNodes_WaitDifferently()
        {
            var one = new Backoff(1000, 20000, 1);
            var other = new Backoff(1000, 20000, 2);
            int equal = 0;
            for (int i = 0; i < 20; i++)
            {
                equal += one.NextMs() == other.NextMs() ? 1 : 0;
            }

            Assert.IsTrue(equal < 3, "equal waits: " + equal);
        }

        [TestMethod]
        public void Backoff_Reset_BeginsWithTheFirstSpan()
        {
            var backoff = new Backoff(1000, 20000, 3);
            for (int i = 0; i < 10; i++)
            {
                backoff.NextMs();
            }

            backoff.Reset();
            Assert.IsTrue(backoff.NextMs() <= 1000);
        }
    }
}
