using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    [TestClass]
    public class PriceTests
    {
        [TestMethod]
        public void Negative_LoadsRunAndTheHeatPumpIsRecommended_UntilItEnds()
        {
            var bench = RuleHome.Bench("\"divert_surplus\":true,\"random_delay_s\":0", RuleHome.Car + "," + RuleHome.HeatPump, 10000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.IsFalse(bench.Relays.Second[1]);
            bench.Control.GridInputs.SetPrices(-5, GridInputs.None, bench.NowMs + 600000);
            bench.Run(60000);
            Assert.AreEqual(7360, bench.DrawnW(0));
            Assert.IsTrue(bench.Relays.Closed[1]);
            Assert.IsTrue(bench.Relays.Second[1]);
            Assert.AreEqual((int)Reason.NegativePrice, (int)bench.Loads[1].Reason);
            bench.Run(600000);
            Assert.IsFalse(bench.Relays.Second[1]);
            Assert.IsFalse(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void Negative_RecommendationThatDoesNotFit_IsNotMade()
        {
            // 60 A with 5 kW of heat pump: the rest leaves it its rating and not the kilowatt on top.
            var bench = RuleHome.Bench("\"random_delay_s\":0,\"import_limit_a\":60", RuleHome.HeatPump, 10000);
            bench.RestMa = 34000;
            bench.Control.GridInputs.SetPrices(-5, GridInputs.None, bench.NowMs + 6000000);
            bench.Run(300000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.IsFalse(bench.Relays.Second[0]);
            Assert.AreEqual((int)Reason.AwaitingRoom, (int)bench.Loads[0].Reason);

            bench.RestMa = 20000;
            bench.Run(30000);
            Assert.IsFalse(bench.Relays.Second[0]);
            bench.Run(60000);
            Assert.IsTrue(bench.Relays.Second[0]);

            // What is too much now is first taken from the recommendation: the heat pump itself goes on.
            bench.RestMa = 39000;
            bench.Run(2000);
            Assert.IsFalse(bench.Relays.Second[0]);
            Assert.IsTrue(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void Stale_AsksForNothing()
        {
            var bench = RuleHome.Bench("\"divert_surplus\":true,\"random_delay_s\":0", RuleHome.Car + "," + RuleHome.HeatPump, 10000);
            bench.Control.GridInputs.SetPrices(-5, -5, bench.NowMs - 1);
            bench.Run(60000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.IsFalse(bench.Relays.Second[1]);
        }

        [TestMethod]
        public void Negative_SupplyLimitHoldsAllTheSame()
        {
            var bench = RuleHome.Bench("\"divert_surplus\":true,\"random_delay_s\":0,\"import_limit_a\":30", RuleHome.Car + "," + RuleHome.HeatPump, 10000);
            bench.Control.GridInputs.SetPrices(-5, GridInputs.None, bench.NowMs + 600000);
            bench.Run(30000);
            for (int second = 0; second < 300; second++)
            {
                bench.Run(1000);
                Assert.IsTrue(bench.SupplyMa <= 30300, "mA: " + bench.SupplyMa);
            }
        }
    }
}
