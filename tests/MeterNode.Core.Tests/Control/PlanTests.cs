using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>What the plan wishes, from the desk to the relays: it is the lowest rank.</summary>
    [TestClass]
    public class PlanTests
    {
        [TestMethod]
        public void Plan_WaitAndRun_SwitchTheLoad()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Heater + "," + RuleHome.Boiler, 10000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            bench.Control.Plans.Set(0, PlanWish.Wait, bench.NowMs + 600000);
            bench.Run(5000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Reason.CheaperLater, (int)bench.Loads[0].Reason);
            Assert.AreEqual((int)Rank.Plan, (int)bench.Loads[0].Winner);
            Assert.IsTrue(bench.Relays.Closed[1]);
            bench.Control.Plans.Set(0, PlanWish.Run, bench.NowMs + 600000);
            bench.Run(60000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Reason.PlannedRun, (int)bench.Loads[0].Reason);
        }

        [TestMethod]
        public void Plan_NotRenewed_LeavesTheLoadFree()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Heater, 10000);
            bench.Control.Plans.Set(0, PlanWish.Wait, bench.NowMs + 300000);
            bench.Run(290000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            bench.Run(20000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Reason.Free, (int)bench.Loads[0].Reason);
        }

        [TestMethod]
        public void Plan_GivesWayToTheOrchestratorAndToNegativePrices()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Heater, 10000);
            bench.Control.Plans.Set(0, PlanWish.Wait, long.MaxValue);
            bench.Control.Requests.TryRequest(0, RequestMode.On, 0, bench.NowMs);
            bench.Run(30000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Rank.Orchestrator, (int)bench.Loads[0].Winner);
            bench.Control.Requests.TryRequest(0, RequestMode.Auto, 0, bench.NowMs);
            bench.Run(30000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            bench.Control.GridInputs.SetPrices(-5000, GridInputs.None, bench.NowMs + 600000);
            bench.Run(30000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Reason.NegativePrice, (int)bench.Loads[0].Reason);
        }

        [TestMethod]
        public void PlannedRun_IsShedWhenTheSupplyIsOverItsLimit()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Heater, 10000);
            bench.Control.Plans.Set(0, PlanWish.Run, long.MaxValue);
            bench.Run(10000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            bench.RestMa = 160000;
            bench.Run(3000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Rank.Protection, (int)bench.Loads[0].Winner);
        }

        [TestMethod]
        public void Plan_OfACriticalLoadOrABattery_DoesNotCount()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Router + "," + RuleHome.Battery, 10000);
            bench.Control.Plans.Set(0, PlanWish.Wait, long.MaxValue);
            bench.Control.Plans.Set(1, PlanWish.Run, long.MaxValue);
            bench.Run(60000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual(0, bench.Loads[1].TargetW);
        }

        [TestMethod]
        public void Surplus_RunsALoadThatThePlanLetsWait()
        {
            var bench = RuleHome.Bench("\"divert_surplus\":true,\"random_delay_s\":0", RuleHome.Burst, 10000);
            bench.Control.Plans.Set(0, PlanWish.Wait, long.MaxValue);
            bench.RestMa = -10000;
            bench.Run(300000);
            Assert.AreEqual((int)Reason.Surplus, (int)bench.Loads[0].Reason);
            Assert.IsTrue(bench.Loads[0].TargetW > 1500, bench.Loads[0].TargetW.ToString());
            bench.RestMa = 5000;
            bench.Run(300000);
            Assert.AreEqual((int)Reason.CheaperLater, (int)bench.Loads[0].Reason);
        }
    }
}
