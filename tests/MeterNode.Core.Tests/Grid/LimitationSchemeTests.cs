using MeterNode.Core.Grid;
using MeterNode.Core.Standards;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class LimitationSchemeTests
    {
        private const int Limit = 60000;
        private const int Inside = 60000;
        private const int Over = 60001;

        [TestMethod]
        public void LimitationScheme_FromTheStart_CurtailsUntilAValueIsKnown()
        {
            var scheme = new LimitationScheme();
            scheme.Step(0, LimitationScheme.Unknown, Limit);
            Assert.IsTrue(scheme.IsFailsafe && scheme.MustCurtail);
            scheme.Step(1000, Inside, Limit);
            Assert.IsFalse(scheme.MustCurtail);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
        }

        [TestMethod]
        public void LimitationScheme_AtTheLimit_IsNormalAndAboveIsAnExcursionAtOnce()
        {
            var scheme = Started();
            Run(scheme, 1, 1, Inside);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
            int changes = scheme.ChangeCount;
            Run(scheme, 2, 2, Over);
            Assert.AreEqual((int)LimitationState.Excursion, (int)scheme.State);
            Assert.IsTrue(scheme.MustCurtail);
            Assert.IsFalse(scheme.IsLockedOut);
            Assert.AreEqual(changes + 1, scheme.ChangeCount);
        }

        [TestMethod]
        public void LimitationScheme_OtherWay_IsNoExcursionEvenWithLimitZero()
        {
            var scheme = Started();
            scheme.Step(1000, -20000, 0);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
            scheme.Step(2000, 0, 0);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
            scheme.Step(3000, 1, 0);
            Assert.AreEqual((int)LimitationState.Excursion, (int)scheme.State);
        }

        [TestMethod]
        public void LimitationScheme_ClearedWithinTheTarget_IsNotCounted()
        {
            var scheme = Started();
            Run(scheme, 1, 15, Over);
            Run(scheme, 16, 21, Inside);
            Assert.AreEqual(0, scheme.CountedExcursions);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
        }

        [TestMethod]
        public void LimitationScheme_LastsTheTarget_IsCountedOnce()
        {
            var scheme = Started();
            Run(scheme, 1, 16, Over);
            Assert.AreEqual(1, scheme.CountedExcursions);
            Run(scheme, 17, 59, Over);
            Assert.AreEqual(1, scheme.CountedExcursions);
            Assert.IsFalse(scheme.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_InsideForLessThanTheClearTime_IsTheSameExcursion()
        {
            var scheme = Started();
            for (int s = 1; s <= 60; s++)
            {
                scheme.Step(s * 1000, s % 5 == 0 ? Over : s < 2 ? Over : Inside, Limit);
                Assert.AreNotEqual((int)LimitationState.Normal, (int)scheme.State);
            }

            Assert.AreEqual(1, scheme.CountedExcursions);
            Run(scheme, 61, 65, Over);
            Assert.IsTrue(scheme.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_NotClearedInSixtySeconds_LocksOutAtOnce()
        {
            var scheme = Started();
            Run(scheme, 1, 60, Over);
            Assert.AreEqual((int)LimitationState.Excursion, (int)scheme.State);
            Run(scheme, 61, 61, Over);
            Assert.AreEqual((int)LimitationState.LockedOut, (int)scheme.State);
            Assert.AreEqual(GridFigures.LockOutMs, scheme.LockOutRemainingMs);
        }

        [TestMethod]
        public void LimitationScheme_ThirdCountedIn24Hours_LocksOutForFourHours()
        {
            var scheme = Started();
            int s = Excursion(scheme, 1);
            s = Excursion(scheme, s);
            Assert.IsFalse(scheme.IsLockedOut);
            Run(scheme, s, s + 14, Over);
            Assert.IsFalse(scheme.IsLockedOut);
            Run(scheme, s + 15, s + 15, Over);
            Assert.IsTrue(scheme.IsLockedOut);
            long endsMs = ((s + 15) * 1000L) + GridFigures.LockOutMs;
            scheme.Step(endsMs - 1, Inside, Limit);
            Assert.IsTrue(scheme.MustCurtail);
            Assert.AreEqual(1, scheme.LockOutRemainingMs);
            scheme.Step(endsMs + LimitationScheme.ClearAfterMs, Inside, Limit);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
            Assert.IsFalse(scheme.MustCurtail);
        }

        [TestMethod]
        public void LimitationScheme_ThirdCountedAfter24Hours_DoesNotLockOut()
        {
            var scheme = Started();
            int s = Excursion(scheme, 1);
            int first = s - 7;
            Excursion(scheme, s);
            int third = first + (GridFigures.ExcursionWindowMs / 1000) - 14;
            scheme.Step((third - 1) * 1000L, Inside, Limit);
            Run(scheme, third, third + 20, Over);
            Assert.IsFalse(scheme.IsLockedOut);
            Assert.AreEqual(2, scheme.CountedExcursions);
        }

        [TestMethod]
        public void LimitationScheme_ThirdCountedAt24HoursExactly_LocksOut()
        {
            var scheme = Started();
            int s = Excursion(scheme, 1);
            int first = 16;
            Excursion(scheme, s);
            int third = first + (GridFigures.ExcursionWindowMs / 1000) - 15;
            scheme.Step((third - 1) * 1000L, Inside, Limit);
            Run(scheme, third, third + 15, Over);
            Assert.IsTrue(scheme.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_LockOutIsOverButTheLimitIsNotKept_StaysLockedOut()
        {
            var scheme = Started();
            Run(scheme, 1, 61, Over);
            long endsMs = 61000L + GridFigures.LockOutMs;
            scheme.Step(endsMs, Over, Limit);
            Assert.IsTrue(scheme.IsLockedOut);
            Assert.AreEqual(0, scheme.LockOutRemainingMs);
            scheme.Step(endsMs + 60000, LimitationScheme.Unknown, Limit);
            Assert.IsTrue(scheme.IsLockedOut);
            scheme.Step(endsMs + 61000, Inside, Limit);
            Assert.IsFalse(scheme.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_LockOutIsOverButTheValueIsUnknown_StaysLockedOut()
        {
            var scheme = Started();
            Run(scheme, 1, 61, Over);
            Run(scheme, 62, 70, Inside);
            Assert.AreEqual(0L, scheme.ExcursionMs);
            scheme.Step(61000L + GridFigures.LockOutMs, LimitationScheme.Unknown, Limit);
            Assert.IsTrue(scheme.IsLockedOut);
            scheme.Step(62000L + GridFigures.LockOutMs, Inside, Limit);
            Assert.IsFalse(scheme.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_ExcursionSoonAfterALockOut_LocksOutAgain()
        {
            var scheme = Started();
            int s = Excursion(scheme, 1);
            s = Excursion(scheme, s);
            Run(scheme, s, s + 15, Over);
            int end = s + 16 + (GridFigures.LockOutMs / 1000);
            Run(scheme, end, end + 10, Inside);
            Assert.AreEqual((int)LimitationState.Normal, (int)scheme.State);
            Run(scheme, end + 11, end + 26, Over);
            Assert.IsTrue(scheme.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_UnknownForLong_FailsSafeButDoesNotCount()
        {
            var scheme = Started();
            Run(scheme, 1, 4, LimitationScheme.Unknown);
            Assert.IsFalse(scheme.MustCurtail);
            Run(scheme, 5, 300, LimitationScheme.Unknown);
            Assert.IsTrue(scheme.IsFailsafe && scheme.MustCurtail);
            Assert.AreEqual(0, scheme.CountedExcursions);
            Run(scheme, 301, 301, Inside);
            Assert.IsFalse(scheme.MustCurtail);
        }

        [TestMethod]
        public void LimitationScheme_UnknownInAnExcursion_RunsOnToLockOut()
        {
            var scheme = Started();
            Run(scheme, 1, 2, Over);
            Run(scheme, 3, 60, LimitationScheme.Unknown);
            Assert.AreEqual(1, scheme.CountedExcursions);
            Run(scheme, 61, 61, LimitationScheme.Unknown);
            Assert.IsTrue(scheme.IsLockedOut);
        }

        [TestMethod]
        public void LimitationScheme_CountsEach_ThreeShortOnesLockOut()
        {
            var scheme = new LimitationScheme(0);
            scheme.Step(0, Inside, Limit);
            for (int i = 0; i < 3; i++)
            {
                Assert.IsFalse(scheme.IsLockedOut);
                scheme.Step(1000 + (i * 10000), Over, Limit);
                Run(scheme, 2 + (i * 10), 8 + (i * 10), Inside);
            }

            Assert.IsTrue(scheme.IsLockedOut);
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
