using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>Dimming after §14a EnWG: a charge point of 11 kW, a heat pump of 5 kW behind a relay, a battery of 5 kW.</summary>
    [TestClass]
    public class DimmingTests
    {
        private const string Grid = "\"dimming\":true,\"random_delay_s\":0";
        private const string All = RuleHome.Car11 + "," + RuleHome.HeatPump + "," + RuleHome.Battery;

        [TestMethod]
        public void Order_Zero_LeavesTheFloorToAllTogether()
        {
            var bench = Charging();
            Dim(bench, 0, 3600000);
            bench.Run(60000);
            for (int second = 0; second < 1800; second++)
            {
                bench.Run(1000);
                int totalW = TotalW(bench);
                Assert.IsTrue(totalW <= 10500 && totalW >= 4000, "W: " + totalW);
            }

            Assert.IsTrue(bench.DrawnW(2) >= 0, "battery W: " + bench.DrawnW(2));
        }

        [TestMethod]
        public void Order_CarThatStartsWhileDimmed_HasItsLeastPower()
        {
            var bench = RuleHome.ThreePhases(63, Grid, RuleHome.Car11, 1000);
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Run(20000);
            Dim(bench, 0, 3600000);
            bench.Run(20000);
            bench.Control.Requests.TryRequest(0, RequestMode.Auto, 0, bench.NowMs);
            bench.Run(30000);
            Assert.IsTrue(bench.DrawnW(0) >= 4100 && bench.DrawnW(0) <= 4200, "W: " + bench.DrawnW(0));
        }

        [TestMethod]
        public void Order_HeatPumpThatWouldExceed_IsOffAndTheCarHasTheRest()
        {
            var bench = RuleHome.ThreePhases(63, Grid, RuleHome.With(RuleHome.Car11, "\"priority\":20", "\"priority\":80") + "," + RuleHome.HeatPump, 60000);
            Dim(bench, 0, 7200000);
            bench.Run(900000);
            Assert.IsFalse(bench.Relays.Closed[1]);
            int totalW = TotalW(bench);
            Assert.IsTrue(totalW > 6000 && totalW <= 7560, "W: " + totalW);
        }

        [TestMethod]
        public void Order_Released_GivesEverythingBack()
        {
            var bench = Charging();
            Dim(bench, 0, 3600000);
            bench.Run(120000);
            bench.Control.GridInputs.SetLimits(GridInputs.None, GridInputs.None, GridInputs.None, 0);
            bench.Run(180000);
            Assert.IsTrue(TotalW(bench) > 20500, "W: " + TotalW(bench));
        }

        [TestMethod]
        public void Order_RunsOut_LeastPowerForTwoHoursAndThenAll()
        {
            var bench = Charging();
            Dim(bench, 0, 300000);
            bench.StepMs = 500;
            bench.Run(360000);
            Assert.IsTrue(TotalW(bench) <= 10500, "W: " + TotalW(bench));
            bench.Run(2 * 3600000);
            bench.Run(180000);
            Assert.IsTrue(TotalW(bench) > 20500, "W: " + TotalW(bench));
        }

        private static GuardBench Charging()
        {
            var bench = RuleHome.ThreePhases(80, Grid, All, 60000);
            bench.Control.Requests.TryRequest(2, RequestMode.On, 0, bench.NowMs);
            bench.Run(30000);
            Assert.IsTrue(TotalW(bench) > 20500, "W: " + TotalW(bench));
            return bench;
        }

        private static void Dim(GuardBench bench, int powerW, long forMs)
        {
            bench.Control.GridInputs.SetLimits(GridInputs.None, GridInputs.None, powerW, bench.NowMs + forMs);
        }

        private static int TotalW(GuardBench bench)
        {
            int totalW = 0;
            for (int i = 0; i < bench.Loads.Length; i++)
            {
                totalW += bench.DrawnW(i) > 0 ? bench.DrawnW(i) : 0;
            }

            return totalW;
        }
    }
}
