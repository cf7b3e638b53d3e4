using System;
using MeterNode.Core.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>An inverter of 5 kW that delivers 10 kW for 10 s and recovers with a time constant of a minute.</summary>
    [TestClass]
    public class SourceRatingTests
    {
        [TestMethod]
        public void ContinuousPower_GoesOnForGood()
        {
            var rating = new SourceRating(5000, 10000, 10, 60);
            rating.Step(1000000, 5000);
            Assert.AreEqual(0, rating.SharePermille);
            Assert.AreEqual(long.MaxValue, rating.MsToShare(1000, 5000));
            Assert.AreEqual(long.MaxValue, rating.MsToShare(1000, -5000));
        }

        [TestMethod]
        public void ShortTimePower_LastsItsTime_InEitherDirection()
        {
            Lasts(10000, 10000);
            Lasts(-10000, 10000);
        }

        [TestMethod]
        public void PowerBetween_LastsForEqualHeat()
        {
            Lasts(7071, 20000);
            Lasts(8000, 15625);
            Lasts(6000, 27778);
        }

        [TestMethod]
        public void PowerBeyondTheShortTimeOne_UsesAllOfItAtOnce()
        {
            var rating = new SourceRating(5000, 10000, 10, 60);
            Assert.AreEqual(0L, rating.MsToShare(1000, 10001));
            rating.Step(20, 10001);
            Assert.IsTrue(rating.IsBeyond);
            Assert.IsTrue(rating.SharePermille >= 1000);
            rating.Step(20, int.MinValue);
            Assert.IsTrue(rating.IsBeyond);
            rating.Step(20, 3000);
            Assert.IsFalse(rating.IsBeyond);
        }

        [TestMethod]
        public void Recovery_HasItsTimeConstant_AndIsSlowerUnderLoad()
        {
            Near.AreEqual(368, AfterAMinute(0), 4, "without load");

            // Half the continuous power leaves three quarters of the cooling.
            Near.AreEqual(472, AfterAMinute(2500), 5, "half load");
            Near.AreEqual(1000, AfterAMinute(5000), 1, "full load");
        }

        [TestMethod]
        public void BadFigures_AreNamedWithWhatIsAllowed()
        {
            Assert.AreEqual("", SourceRating.ProblemOf(5000, 10000, 10, 60));
            Assert.Contains("5002 to 2000000 W", SourceRating.ProblemOf(5000, 5001, 10, 60));
            Assert.Contains("1 to 3600 s", SourceRating.ProblemOf(5000, 10000, 0, 60));
            Assert.Contains("1 to 86400 s", SourceRating.ProblemOf(5000, 10000, 10, 0));
            Assert.Contains("continuous power of 0 W", SourceRating.ProblemOf(0, 10000, 10, 60));
            Assert.ThrowsException(typeof(ArgumentException), () => new SourceRating(5000, 4000, 10, 60));
        }

        private static void Lasts(int valueW, int expectedMs)
        {
            var rating = new SourceRating(5000, 10000, 10, 60);
            Near.AreEqual(expectedMs, rating.MsToShare(1000, valueW), expectedMs / 100, "foreseen");
            int ms = 0;
            while (rating.SharePermille < 1000)
            {
                rating.Step(20, valueW);
                ms += 20;
            }

            Near.AreEqual(expectedMs, ms, expectedMs / 100 + 20, "at " + valueW + " W");
        }

        private static int AfterAMinute(int valueW)
        {
            var rating = new SourceRating(5000, 10000, 10, 60);
            rating.Restore(1000);
            for (int i = 0; i < 600; i++)
            {
                rating.Step(100, valueW);
            }

            return rating.SharePermille;
        }
    }
}
