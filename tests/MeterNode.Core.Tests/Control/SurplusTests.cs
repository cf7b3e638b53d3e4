using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>Surplus of PV into a charge point and then into a heater with burst firing; PV is a negative rest of the home.</summary>
    [TestClass]
    public class SurplusTests
    {
        private const string Grid = "\"divert_surplus\":true,\"surplus_set_point_w\":-50";
        private const int Car = 0;
        private const int Burst = 1;

        [TestMethod]
        public void Car_SurplusVaries_FollowsAndTheGridStaysNearTheSetPoint()
        {
            var bench = RuleHome.Bench(Grid, RuleHome.With(RuleHome.Car, "\"set_point\"", "\"step_w\":23,\"set_point\""), 1000);
            bench.RestMa = -15000;
            bench.Run(120000);
            Assert.IsTrue(bench.DrawnW(Car) > 3000, "W: " + bench.DrawnW(Car));
            int near = 0;
            int importWs = 0;
            for (int second = 0; second < 1800; second++)
            {
                int place = second % 600;
                bench.RestMa = -10000 - ((place < 300 ? place : 600 - place) * 50);
                bench.Run(1000);
                near += bench.GridW > -350 && bench.GridW < 250 ? 1 : 0;
                importWs += bench.GridW > 0 ? bench.GridW : 0;
            }

            Assert.IsTrue(near > 1700, "seconds near: " + near);
            Assert.IsTrue(importWs / 1800 < 50, "mean import W: " + (importWs / 1800));
            Assert.AreEqual(1, bench.Loads[Car].Operations);
        }

        [TestMethod]
        public void Car_Clouds_StartsOnceAndStopsOnceAndNeverImportsForLonger()
        {
            var bench = RuleHome.Bench(Grid, RuleHome.Car, 1000);
            bench.RestMa = -9000;
            bench.Run(50000);
            Assert.IsFalse(bench.Relays.Closed[Car]);
            bench.Run(30000);
            Assert.IsTrue(bench.Relays.Closed[Car]);
            bench.RestMa = -3000;
            bench.Run(100000);
            bench.RestMa = -9000;
            bench.Run(60000);
            Assert.AreEqual(1, bench.Loads[Car].Operations);
            bench.RestMa = -1000;
            int imported = 0;
            for (int second = 0; second < 600; second++)
            {
                bench.Run(1000);
                imported += bench.GridW > 100 ? 1 : 0;
            }

            Assert.IsTrue(imported <= 195, "seconds: " + imported);
            Assert.AreEqual(2, bench.Loads[Car].Operations);
        }

        [TestMethod]
        public void Both_CarIsMoreImportant_StartsThoughTheHeaterHasTheSurplus()
        {
            var bench = RuleHome.Bench(Grid, RuleHome.Car + "," + RuleHome.Burst, 1000);
            bench.RestMa = -5000;
            bench.Run(60000);
            Assert.IsFalse(bench.Relays.Closed[Car]);
            Assert.IsTrue(bench.Loads[Burst].TargetW > 800, "W: " + bench.Loads[Burst].TargetW);
            bench.RestMa = -11000;
            bench.Run(300000);
            Assert.IsTrue(bench.Relays.Closed[Car]);
            Assert.IsTrue(bench.DrawnW(Car) > 2000, "W: " + bench.DrawnW(Car));
            Assert.IsTrue(bench.Loads[Burst].TargetW < 500, "W: " + bench.Loads[Burst].TargetW);
        }

        [TestMethod]
        public void Both_FullCar_LeavesTheSurplusToTheHeater()
        {
            var bench = RuleHome.Bench(Grid, RuleHome.Car + "," + RuleHome.Burst, 1000);
            bench.CanHaveW[Car] = 0;
            bench.RestMa = -12000;
            bench.Run(400000);
            Assert.IsTrue(bench.Loads[Burst].TargetW > 2300, "W: " + bench.Loads[Burst].TargetW);
        }

        [TestMethod]
        public void NoSurplus_NothingRuns()
        {
            var bench = RuleHome.Bench(Grid, RuleHome.Car + "," + RuleHome.Burst, 1000);
            bench.RestMa = 2000;
            bench.Run(300000);
            Assert.IsFalse(bench.Relays.Closed[Car]);
            Assert.AreEqual(0, bench.Loads[Burst].TargetW);
            Assert.AreEqual((int)Reason.Surplus, (int)bench.Loads[Car].Reason);
        }
    }
}
