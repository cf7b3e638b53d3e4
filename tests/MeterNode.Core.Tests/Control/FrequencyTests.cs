using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    [TestClass]
    public class FrequencyTests
    {
        [TestMethod]
        public void Dynamic_Droop_ToldWithinASecond()
        {
            var bench = Running("\"frequency_response\":\"dynamic\"");
            bench.Readings.FastFrequencyMhz = 49700;
            bench.Run(900);
            int toldW = bench.Control.SetPoints.PowerW(0);
            Assert.IsTrue(toldW > 4100 && toldW < 4780, "W: " + toldW);
            Assert.AreEqual((int)Reason.Frequency, (int)bench.Loads[0].Reason);
            bench.Readings.FastFrequencyMhz = 49500;
            bench.Run(900);
            AllButTheCriticalAreOff(bench);
        }

        [TestMethod]
        public void Dynamic_FrequencyBack_ReleasedAfterTheHoldAndAJitter()
        {
            var bench = Running("\"frequency_response\":\"dynamic\"");
            bench.Readings.FastFrequencyMhz = 49500;
            bench.Run(2000);
            bench.Readings.FastFrequencyMhz = 50000;
            bench.Run(29000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.IsFalse(bench.Relays.Closed[1]);
            bench.Run(330000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.IsTrue(bench.Relays.Closed[1]);
        }

        [TestMethod]
        public void Dynamic_HighFrequency_TurnsGenerationDown()
        {
            var bench = new GuardBench(RuleHome.Settings("\"frequency_response\":\"dynamic\"", RuleHome.Inverter), false);
            bench.Readings.FastFrequencyMhz = 50000;
            bench.Run(20000);
            bench.Readings.FastFrequencyMhz = 50350;
            bench.Run(900);
            int toldW = bench.Control.SetPoints.PowerW(0);
            Assert.IsTrue(toldW > -2500 && toldW < -2200, "W: " + toldW);
        }

        [TestMethod]
        public void Dynamic_HighFrequency_WantsLoadsOn_ExceptWhereTheyWereAskedOff()
        {
            var bench = new GuardBench(RuleHome.Settings("\"frequency_response\":\"dynamic\",\"divert_surplus\":true,\"surplus_set_point_w\":-50", RuleHome.Car + "," + RuleHome.HeatPump), false);
            bench.Readings.FastFrequencyMhz = 50000;
            bench.Run(90000);
            Assert.AreEqual(0, bench.DrawnW(0));
            Assert.IsFalse(bench.Relays.Second[1]);
            bench.Readings.FastFrequencyMhz = 50500;
            bench.Run(30000);
            Assert.AreEqual(7360, bench.DrawnW(0));
            Assert.IsTrue(bench.Relays.Second[1]);
            Assert.AreEqual((int)Reason.Frequency, (int)bench.Loads[0].Reason);
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Run(30000);
            Assert.AreEqual(0, bench.DrawnW(0));
            bench.Readings.FastFrequencyMhz = 50000;
            bench.Run(400000);
            Assert.IsFalse(bench.Relays.Second[1]);
        }

        [TestMethod]
        public void Steps_OnlyAtTheStages_AndNeverTheCritical()
        {
            var bench = Running("\"frequency_response\":\"low_frequency\"");
            bench.Readings.FastFrequencyMhz = 49000;
            bench.Run(5000);
            Assert.AreEqual(7360, bench.Control.SetPoints.PowerW(0));
            Assert.IsTrue(bench.Relays.Closed[1]);
            bench.Readings.FastFrequencyMhz = 47700;
            bench.Run(1000);
            AllButTheCriticalAreOff(bench);
        }

        [TestMethod]
        public void Unknown_ChangesNothing()
        {
            var bench = Running("\"frequency_response\":\"dynamic\"");
            bench.Readings.FastFrequencyMhz = 0;
            bench.Run(60000);
            Assert.AreEqual(7360, bench.Control.SetPoints.PowerW(0));
            Assert.IsTrue(bench.Relays.Closed[1]);
        }

        [TestMethod]
        public void Off_ChangesNothing()
        {
            var bench = Running("\"frequency_response\":\"off\"");
            bench.Readings.FastFrequencyMhz = 47500;
            bench.Run(5000);
            Assert.AreEqual(7360, bench.Control.SetPoints.PowerW(0));
        }

        private static void AllButTheCriticalAreOff(GuardBench bench)
        {
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.IsFalse(bench.Relays.Closed[1]);
            Assert.IsTrue(bench.Relays.Closed[2]);
        }

        private static GuardBench Running(string grid)
        {
            var bench = new GuardBench(RuleHome.Settings(grid, RuleHome.Car + "," + RuleHome.Heater + "," + RuleHome.Router), false);
            bench.Readings.FastFrequencyMhz = 50000;
            bench.Run(20000);
            Assert.AreEqual(7360, bench.Control.SetPoints.PowerW(0));
            Assert.IsTrue(bench.Relays.Closed[1]);
            return bench;
        }
    }
}
