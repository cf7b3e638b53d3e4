using MeterNode.Core.Grid;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class IslandDetectorTests
    {
        [TestMethod]
        public void IslandDetector_GridThere_IsNoIsland()
        {
            var detector = Detector(1);
            Run(detector, 0, 60000, true);
            Assert.IsFalse(detector.IsIsland);
            Assert.AreEqual(0, detector.ChangeCount);
        }

        [TestMethod]
        public void IslandDetector_GridLost_IsSeenWithin200Ms()
        {
            for (int phaseMs = 1; phaseMs <= 100; phaseMs += 9)
            {
                var detector = Detector(1);
                Run(detector, 0, 1000, true);
                long lostMs = 1000 - phaseMs;
                long nowMs = 1000;
                while (!detector.IsIsland)
                {
                    detector.Step(nowMs, false);
                    Assert.IsTrue(nowMs - lostMs <= 200, "not seen in 200 ms");
                    nowMs += 100;
                }
            }
        }

        [TestMethod]
        public void IslandDetector_ContactBounces_IsNoIsland()
        {
            var detector = Detector(1);
            for (int ms = 0; ms < 5000; ms += 50)
            {
                detector.Step(ms, ms / 50 % 2 == 0);
            }

            Assert.AreEqual(0, detector.ChangeCount);
        }

        [TestMethod]
        public void IslandDetector_GridBack_CountsAfterStableAndRandomTime()
        {
            int earliest = int.MaxValue;
            int latest = 0;
            for (int seed = 1; seed <= 100; seed++)
            {
                var detector = Detector(seed);
                Run(detector, 0, 1000, false);
                Assert.IsTrue(detector.IsIsland);
                int s = 0;
                while (detector.IsIsland && s < 1000)
                {
                    detector.Step(1000 + (s * 1000L), true);
                    s++;
                }

                s--;
                Assert.IsTrue(s >= 60 && s <= 180, "back after " + s);
                Assert.AreEqual(2, detector.ChangeCount);
                Assert.AreEqual(1000 + (s * 1000L), detector.ChangedMs);
                earliest = s < earliest ? s : earliest;
                latest = s > latest ? s : latest;
            }

            Assert.IsTrue(latest - earliest > 100, "from " + earliest + " to " + latest);
        }

        [TestMethod]
        public void IslandDetector_GridFlickers_StaysAnIsland()
        {
            var detector = Detector(2);
            Run(detector, 0, 1000, false);
            for (int s = 1; s < 1000; s++)
            {
                detector.Step(s * 1000L, s % 50 != 0);
                Assert.IsTrue(detector.IsIsland, "at " + s);
            }
        }

        private static IslandDetector Detector(int seed)
        {
            return new IslandDetector(60, 120, new RandomDelay(seed));
        }

        private static void Run(IslandDetector detector, long fromMs, int lengthMs, bool isGridPresent)
        {
            for (int ms = 0; ms < lengthMs; ms += 50)
            {
                detector.Step(fromMs + ms, isGridPresent);
            }
        }
    }
}
