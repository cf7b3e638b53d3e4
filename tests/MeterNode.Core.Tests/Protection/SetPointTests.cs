using MeterNode.Core.Loads;
using MeterNode.Core.Settings;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>A car's charge point that is told amperes, a heat pump behind a relay, and a supply whose device is described.</summary>
    [TestClass]
    public class SetPointTests
    {
        private const int Ev = 0;
        private const int HeatPump = 1;

        private const string Json =
            "{\"schema\":1,\"id\":\"test-1\",\"restart_delay_s\":0,"
            + "\"supply\":{\"circuit\":\"supply\",\"limit_a\":63,\"device\":{\"kind\":\"fuse_gg\",\"rating_a\":63,\"tolerance_s\":20}},"
            + "\"circuits\":[{\"name\":\"supply\",\"address\":64},{\"name\":\"ev\",\"address\":65},{\"name\":\"heatpump\",\"address\":66}],"
            + "\"loads\":["
            + "{\"name\":\"ev\",\"kind\":\"charge_point\",\"circuit\":\"ev\",\"pin\":25,\"power_w\":7360,\"priority\":10,\"min_on_s\":0,\"min_off_s\":0,\"random_delay_s\":0,"
            + "\"set_point\":{\"topic\":\"charger/set\",\"message\":\"{\\\"charge_current\\\":{a}}\",\"off\":\"off\"}},"
            + "{\"name\":\"heatpump\",\"circuit\":\"heatpump\",\"pin\":26,\"power_w\":3000,\"priority\":50,\"min_on_s\":0,\"min_off_s\":0}]}";

        [TestMethod]
        public void Overload_ThatTheCarCanSpare_IsModulatedAndNothingIsSwitched()
        {
            var bench = Running();
            bench.RestMa = 30000;
            bench.Run(10000);
            Assert.AreEqual(0, bench.ShedEvents);
            Assert.IsTrue(bench.SupplyMa <= 63000, "mA: " + bench.SupplyMa);
            Assert.IsTrue(bench.DrawnMa[Ev] >= 15000 && bench.DrawnMa[Ev] <= 20000, "mA: " + bench.DrawnMa[Ev]);
            Assert.AreEqual(1, bench.Loads[Ev].Operations);
            Assert.AreEqual((int)Reason.SupplyLimit, (int)bench.Loads[Ev].Reason);
        }

        [TestMethod]
        public void RoomAgain_IsGivenToTheCarInSteps()
        {
            var bench = Running();
            bench.RestMa = 30000;
            bench.Run(10000);
            bench.RestMa = 5000;
            bench.Run(30000);
            Assert.AreEqual(32000, bench.DrawnMa[Ev]);
            Assert.AreEqual(0, bench.ShedEvents);
        }

        [TestMethod]
        public void CarThatDoesNotFollow_LosesItsContactor()
        {
            var bench = Running();
            bench.FollowsAfterMs[Ev] = 100000000;
            bench.RestMa = 30000;
            bench.Run(19000);
            Assert.IsTrue(bench.Relays.Closed[Ev]);
            bench.Run(11000);
            Assert.IsFalse(bench.Relays.Closed[Ev]);
            Assert.IsTrue(bench.Relays.Closed[HeatPump]);
        }

        [TestMethod]
        public void ModestOverload_IsToleratedBeforeAnythingIsSwitched()
        {
            var bench = Running();
            bench.TiedLoad = Ev;
            bench.TiedMa = 0;
            bench.RestMa = 55000;
            bench.Run(15000);
            Assert.IsTrue(bench.Relays.Closed[HeatPump]);
            bench.Run(10000);
            Assert.IsFalse(bench.Relays.Closed[HeatPump]);
        }

        [TestMethod]
        public void OverloadInTheShortTimeRegion_ShedsWithTheFirstReading()
        {
            var bench = Running();
            bench.RestMa = 190000;
            bench.Run(100);
            Assert.IsFalse(bench.Relays.Closed[Ev]);
            Assert.IsFalse(bench.Relays.Closed[HeatPump]);
        }

        [TestMethod]
        public void OverloadOfSixtyPercent_ShedsWithinHalfASecond()
        {
            var bench = Running();
            bench.RestMa = 63000 * 16 / 10 - 45000;
            bench.Run(200);
            Assert.IsTrue(bench.Relays.Closed[Ev]);
            bench.Run(300);
            Assert.IsFalse(bench.Relays.Closed[Ev]);
        }

        [TestMethod]
        public void LoadThatWouldNotFit_IsNotStartedAndTheLessImportantMakesRoom()
        {
            var bench = new GuardBench(NodeSettings.Parse(Json), false) { RestMa = 26000 };
            bench.Control.Requests.TryRequest(HeatPump, RequestMode.Off, 0, 0);
            bench.Run(20000);
            Assert.IsFalse(bench.Relays.Closed[HeatPump]);
            Assert.IsTrue(bench.DrawnMa[Ev] > 28000, "mA: " + bench.DrawnMa[Ev]);
            bench.Control.Requests.TryRequest(HeatPump, RequestMode.Auto, 0, bench.NowMs);
            int largestMa = 0;
            for (int i = 0; i < 300; i++)
            {
                bench.Run(100);
                largestMa = bench.SupplyMa > largestMa ? bench.SupplyMa : largestMa;
            }

            Assert.IsTrue(bench.Relays.Closed[HeatPump]);
            Assert.IsTrue(bench.Relays.Closed[Ev]);
            Assert.IsTrue(largestMa <= 63000, "mA: " + largestMa);
            Assert.AreEqual(0, bench.ShedEvents);
        }

        private static GuardBench Running()
        {
            var bench = new GuardBench(NodeSettings.Parse(Json), false);
            bench.Run(20000);
            Assert.AreEqual(32000, bench.DrawnMa[Ev]);
            Assert.IsTrue(bench.Relays.Closed[HeatPump]);
            return bench;
        }
    }
}
