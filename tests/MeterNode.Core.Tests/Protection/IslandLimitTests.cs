using MeterNode.Core.Loads;
using MeterNode.Core.Settings;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>A home that runs on its inverter: 3 kW for good, 5 kW for 10 s.</summary>
    [TestClass]
    public class IslandLimitTests
    {
        private const int Heater = 0;
        private const int Router = 1;
        private const int Inverter = 1;

        private const string Json =
            "{\"schema\":1,\"id\":\"test-1\",\"restart_delay_s\":0,\"supply\":{\"circuit\":\"supply\",\"limit_a\":63},"
            + "\"circuits\":[{\"name\":\"supply\",\"address\":64},{\"name\":\"inverter\",\"address\":65}],"
            + "\"island\":{\"sense_pin\":34,\"circuit\":\"inverter\",\"continuous_w\":3000,\"short_time_w\":5000,\"short_time_s\":10,\"essential_only\":false},"
            + "\"loads\":["
            + "{\"name\":\"heater\",\"pin\":25,\"power_w\":2000,\"min_on_s\":0,\"min_off_s\":0},"
            + "{\"name\":\"router\",\"pin\":27,\"power_w\":50,\"critical\":true,\"contact\":\"normally_closed\"}]}";

        [TestMethod]
        public void Island_EssentialOnly_KeepsCriticalLoadsAlone()
        {
            var bench = Running("\"essential_only\":true");
            bench.Readings.FastCurrentMa[Inverter] = 1000;
            bench.Run(1000);
            Assert.IsFalse(bench.Loads[Heater].IsOn);
            Assert.IsTrue(bench.Loads[Router].IsOn);
            Assert.AreEqual((int)Reason.Island, (int)bench.Loads[Heater].Reason);
        }

        [TestMethod]
        public void Island_WithinTheInvertersRating_LoadsRun()
        {
            var bench = Running("\"essential_only\":false");
            bench.Readings.FastCurrentMa[Inverter] = 10000;
            bench.Run(20000);
            Assert.IsTrue(bench.Loads[Heater].IsOn);
        }

        [TestMethod]
        public void Island_BeyondTheShortTimeRating_ShedsAtOnce()
        {
            var bench = Running("\"essential_only\":false");
            bench.Readings.FastCurrentMa[Inverter] = 24000;
            bench.Run(100);
            Assert.IsFalse(bench.Loads[Heater].IsOn);
            Assert.IsTrue(bench.Loads[Router].IsOn);
        }

        [TestMethod]
        public void Island_BetweenTheRatings_ShedsBeforeTheShortTimeIsOver()
        {
            var bench = Running("\"essential_only\":false");
            bench.Readings.FastCurrentMa[Inverter] = 20000;
            bench.Run(1000);
            Assert.IsTrue(bench.Loads[Heater].IsOn);
            bench.Run(9000);
            Assert.IsFalse(bench.Loads[Heater].IsOn);
        }

        private static GuardBench Running(string essential)
        {
            int at = Json.IndexOf("\"essential_only\":false");
            string text = Json.Substring(0, at) + essential + Json.Substring(at + "\"essential_only\":false".Length);
            var bench = new GuardBench(NodeSettings.Parse(text), false);
            bench.Run(5000);
            Assert.IsTrue(bench.Loads[Heater].IsOn);
            bench.Control.Response.IsGridPresent = false;
            bench.Run(300);
            Assert.IsTrue(bench.Control.Response.IsIsland);
            return bench;
        }
    }
}
