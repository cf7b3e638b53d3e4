using MeterNode.Core.Loads;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>The moments after a start, and random delays of requests.</summary>
    [TestClass]
    public class RestartTests
    {
        private const string Loads = RuleHome.Car + "," + RuleHome.Heater + "," + RuleHome.Boiler + "," + RuleHome.Router;

        [TestMethod]
        public void Start_CriticalAtOnce_OthersSpreadByImportanceAndDifferentlyEachTime()
        {
            long firstMs = 0;
            bool differs = false;
            for (int entropy = 1; entropy <= 4; entropy++)
            {
                string text = RuleHome.Text("\"circuit\":\"supply\",\"limit_a\":100", "", Loads);
                var bench = new GuardBench(NodeSettings.Parse(RuleHome.With(text, "\"restart_delay_s\":0", "\"restart_delay_s\":120")), false, entropy);
                bench.Run(100);
                Assert.IsTrue(bench.Relays.Closed[3]);
                var startedMs = new long[3];
                while (bench.NowMs < 150000)
                {
                    bench.Run(100);
                    for (int i = 0; i < 3; i++)
                    {
                        startedMs[i] = startedMs[i] == 0 && bench.Relays.Closed[i] ? bench.NowMs : startedMs[i];
                    }
                }

                Assert.IsTrue(startedMs[0] - startedMs[1] >= 1900 && startedMs[1] - startedMs[2] >= 1900 && startedMs[2] > 0);
                Assert.IsTrue(startedMs[2] <= 121000, "ms: " + startedMs[2]);
                differs |= firstMs != 0 && startedMs[2] != firstMs;
                firstMs = startedMs[2];
            }

            Assert.IsTrue(differs);
        }

        [TestMethod]
        public void Request_ForACar_WaitsForItsDelay_ProtectionDoesNot()
        {
            string car = RuleHome.With(RuleHome.Car, "\"random_delay_s\":0,", "");
            int waited = 0;
            for (int entropy = 1; entropy <= 5; entropy++)
            {
                var bench = new GuardBench(RuleHome.Settings("", car + "," + RuleHome.Heater), false, entropy);
                bench.Run(20000);
                long askedMs = bench.NowMs;
                bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
                bench.Control.Requests.TryRequest(1, RequestMode.Off, 0, bench.NowMs);
                bench.Run(200);
                Assert.IsFalse(bench.Relays.Closed[1]);
                waited += bench.Relays.Closed[0] ? 1 : 0;
                while (bench.Relays.Closed[0] && bench.NowMs - askedMs < 700000)
                {
                    bench.Run(1000);
                }

                Assert.IsTrue(bench.NowMs - askedMs <= 602000, "ms: " + (bench.NowMs - askedMs));
            }

            Assert.IsTrue(waited >= 4, "waited: " + waited);
            var other = new GuardBench(RuleHome.Settings("", car), false);
            other.Run(20000);
            other.RestMa = 250000;
            other.Run(1000);
            Assert.IsFalse(other.Relays.Closed[0]);
        }
    }
}
