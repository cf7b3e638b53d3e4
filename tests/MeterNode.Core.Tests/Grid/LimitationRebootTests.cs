using MeterNode.Core.Grid;
using MeterNode.Core.Standards;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    /// <summary>What the scheme remembers over a reboot: never less than without one.</summary>
    [TestClass]
    public class LimitationRebootTests
    {
        private const int Limit = 60000;
        private const int Inside = 60000;
        private const int Over = 60001;

        [TestMethod]
        public void LimitationScheme_RebootAtEverySecondOfAScript_ForgetsNothingAndLocksOutAsLong()
        {
            const int Seconds = 110;
            var whole = Started();
            for (int s = 1; s <= Seconds; s++)
            {
                whole.Step(s * 1000L, Script(s), Limit);
            }

            Assert.IsTrue(whole.IsLockedOut);
            var image = new byte[LimitationScheme.ImageSize + 4];
            for (int cut = 1; cut < Seconds; cut++)
            {
                var before = Started();
                for (int s = 1; s <= cut; s++)
                {
                    before.Step(s * 1000L, Script(s), Limit);
                }

                before.Save(image, 4);
                var after = new LimitationScheme();
                Assert.IsTrue(after.Restore(image, 4, 500));
                Assert.AreEqual(before.CountedExcursions, after.CountedExcursions);
                Assert.AreEqual((int)before.State, (int)after.State);
                Assert.IsTrue(after.MustCurtail);
                for (int s = cut + 1; s <= Seconds; s++)
                {
                    after.Step(500 + ((s - cut) * 1000L), Script(s), Limit);
                }

                Assert.IsTrue(after.IsLockedOut, "cut at " + cut);
                Assert.IsTrue(after.CountedExcursions >= whole.CountedExcursions, "cut at " + cut);
                Assert.IsTrue(after.LockOutRemainingMs >= whole.LockOutRemainingMs, "cut at " + cut);
            }
        }

        [TestMethod]
        public void LimitationScheme_RebootsAllThroughALockOut_LastsFourHoursOfPower()
        {
            var image = new byte[LimitationScheme.ImageSize];
            var scheme = Started();
            Run(scheme, 1, 61, Over);
            int poweredS = 0;
            while (scheme.IsLockedOut && poweredS < 20000)
            {
                scheme.Save(image, 0);
                scheme = new LimitationScheme();
                Assert.IsTrue(scheme.Restore(image, 0, 0));
                for (int s = 1; s <= 7; s++)
                {
                    scheme.Step(s * 1000L, Inside, Limit);
                    poweredS += scheme.IsLockedOut ? 1 : 0;
                }
            }

            Assert.IsTrue(poweredS >= (GridFigures.LockOutMs / 1000) - 1 && poweredS <= (GridFigures.LockOutMs / 1000) + 7, "lasted " + poweredS);
        }

        [TestMethod]
        public void LimitationScheme_PowerWasOffForDays_ExcursionsStillCount()
        {
            var image = new byte[LimitationScheme.ImageSize];
            var before = Started();
            Excursion(before, Excursion(before, 1));
            before.Save(image, 0);
            var after = new LimitationScheme();
            after.Restore(image, 0, 0);
            Run(after, 1, 1, Inside);
            Run(after, 2, 17, Over);
            Assert.IsTrue(after.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_NoImage_IsRefusedAndChangesNothing()
        {
            var scheme = Started();
            Assert.IsFalse(scheme.Restore(new byte[LimitationScheme.ImageSize], 0, 5000));
            var image = new byte[LimitationScheme.ImageSize];
            scheme.Save(image, 0);
            image[2] = 4;
            Assert.IsFalse(scheme.Restore(image, 0, 5000));
            image[2] = 0;
            image[7] = 0x7F;
            Assert.IsFalse(scheme.Restore(image, 0, 5000));
            image[7] = 0xFF;
            Assert.IsFalse(scheme.Restore(image, 0, 5000));
            Assert.IsFalse(scheme.MustCurtail);
        }

        private static int Script(int s)
        {
            // Three excursions of 20 s, 10 s apart: the third locks out.
            return s % 30 >= 10 ? Over : Inside;
        }

        private static LimitationScheme Started()
        {
            var scheme = new LimitationScheme();
            scheme.Step(0, Inside, Limit);
            return scheme;
        }

        private static int Excursion(LimitationScheme scheme, int fromS)
        {
            Run(scheme, fromS, fromS + 15, Over);
            Run(scheme, fromS + 16, fromS + 21, Inside);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
            return fromS + 22;
        }

        private static void Run(LimitationScheme scheme, int fromS, int toS, int value)
        {
            for (int s = fromS; s <= toS; s++)
            {
                scheme.Step(s * 1000L, value, Limit);
            }
        }
    }
}
