using MeterNode.Services.Brokers;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Brokers
{
    [TestClass]
    public class SessionPulseTests
    {
        [TestMethod]
        public void Pulse_BrokerSpeaks_AsksForNothing()
        {
            var pulse = new SessionPulse(30000, 0);
            for (long ms = 0; ms < 600000; ms += 10000)
            {
                pulse.Heard(ms);
                Assert.IsFalse(pulse.IsProbeDue(ms + 9999));
                Assert.IsFalse(pulse.IsDead(ms + 9999));
            }
        }

        [TestMethod]
        public void Pulse_SilentForAPeriod_AsksAndAnAnswerIsEnough()
        {
            var pulse = new SessionPulse(30000, 0);
            Assert.IsTrue(pulse.IsProbeDue(30000));
            pulse.Sending(30000);
            pulse.ProbeSent(7, 30000);
            Assert.IsFalse(pulse.IsProbeDue(31000));
            pulse.Answered(7, true, 32000);
            Assert.IsFalse(pulse.IsDead(70000));
            Assert.IsFalse(pulse.IsProbeDue(61000));
            Assert.IsTrue(pulse.IsProbeDue(62000));
        }

        [TestMethod]
        public void Pulse_TwoProbesGivenUp_IsTheEnd()
        {
            var pulse = new SessionPulse(30000, 0);
            pulse.ProbeSent(7, 30000);
            pulse.Answered(7, false, 34000);
            Assert.IsFalse(pulse.IsDead(34000));
            Assert.IsTrue(pulse.IsProbeDue(34000));
            pulse.ProbeSent(8, 34000);
            Assert.IsFalse(pulse.IsDead(43999));
            Assert.IsTrue(pulse.IsDead(44000));
        }

        [TestMethod]
        public void Pulse_QueueFull_ThatCountsAsUnanswered()
        {
            var pulse = new SessionPulse(30000, 0);
            pulse.ProbeSent(0, 30000);
            pulse.ProbeSent(0, 31000);
            Assert.IsTrue(pulse.IsDead(31000));
        }

        [TestMethod]
        public void Pulse_AnswerOutstandingForLong_IsSlowUntilItComes()
        {
            var pulse = new SessionPulse(30000, 0);
            pulse.Sending(1000);
            Assert.IsFalse(pulse.IsSlow(1000 + SessionPulse.PromptMs));
            Assert.IsTrue(pulse.IsSlow(1001 + SessionPulse.PromptMs));
            pulse.Answered(1, true, 5000);
            Assert.AreEqual(0, pulse.Outstanding);
            Assert.IsFalse(pulse.IsSlow(9000));
        }

        [TestMethod]
        public void Pulse_ManyOutstanding_IsSlow()
        {
            var pulse = new SessionPulse(30000, 0);
            for (int i = 0; i < SessionPulse.MostOutstanding; i++)
            {
                Assert.IsFalse(pulse.IsSlow(100));
                pulse.Sending(100);
            }

            Assert.IsTrue(pulse.IsSlow(100));
            pulse.NotSent();
            Assert.IsFalse(pulse.IsSlow(100));
        }
    }
}
