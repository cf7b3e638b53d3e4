using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>Export limits, with an inverter that is told a power, one behind a contactor, and a battery.</summary>
    [TestClass]
    public class ExportLimitTests
    {
        [TestMethod]
        public void Agreement_Inverter_IsTurnedDownAndFollowsTheHome()
        {
            var bench = RuleHome.Bench("\"export_limit_a\":5", RuleHome.Inverter, 60000);
            for (int i = 0; i < 40; i++)
            {
                bench.RestMa = i % 4 * 5000;
                bench.Run(12000);
                for (int second = 0; second < 48; second++)
                {
                    bench.Run(1000);
                    Assert.IsTrue(bench.SupplyMa >= -5300, "mA: " + bench.SupplyMa);
                }
            }

            Assert.AreEqual(0, bench.Control.Limits.ExportScheme.CountedExcursions);
            Assert.IsTrue(bench.DrawnW(0) < -4000, "W: " + bench.DrawnW(0));
        }

        [TestMethod]
        public void Agreement_Contactor_StaysOpenUntilTheHomeTakesItAll()
        {
            var bench = RuleHome.Bench("\"export_limit_a\":0", RuleHome.SwitchedInverter, 60000);
            bench.RestMa = 4000;
            int exported = 0;
            for (int second = 0; second < 3600; second++)
            {
                bench.Run(1000);
                exported += bench.SupplyMa < -300 ? 1 : 0;
            }

            Assert.IsTrue(exported <= 15, "seconds: " + exported);
            Assert.IsFalse(bench.Relays.Closed[0]);
            bench.RestMa = 20000;
            bench.Run(1900000);
            Assert.IsTrue(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void Agreement_BatteryThatDischarges_IsHeld()
        {
            var bench = RuleHome.Bench("\"export_limit_a\":5", RuleHome.With(RuleHome.Battery, "c2", "c0"), 10000);
            bench.Control.Requests.TryRequest(0, RequestMode.Power, -5000, bench.NowMs);
            bench.RestMa = 10000;
            bench.Run(15000);
            for (int second = 0; second < 120; second++)
            {
                bench.Run(1000);
                Assert.IsTrue(bench.SupplyMa >= -5300, "mA: " + bench.SupplyMa);
            }

            Assert.IsTrue(bench.DrawnW(0) < -3000, "W: " + bench.DrawnW(0));
        }

        [TestMethod]
        public void Agreement_ReadingsLost_NothingIsGiven()
        {
            var bench = RuleHome.Bench("\"export_limit_a\":16", RuleHome.Inverter + "," + RuleHome.Battery, 60000);
            Assert.IsTrue(bench.DrawnW(0) < -3000, "W: " + bench.DrawnW(0));
            bench.Control.Requests.TryRequest(1, RequestMode.Power, -3000, bench.NowMs);
            bench.Readings.Flags[0] = ReadingFlags.Lost;
            bench.Run(8000);
            Assert.AreEqual(0, bench.DrawnW(0));
            Assert.AreEqual(0, bench.DrawnW(1));
            bench.Readings.Flags[0] = ReadingFlags.None;
            bench.Run(60000);
            Assert.IsTrue(bench.DrawnW(0) < -1000, "W: " + bench.DrawnW(0));
        }

        [TestMethod]
        public void Message_AnotherPhaseLost_NothingIsGivenWhileTheSumIsUnknown()
        {
            var bench = RuleHome.ThreePhases(63, "\"random_delay_s\":0", RuleHome.Inverter, 10000);
            bench.Control.GridInputs.SetLimits(GridInputs.None, 1000, GridInputs.None, bench.NowMs + 3600000);
            bench.Run(60000);
            Assert.IsTrue(bench.DrawnW(0) < -500 && bench.DrawnW(0) >= -1000, "W: " + bench.DrawnW(0));
            bench.Readings.Flags[1] = ReadingFlags.Lost;
            bench.Run(10000);
            Assert.AreEqual(0, bench.DrawnW(0));
        }

        [TestMethod]
        public void Price_BelowZeroForExport_NothingIsExportedUntilItEnds()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.Inverter, 20000);
            bench.RestMa = 4000;
            bench.Control.GridInputs.SetPrices(GridInputs.None, -10, bench.NowMs + 600000);
            bench.Run(20000);
            for (int second = 0; second < 570; second++)
            {
                bench.Run(1000);
                Assert.IsTrue(bench.GridW >= -100, "W: " + bench.GridW);
            }

            bench.Run(60000);
            Assert.AreEqual(-5000, bench.DrawnW(0));
        }
    }
}
