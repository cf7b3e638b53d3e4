using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    [TestClass]
    public class DisplacementTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void MoreImportant_DisplacesTheLessImportantOnlyAfterItsMinimumOn_WhichComesBackLater(bool byGrid)
        {
            string heater = RuleHome.With(RuleHome.Heater, "\"min_on_s\":0", "\"min_on_s\":1200");
            var bench = byGrid
                ? RuleHome.Bench("\"import_limit_a\":18", heater + "," + RuleHome.Boiler, 100)
                : RuleHome.ThreePhases(20, "", heater + "," + RuleHome.Boiler, 100);
            bench.Control.Requests.TryRequest(1, RequestMode.Off, 0, bench.NowMs);
            bench.Run(30000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            long onMs = bench.Loads[0].ChangedMs;
            bench.Control.Requests.TryRequest(1, RequestMode.Auto, 0, bench.NowMs);
            while (bench.Relays.Closed[0] && bench.NowMs < 1800000)
            {
                bench.Run(1000);
            }

            Assert.IsTrue(bench.NowMs - onMs >= 1200000 && bench.NowMs - onMs < 1300000, "ms: " + (bench.NowMs - onMs));
            bench.Run(30000);
            Assert.IsTrue(bench.Relays.Closed[1]);
            Assert.AreEqual((int)Reason.Displaced, (int)bench.Loads[0].Reason);
            bench.Control.Requests.TryRequest(1, RequestMode.Off, 0, bench.NowMs);
            bench.Run(200000);
            Assert.IsTrue(bench.Relays.Closed[0]);
        }
    }
}
