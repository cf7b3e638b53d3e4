using MeterNode.Core.Grid;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class DelayedChangesTests
    {
        [TestMethod]
        public void DelayedChanges_Change_TakesEffectOnceItsDelayIsOver()
        {
            var changes = Gate(9, 600);
            Assert.AreEqual(0, changes.Step(0, 7000, 1000));
            long dueMs = 1000 + changes.RemainingMs(0, 1000);
            Assert.IsTrue(dueMs > 1000 && dueMs <= 601000 && dueMs % 1000 == 0, "due at " + dueMs);
            Assert.AreEqual(0, changes.Step(0, 7000, dueMs - 1));
            Assert.IsTrue(changes.IsPending(0));
            Assert.AreEqual(7000, changes.Step(0, 7000, dueMs));
            Assert.IsFalse(changes.IsPending(0));
            Assert.AreEqual(7000, changes.Effective(0));
        }

        [TestMethod]
        public void DelayedChanges_NewerWish_TakesTheOldersPlaceAndDueTime()
        {
            var changes = Gate(9, 600);
            changes.Step(0, 7000, 0);
            long dueMs = changes.RemainingMs(0, 0);
            changes.Step(0, 3000, dueMs - 1000);
            changes.Step(0, 5000, dueMs - 500);
            Assert.AreEqual(500L, changes.RemainingMs(0, dueMs - 500));
            Assert.AreEqual(5000, changes.Step(0, 5000, dueMs));
        }

        [TestMethod]
        public void DelayedChanges_BackToTheEffectiveValue_Cancels()
        {
            var changes = Gate(9, 600);
            changes.Step(0, 7000, 0);
            changes.Step(0, 0, 10);
            Assert.IsFalse(changes.IsPending(0));
            for (int s = 0; s <= 700; s++)
            {
                Assert.AreEqual(0, changes.Step(0, 0, s * 1000));
            }
        }

        [TestMethod]
        public void DelayedChanges_CancelledAndWishedAgain_DoesNotDrawAgain()
        {
            var changes = Gate(9, 600);
            changes.Step(0, 7000, 0);
            long dueMs = changes.RemainingMs(0, 0);
            for (long ms = 100; ms < dueMs; ms += 100)
            {
                Assert.AreEqual(0, changes.Step(0, ms / 100 % 2 == 0 ? 0 : 7000, ms));
            }

            changes.Step(0, 7000, dueMs - 1);
            Assert.AreEqual(7000, changes.Step(0, 7000, dueMs));
        }

        [TestMethod]
        public void DelayedChanges_WishOnlyWhenDueIsPast_WaitsAnew()
        {
            var changes = Gate(9, 600);
            changes.Step(0, 7000, 0);
            changes.Step(0, 0, 10);
            Assert.AreEqual(0, changes.Step(0, 7000, 10000000));
            Assert.IsTrue(changes.IsPending(0));
        }

        [TestMethod]
        public void DelayedChanges_NoDelay_LetsThroughAtOnce()
        {
            var changes = Gate(9, -1);
            Assert.AreEqual(5, changes.Step(0, 5, 0));
            Assert.AreEqual(6, changes.Step(0, 6, 0));
        }

        [TestMethod]
        public void DelayedChanges_LongestDelay_IsBounded()
        {
            var changes = new DelayedChanges(200, new RandomDelay(4));
            long longestMs = 0;
            for (int i = 0; i < 200; i++)
            {
                changes.SetMost(i, 100000);
                changes.Step(i, 1, 0);
                long remainingMs = changes.RemainingMs(i, 0);
                longestMs = remainingMs > longestMs ? remainingMs : longestMs;
            }

            Assert.IsTrue(longestMs > 1600000 && longestMs <= 1800000, "longest " + longestMs);
        }

        [TestMethod]
        public void DelayedChanges_Override_TakesEffectAtOnceAndEndsTheDelay()
        {
            var changes = Gate(9, 600);
            changes.Step(0, 7000, 0);
            changes.Override(0, 3000);
            Assert.AreEqual(3000, changes.Effective(0));
            Assert.AreEqual(3000, changes.Step(0, 3000, 1));
            Assert.IsFalse(changes.IsPending(0));
        }

        [TestMethod]
        public void DelayedChanges_Loads_AreApart()
        {
            var changes = new DelayedChanges(2, new RandomDelay(5));
            changes.Step(0, 100, 0);
            Assert.IsFalse(changes.IsPending(1));
            Assert.AreEqual(0, changes.Step(1, 0, 0));
        }

        [TestMethod]
        public void DelayedChanges_HostileStream_ChangesNoMoreThanOncePerDraw()
        {
            var hostile = new RandomDelay(1234);
            for (int seed = 1; seed <= 20; seed++)
            {
                var changes = Gate(seed, 600);
                int effective = 0;
                int switched = 0;
                long firstMs = -1;
                long lastDueMs = -1;
                for (int s = 0; s < 3600; s++)
                {
                    int before = effective;
                    effective = changes.Step(0, hostile.Next(3), s * 1000);
                    switched += effective != before ? 1 : 0;
                    firstMs = firstMs < 0 && effective != 0 ? s * 1000 : firstMs;
                    long remainingMs = changes.RemainingMs(0, s * 1000);
                    if (remainingMs > 0 && lastDueMs > s * 1000)
                    {
                        Assert.AreEqual(lastDueMs, (s * 1000) + remainingMs);
                    }

                    lastDueMs = remainingMs > 0 ? (s * 1000) + remainingMs : lastDueMs;
                }

                // 3600 s hold 12 delays of 300 s on average; without the gate there would be 2400 changes.
                Assert.IsTrue(switched <= 30, "seed " + seed + ": " + switched + " changes");
            }
        }

        [TestMethod]
        public void DelayedChanges_SteadyWishAfterAHostileStream_IsNotStarved()
        {
            for (int seed = 1; seed <= 50; seed++)
            {
                var changes = Gate(seed, 600);
                for (int s = 0; s < 1000; s++)
                {
                    changes.Step(0, s % 2, s * 1000);
                }

                long doneMs = -1;
                for (int s = 1000; s <= 1601 && doneMs < 0; s++)
                {
                    doneMs = changes.Step(0, 9, s * 1000) == 9 ? s : -1;
                }

                Assert.IsTrue(doneMs >= 0, "seed " + seed);
            }
        }

        [TestMethod]
        public void DelayedChanges_StreetOfThousandAndOneOrder_IsSpreadOverTheDelay()
        {
            int most = MostInTenSeconds(false);
            OutputHelper.WriteLine("one order: at most " + most + " of 1000 nodes in 10 s");
            Assert.IsTrue(most <= 32, "at most " + most + " of 1000 in 10 s");
        }

        [TestMethod]
        public void DelayedChanges_StreetOfThousandAndAFlickeringOrder_IsSpreadAsWell()
        {
            int most = MostInTenSeconds(true);
            OutputHelper.WriteLine("flickering order: at most " + most + " of 1000 nodes in 10 s");
            Assert.IsTrue(most <= 50, "at most " + most + " of 1000 in 10 s");
        }

        /// <summary>Steps every 5 s; the first change of each node falls into one of 10 s.</summary>
        private static int MostInTenSeconds(bool flickers)
        {
            var bins = new int[130];
            int changed = 0;
            for (int node = 0; node < 1000; node++)
            {
                var changes = Gate(RandomDelay.SeedOf("node-" + node, 42), 600);
                for (int s = 0; s < 1300; s += 5)
                {
                    int wish = flickers && s < 600 ? s / 5 % 2 : 1;
                    if (changes.Step(0, wish, s * 1000) == 1)
                    {
                        bins[s / 10]++;
                        changed++;
                        break;
                    }
                }
            }

            Assert.AreEqual(1000, changed);
            int most = 0;
            for (int i = 0; i < bins.Length; i++)
            {
                most = bins[i] > most ? bins[i] : most;
            }

            return most;
        }

        private static DelayedChanges Gate(int seed, int mostS)
        {
            var changes = new DelayedChanges(1, new RandomDelay(seed));
            changes.SetMost(0, mostS);
            return changes;
        }
    }
}
