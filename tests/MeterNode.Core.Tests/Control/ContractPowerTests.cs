using MeterNode.Core.Loads;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>Contract power of 6 kW in windows of 15 min: every window of the trace is looked at, wherever it begins.</summary>
    [TestClass]
    public class ContractPowerTests
    {
        private const string Grid = "\"contract_w\":6000,\"contract_window_min\":15";
        private const int Window = 900;
        private static int s_seed;

        [TestMethod]
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(2026)]
        public void Contract_VaryingRestOverHours_NoWindowIsAboveItAndLoadsGetTheMost(int seed)
        {
            s_seed = seed;
            var trace = new int[4 * 3600];
            var bench = new GuardBench(RuleHome.Settings(Grid, RuleHome.Car + "," + RuleHome.Heater + "," + RuleHome.Boiler), false) { StepMs = 500 };
            for (int second = 0; second < trace.Length; second++)
            {
                if (second % 40 == 0)
                {
                    bench.RestMa = Next(4500) * 1000 / 230;
                }

                bench.Run(1000);
                trace[second] = bench.GridW;
            }

            int largestW = LargestWindowW(trace, 0);
            int meanW = MeanW(trace, 1800);
            Assert.IsTrue(largestW <= 6000, "W: " + largestW);
            Assert.IsTrue(meanW >= 4900, "mean W: " + meanW);
        }

        [TestMethod]
        public void Contract_ExportInBetween_IsNotSetOff()
        {
            var trace = new int[2 * 3600];
            var bench = new GuardBench(RuleHome.Settings(Grid, RuleHome.Car + "," + RuleHome.Heater), false) { StepMs = 500 };
            for (int second = 0; second < trace.Length; second++)
            {
                bench.RestMa = second / 300 % 3 == 1 ? -60000 : 9000;
                bench.Run(1000);
                trace[second] = bench.GridW;
            }

            int largestW = LargestWindowW(trace, 0);
            Assert.IsTrue(largestW <= 6000, "W: " + largestW);
        }

        [TestMethod]
        public void Contract_RestartInsideAWindow_HoldsForTheWindowsAcrossIt()
        {
            var trace = new int[3600];
            var settings = RuleHome.Settings(Grid, RuleHome.Car + "," + RuleHome.Heater);
            var bench = new GuardBench(settings, false) { StepMs = 500, RestMa = 12000 };
            for (int second = 0; second < trace.Length; second++)
            {
                if (second == 2000)
                {
                    bench = new GuardBench(settings, false) { StepMs = 500, RestMa = 12000 };
                }

                bench.Run(1000);
                trace[second] = bench.GridW;
            }

            int largestW = LargestWindowW(trace, 0);
            Assert.IsTrue(largestW <= 6000, "W: " + largestW);
        }

        [TestMethod]
        public void Contract_LoadShedForIt_ComesBackWhenThereIsRoom()
        {
            var bench = RuleHome.Bench("\"contract_w\":6000,\"contract_window_min\":5", RuleHome.Heater, 60000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            bench.RestMa = 26000;
            bench.Run(600000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Rank.Grid, (int)bench.Loads[0].Winner);
            bench.RestMa = 1000;
            bench.Run(600000);
            Assert.IsTrue(bench.Relays.Closed[0]);
        }

        /// <summary>The largest average of any window, aligned or not, W.</summary>
        private static int LargestWindowW(int[] trace, int from)
        {
            long sum = 0;
            long largest = 0;
            for (int i = from; i < trace.Length; i++)
            {
                sum += trace[i] > 0 ? trace[i] : 0;
                if (i - from >= Window)
                {
                    sum -= trace[i - Window] > 0 ? trace[i - Window] : 0;
                }

                largest = sum > largest ? sum : largest;
            }

            return (int)(largest / Window);
        }

        private static int MeanW(int[] trace, int from)
        {
            long sum = 0;
            for (int i = from; i < trace.Length; i++)
            {
                sum += trace[i];
            }

            return (int)(sum / (trace.Length - from));
        }

        private static int Next(int most)
        {
            s_seed = ((s_seed * 1103515245) + 12345) & int.MaxValue;
            return (int)((long)s_seed * most / int.MaxValue);
        }
    }
}
