using MeterNode.Core.Grid;
using MeterNode.Core.Standards;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class DimmingRuleTests
    {
        [TestMethod]
        public void DimmingRule_NothingOrdered_IsUnlimited()
        {
            var rule = new DimmingRule(true);
            rule.Step(1000000);
            Assert.AreEqual(DimmingRule.Unlimited, rule.AllowedTotalW(3));
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
        }

        [TestMethod]
        public void DimmingRule_OrderOfNothing_LeavesTheLeast()
        {
            var managed = new DimmingRule(true);
            var direct = new DimmingRule(false);
            var least = new[] { 4200, 7560, 10500, 13020, 15120, 16800, 18060, 18900, 19320, 21210 };
            managed.Order(0, 0, 0);
            direct.Order(int.MinValue, 0, 0);
            for (int n = 1; n <= least.Length; n++)
            {
                Assert.AreEqual(least[n - 1], managed.AllowedTotalW(n));
                Assert.AreEqual(4200 * n, direct.AllowedTotalW(n));
            }

            Assert.AreEqual(4200, managed.AllowedTotalW(0));
            Assert.AreEqual(4200, direct.AllowedTotalW(-1));
        }

        [TestMethod]
        public void DimmingRule_OrderAboveTheLeast_Holds()
        {
            var rule = new DimmingRule(true);
            rule.Order(9000, 60000, 0);
            Assert.AreEqual(9000, rule.AllowedTotalW(2));
            Assert.AreEqual(10500, rule.AllowedTotalW(3));
            Assert.AreEqual(1, rule.ChangeCount);
        }

        [TestMethod]
        public void DimmingRule_Release_IsFreeAtOnce()
        {
            var rule = new DimmingRule(true);
            rule.Order(5000, 60000, 0);
            rule.Release(10);
            rule.Step(60001);
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
            Assert.AreEqual(2, rule.ChangeCount);
        }

        [TestMethod]
        public void DimmingRule_OrderRunsOutInSilence_FailsSafeForTwoHours()
        {
            var rule = new DimmingRule(true);
            rule.Order(30000, 60000, 5);
            rule.Step(60004);
            Assert.AreEqual(30000, rule.AllowedTotalW(1));
            rule.Step(60005);
            Assert.AreEqual((int)DimmingState.Failsafe, (int)rule.State);
            Assert.AreEqual(4200, rule.AllowedTotalW(1));
            Assert.AreEqual(7560, rule.AllowedTotalW(2));
            rule.Step(60005 + GridFigures.DimmingFailsafeMs - 1);
            Assert.AreEqual((int)DimmingState.Failsafe, (int)rule.State);
            rule.Step(60005 + GridFigures.DimmingFailsafeMs);
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
        }

        [TestMethod]
        public void DimmingRule_OrderRunsOutWithHeartbeat_IsOver()
        {
            var rule = new DimmingRule(true);
            rule.HeartbeatSeen(0);
            rule.Order(4200, 60000, 0);
            rule.Step(60000);
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
        }

        [TestMethod]
        public void DimmingRule_OrderRepeated_Lasts()
        {
            var rule = new DimmingRule(true);
            for (int i = 0; i < 10; i++)
            {
                rule.Order(4200, 60000, i * 50000);
                rule.Step((i * 50000) + 49999);
                Assert.AreEqual((int)DimmingState.Ordered, (int)rule.State);
            }

            Assert.AreEqual(1, rule.ChangeCount);
        }

        [TestMethod]
        public void DimmingRule_OrderWithoutEnd_HoldsUntilTheHeartbeatIsLost()
        {
            var rule = new DimmingRule(false);
            rule.HeartbeatSeen(0);
            rule.Order(20000, 0, 0);
            for (int s = 60; s <= 86400; s += 60)
            {
                rule.HeartbeatSeen(s * 1000L);
                rule.Step(s * 1000L);
            }

            Assert.AreEqual(20000, rule.AllowedTotalW(1));
            rule.Step(86400000L + GridFigures.DimmingHeartbeatMs - 1);
            Assert.AreEqual((int)DimmingState.Ordered, (int)rule.State);
            rule.Step(86400000L + GridFigures.DimmingHeartbeatMs);
            Assert.AreEqual((int)DimmingState.Failsafe, (int)rule.State);
            Assert.AreEqual(4200, rule.AllowedTotalW(1));
        }

        [TestMethod]
        public void DimmingRule_HeartbeatLostWithoutAnOrder_FailsSafe()
        {
            var rule = new DimmingRule(true);
            rule.HeartbeatLost(0);
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
            rule.HeartbeatSeen(1000);
            rule.HeartbeatLost(2000);
            Assert.AreEqual((int)DimmingState.Failsafe, (int)rule.State);
            rule.HeartbeatLost(1000000);
            rule.Step(2000 + GridFigures.DimmingFailsafeMs);
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
        }

        [TestMethod]
        public void DimmingRule_HeartbeatBackWithoutAnOrder_EndsTheFailsafeAfterItsTime()
        {
            var rule = new DimmingRule(true);
            rule.HeartbeatSeen(0);
            rule.HeartbeatLost(1000);
            rule.HeartbeatSeen(10000);
            rule.HeartbeatSeen(70000);
            rule.Step(10000 + GridFigures.DimmingOrderWithinMs - 1);
            Assert.AreEqual((int)DimmingState.Failsafe, (int)rule.State);
            rule.Step(10000 + GridFigures.DimmingOrderWithinMs);
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
        }

        [TestMethod]
        public void DimmingRule_HeartbeatBackAndLostAgain_FailsSafeAnew()
        {
            var rule = new DimmingRule(true);
            rule.HeartbeatSeen(0);
            rule.HeartbeatLost(1000);
            rule.HeartbeatSeen(3600000);
            rule.HeartbeatLost(3601000);
            rule.Step(1000 + GridFigures.DimmingFailsafeMs);
            Assert.AreEqual((int)DimmingState.Failsafe, (int)rule.State);
            rule.Step(3601000 + GridFigures.DimmingFailsafeMs);
            Assert.AreEqual((int)DimmingState.Free, (int)rule.State);
        }

        [TestMethod]
        public void DimmingRule_OrderInFailsafe_TakesItsPlace()
        {
            var rule = new DimmingRule(true);
            rule.Order(5000, 1000, 0);
            rule.Step(1000);
            rule.Order(6000, 0, 2000);
            Assert.AreEqual(6000, rule.AllowedTotalW(1));
            rule.Step(2000 + (3L * GridFigures.DimmingFailsafeMs));
            Assert.AreEqual((int)DimmingState.Ordered, (int)rule.State);
        }

        [TestMethod]
        public void DimmingRule_AnyStream_NeverLeavesLessThanTheLeast()
        {
            var rule = new DimmingRule(true);
            var random = new RandomDelay(11);
            long nowMs = 0;
            for (int i = 0; i < 5000; i++)
            {
                nowMs += random.Next(600000);
                switch (random.Next(5))
                {
                    case 0: rule.Order(random.Next(20000) - 10000, random.Next(1000000) - 100000, nowMs); break;
                    case 1: rule.Release(nowMs); break;
                    case 2: rule.HeartbeatSeen(nowMs); break;
                    case 3: rule.HeartbeatLost(nowMs); break;
                    default: rule.Step(nowMs); break;
                }

                int devices = random.Next(12);
                Assert.IsTrue(rule.AllowedTotalW(devices) >= GridFigures.DimmedTotalW(devices), "after " + i);
            }
        }
    }
}
