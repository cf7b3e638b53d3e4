using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>Import limits: one that comes over the network, and one by an agreement after ENA G100.</summary>
    [TestClass]
    public class ImportLimitTests
    {
        private const string Loads = RuleHome.Car + "," + RuleHome.Heater + "," + RuleHome.Boiler;

        [TestMethod]
        public void Message_Limit_IsKeptAndItsEndGivesEverythingBack()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", Loads, 30000);
            Assert.AreEqual(12360, bench.DrawnW(0) + bench.DrawnW(1) + bench.DrawnW(2));
            bench.Control.GridInputs.SetLimits(4000, GridInputs.None, GridInputs.None, bench.NowMs + 600000);
            bench.Run(20000);
            for (int i = 0; i < 560; i++)
            {
                bench.Run(1000);
                Assert.IsTrue(bench.GridW <= 4000, "W: " + bench.GridW);
            }

            Assert.IsTrue(bench.GridW > 1900, "W: " + bench.GridW);
            bench.Run(200000);
            Assert.AreEqual(12360, bench.DrawnW(0) + bench.DrawnW(1) + bench.DrawnW(2));
        }

        [TestMethod]
        public void Message_RandomDelay_LimitComesAndGoesWithinIt()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":60", RuleHome.Car, 30000);
            long sentMs = bench.NowMs;
            bench.Control.GridInputs.SetLimits(3000, GridInputs.None, GridInputs.None, bench.NowMs + 600000);
            while (bench.GridW > 3000 && bench.NowMs - sentMs < 120000)
            {
                bench.Run(100);
            }

            long delayMs = bench.NowMs - sentMs;
            Assert.IsTrue(delayMs > 4500 && delayMs <= 64000, "ms: " + delayMs);
            bench.Run(sentMs + 599000 - bench.NowMs);
            Assert.IsTrue(bench.GridW <= 3000, "W: " + bench.GridW);
            bench.Run(90000);
            Assert.AreEqual(7360, bench.DrawnW(0));
        }

        [TestMethod]
        public void Message_OneLoadSuffices_OnlyThatOneIsShed()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Heater + "," + RuleHome.Boiler, 30000);
            bench.Control.GridInputs.SetLimits(3500, GridInputs.None, GridInputs.None, bench.NowMs + 3600000);
            bench.Run(30000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.IsTrue(bench.Relays.Closed[1]);
            Assert.AreEqual(1, bench.ShedEvents);
        }

        [TestMethod]
        public void Message_TwoLoadsWait_AreNotStartedOnTheSameRoom()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Heater + "," + RuleHome.Boiler, 100);
            bench.Control.GridInputs.SetLimits(3500, GridInputs.None, GridInputs.None, bench.NowMs + 3600000);
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Control.Requests.TryRequest(1, RequestMode.Off, 0, bench.NowMs);
            bench.Run(60000);
            bench.Control.Requests.TryRequest(0, RequestMode.Auto, 0, bench.NowMs);
            bench.Control.Requests.TryRequest(1, RequestMode.Auto, 0, bench.NowMs);
            for (int i = 0; i < 300; i++)
            {
                bench.Run(100);
                Assert.IsTrue(bench.GridW <= 3500, "W: " + bench.GridW);
            }

            Assert.IsTrue(bench.Relays.Closed[1]);
        }

        [TestMethod]
        public void Agreement_Excursion_IsClearedWithin15Seconds()
        {
            var bench = RuleHome.Bench("\"import_limit_a\":40", Loads, 60000);
            bench.RestMa = 30000;
            int above = 0;
            for (int i = 0; i < 600; i++)
            {
                bench.Run(100);
                above = bench.SupplyMa > 40000 ? i : above;
            }

            Assert.IsTrue(above < 150, "tenths of a second: " + above);
            Assert.AreEqual(0, bench.Control.Limits.ImportScheme.CountedExcursions);
        }

        [TestMethod]
        public void Agreement_ThirdExcursion_LocksOutForFourHoursAndLoadsComeBackOneByOne()
        {
            var bench = RuleHome.Bench("\"import_limit_a\":40", Loads + "," + RuleHome.Router, 60000);
            for (int i = 0; i < 3; i++)
            {
                bench.RestMa = 45000;
                bench.Run(20000);
                bench.RestMa = 1000;
                bench.Run(40000);
            }

            Assert.IsTrue(bench.Control.Limits.ImportScheme.IsLockedOut);
            long lockedMs = bench.NowMs;
            bench.StepMs = 1000;
            bench.Run((4 * 3600000) - 70000);
            for (int i = 0; i < 3; i++)
            {
                Assert.IsFalse(bench.Relays.Closed[i]);
                Assert.AreEqual((int)Reason.LockedOut, (int)bench.Loads[i].Reason);
            }

            Assert.IsTrue(bench.Relays.Closed[3]);
            bench.StepMs = 100;
            int most = 0;
            int before = 0;
            while (bench.NowMs - lockedMs < (4 * 3600000) + 300000)
            {
                bench.Run(100);
                int on = (bench.Relays.Closed[0] ? 1 : 0) + (bench.Relays.Closed[1] ? 1 : 0) + (bench.Relays.Closed[2] ? 1 : 0);
                most = on - before > most ? on - before : most;
                before = on;
                Assert.IsTrue(bench.SupplyMa <= 40000, "mA: " + bench.SupplyMa);
            }

            Assert.AreEqual(1, most);
            Assert.AreEqual(3, before);
        }

        [TestMethod]
        public void BatteryThatIsDeaf_IsCutOffByItsContactor_AndTriedAgainWhenThereIsRoom()
        {
            string battery = RuleHome.With(RuleHome.Battery, "\"priority\":10", "\"priority\":10,\"pin\":27,\"min_on_s\":0,\"min_off_s\":0");
            var bench = RuleHome.Bench("\"import_limit_a\":40", battery, 10000);
            bench.Control.Requests.TryRequest(0, RequestMode.Power, 5000, bench.NowMs);
            bench.Run(30000);
            Assert.AreEqual(5000, bench.DrawnW(0));

            bench.FollowsAfterMs[0] = int.MaxValue;
            bench.RestMa = 30000;
            bench.Run(8000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            bench.Run(30000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.AreEqual(0, bench.DrawnW(0));

            bench.FollowsAfterMs[0] = 1000;
            bench.RestMa = 10000;
            bench.Run(120000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual(5000, bench.DrawnW(0));
        }
    }
}
