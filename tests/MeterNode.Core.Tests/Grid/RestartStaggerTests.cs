using MeterNode.Core.Grid;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class RestartStaggerTests
    {
        private const int SpreadS = 300;
        private const int SpacingS = 20;

        [TestMethod]
        public void RestartStagger_BeforeTheStart_HoldsNothing()
        {
            Assert.IsTrue(Home(1).IsReleased(0, 0));
        }

        [TestMethod]
        public void RestartStagger_AnySeed_ReleasesByPriorityWithSpacing()
        {
            for (int seed = 1; seed <= 200; seed++)
            {
                var stagger = Home(seed);
                stagger.Start(5000);

                // Priorities 10, 90, 50, 90 and a critical one: 1, 3, 2, 0.
                Assert.AreEqual(5000L, stagger.ReleaseAtMs(4));
                Assert.IsTrue(stagger.ReleaseAtMs(1) >= 5000 && stagger.ReleaseAtMs(1) <= 5000 + (SpreadS * 1000));
                CheckGap(stagger, 1, 3);
                CheckGap(stagger, 3, 2);
                CheckGap(stagger, 2, 0);
                Assert.IsTrue(stagger.ReleaseAtMs(0) <= 5000 + stagger.LongestMs);
            }
        }

        [TestMethod]
        public void RestartStagger_Released_AtItsTimeExactly()
        {
            var stagger = Home(3);
            stagger.Start(0);
            long atMs = stagger.ReleaseAtMs(2);
            Assert.IsFalse(stagger.IsReleased(2, atMs - 1));
            Assert.IsTrue(stagger.IsReleased(2, atMs));
        }

        [TestMethod]
        public void RestartStagger_SecondOutage_DrawsAnew()
        {
            var stagger = Home(3);
            stagger.Start(0);
            long firstMs = stagger.ReleaseAtMs(2);
            stagger.Start(1000000);
            Assert.IsTrue(stagger.ReleaseAtMs(2) >= 1000000);
            Assert.AreNotEqual(firstMs, stagger.ReleaseAtMs(2) - 1000000);
        }

        [TestMethod]
        public void RestartStagger_StreetOfThousand_ComesBackSpread()
        {
            var bins = new int[45];
            for (int node = 0; node < 1000; node++)
            {
                var stagger = Home(RandomDelay.SeedOf("node-" + node, 3));
                stagger.Start(0);
                for (int load = 0; load < 4; load++)
                {
                    bins[(int)(stagger.ReleaseAtMs(load) / 10000)]++;
                }
            }

            int most = 0;
            for (int i = 0; i < bins.Length; i++)
            {
                most = bins[i] > most ? bins[i] : most;
            }

            OutputHelper.WriteLine("at most " + most + " of 4000 loads in 10 s");
            Assert.IsTrue(most <= 200, "at most " + most + " of 4000 loads in 10 s");
        }

        private static void CheckGap(RestartStagger stagger, int earlier, int later)
        {
            long gapMs = stagger.ReleaseAtMs(later) - stagger.ReleaseAtMs(earlier);
            Assert.IsTrue(gapMs >= SpacingS * 1000 && gapMs <= SpacingS * 2000, "gap " + gapMs);
        }

        private static RestartStagger Home(int seed)
        {
            var priorities = new[] { 10, 90, 50, 90, 100 };
            var critical = new[] { false, false, false, false, true };
            return new RestartStagger(priorities, critical, SpreadS, SpacingS, new RandomDelay(seed));
        }
    }
}
