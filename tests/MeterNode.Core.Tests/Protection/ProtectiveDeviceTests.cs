using System;
using MeterNode.Core.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>The cautious curve against the gates of the standards and the published curves of real fuses.</summary>
    [TestClass]
    public class ProtectiveDeviceTests
    {
        private static readonly int[] s_ratingsA = { 6, 35, 40, 63, 110, 400 };

        [TestMethod]
        public void Fuse_GoesThroughItsGates()
        {
            // A, for 10 s and for 0.1 s: IEC 60269-1 [mem].
            HoldsGates(16, 33, 85);
            HoldsGates(32, 75, 200);
            HoldsGates(40, 95, 260);
            HoldsGates(63, 160, 450);
            HoldsGates(80, 215, 610);
            HoldsGates(100, 290, 820);
            HoldsGates(125, 355, 1100);
            HoldsGates(160, 460, 1450);
        }

        [TestMethod]
        public void Fuse_IsBelowPublishedCurvesShiftedByATenthInCurrent()
        {
            // A and s. A maker's curve may be off by a tenth in current (IEC 60269-1 [mem]).
            IsBelow(63, new[] { 100, 200, 300, 400 }, new[] { 4000, 100, 10, 2 });
            IsBelow(80, new[] { 151, 250, 450 }, new[] { 4800, 120, 7 });
            IsBelow(100, new[] { 150, 190, 250, 430, 900 }, new[] { 5400, 2000, 400, 20, 1 });
        }

        [TestMethod]
        public void Fuse_HasItsConventionalCurrents()
        {
            var fuse = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 80);
            Assert.AreEqual(80000, fuse.RatingMa);
            Assert.AreEqual(100000, fuse.NonOperatingMa);
            Near.AreEqual(128000, fuse.OperatingMa, 1, "mA");
            Near.AreEqual(215000, fuse.ShortTimeMa, 1, "mA");
            Assert.AreEqual(ProtectiveDevice.Never, fuse.SecondsAt(100000));
            Assert.IsTrue(fuse.SecondsAt(100001) <= 7200f);
            Assert.IsTrue(fuse.SecondsAt(611000) <= 0.0101f, "beyond the curve");
        }

        [TestMethod]
        public void Fuse_IsStraightInLogarithms()
        {
            var fuse = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63);
            double steep = Math.Log(360) / Math.Log(160 / 78.75);
            for (int mA = 79000; mA < 160000; mA += 500)
            {
                double expected = 3600 * Math.Pow(mA / 78750.0, -steep);
                Assert.IsTrue(fuse.SecondsAt(mA) <= expected * 1.001, "later at " + mA + " mA");
                Assert.IsTrue(fuse.SecondsAt(mA) >= expected * 0.98, "much earlier at " + mA + " mA");
            }
        }

        [TestMethod]
        public void Breaker_HoldsWhatItsStandardSays()
        {
            Breaker(ProtectiveDeviceKind.BreakerB, 40, 3);
            Breaker(ProtectiveDeviceKind.BreakerB, 63, 3);
            Breaker(ProtectiveDeviceKind.BreakerC, 40, 5);
            Breaker(ProtectiveDeviceKind.BreakerC, 63, 5);
            Breaker(ProtectiveDeviceKind.BreakerD, 32, 10);
        }

        [TestMethod]
        public void Breaker_AtOnceAndAHalfItsRating_IsNotLaterThanTheQuickestOfUsualOnes()
        {
            var breaker = new ProtectiveDevice(ProtectiveDeviceKind.BreakerC, 40);
            Assert.IsTrue(breaker.SecondsAt(60000) <= 40.1f && breaker.SecondsAt(60000) >= 39, "s: " + breaker.SecondsAt(60000));
        }

        [TestMethod]
        public void EveryCurve_FallsWithTheCurrent()
        {
            for (int kind = 0; kind < (int)ProtectiveDeviceKind.Table; kind++)
            {
                for (int r = 0; r < s_ratingsA.Length; r++)
                {
                    Falls(new ProtectiveDevice((ProtectiveDeviceKind)kind, s_ratingsA[r]));
                }
            }

            Falls(new ProtectiveDevice(new[] { 10, 11, 90, 91, 100 }, new[] { 5000f, 100f, 99f, 0.5f, 0.4f }));
        }

        [TestMethod]
        public void Table_GoesThroughItsRows()
        {
            var table = new ProtectiveDevice(new[] { 50, 80, 120, 300 }, new[] { 6000f, 500f, 40f, 0.5f });
            Assert.AreEqual(50000, table.NonOperatingMa);
            Assert.AreEqual(80000, table.OperatingMa);
            Assert.AreEqual(ProtectiveDevice.Never, table.SecondsAt(50000));
            Near.AreEqual(500, table.SecondsAt(80000), 2, "s");
            Near.AreEqual(40, table.SecondsAt(120000), 0.2, "s");
            Near.AreEqual(0.5, table.SecondsAt(300000), 0.005, "s");
            Assert.IsTrue(table.SecondsAt(301000) <= 0.0101f, "beyond the table");

            // Where its line passes ten seconds.
            Near.AreEqual(160400, table.ShortTimeMa, 4000, "mA");
        }

        [TestMethod]
        public void BadTable_NamesRowAndWhatIsAllowed()
        {
            Assert.AreEqual("", ProtectiveDevice.ProblemOf(new[] { 50, 80 }, new[] { 60f, 5f }));
            Names("row 3", "81 to", new[] { 50, 80, 80 }, new[] { 60f, 5f, 1f });
            Names("row 2", "51 to", new[] { 50, 20, 80 }, new[] { 60f, 5f, 1f });
            Names("row 1", "1 to", new[] { 0, 20 }, new[] { 60f, 5f });
            Names("row 2", "less than 60", new[] { 50, 80 }, new[] { 60f, 60f });
            Names("row 3", "less than 5", new[] { 50, 80, 90 }, new[] { 60f, 5f, 7f });
            Names("row 2", "0.001", new[] { 50, 80 }, new[] { 60f, 0f });
            Names("row 2", "0.001", new[] { 50, 80 }, new[] { 60f, float.NaN });
            Names("row 1", "0.001", new[] { 50, 80 }, new[] { float.NaN, 5f });
            Names("1 currents", "2 to 16", new[] { 50 }, new[] { 60f });
            Names("2 times", "2 to 16", new[] { 50, 60, 70 }, new[] { 60f, 5f });
            Assert.ThrowsException(typeof(ArgumentException), () => new ProtectiveDevice(new[] { 50, 40 }, new[] { 60f, 5f }));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 0));
        }

        private static void HoldsGates(int ratingA, int tenSecondsA, int tenthA)
        {
            var fuse = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, ratingA);
            Assert.IsTrue(fuse.SecondsAt((int)(ratingA * 1250.5)) <= (ratingA > 63 ? 7200 : 3600), ratingA + " A, conventional");
            float ten = fuse.SecondsAt(tenSecondsA * 1000);
            Assert.IsTrue(ten <= 10.005f && ten >= 9.8f, ratingA + " A at the gate of 10 s: " + ten);
            float tenth = fuse.SecondsAt(tenthA * 1000);
            Assert.IsTrue(tenth <= 0.1001f, ratingA + " A at the gate of 0.1 s: " + tenth);
            Assert.IsTrue(fuse.SecondsAt(tenthA * 999) >= 0.098f, ratingA + " A just below the gate of 0.1 s");
        }

        private static void IsBelow(int ratingA, int[] currentA, int[] seconds)
        {
            var fuse = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, ratingA);
            for (int i = 0; i < currentA.Length; i++)
            {
                float s = fuse.SecondsAt(currentA[i] * 900);
                Assert.IsTrue(s < seconds[i], ratingA + " A fuse at " + currentA[i] + " A less a tenth: " + s);
            }
        }

        private static void Breaker(ProtectiveDeviceKind kind, int ratingA, int instantaneous)
        {
            var breaker = new ProtectiveDevice(kind, ratingA);
            Near.AreEqual(ratingA * 1130, breaker.NonOperatingMa, 1, "mA");
            Near.AreEqual(ratingA * 1450, breaker.OperatingMa, 1, "mA");
            Near.AreEqual(ratingA * 2550, breaker.ShortTimeMa, 1, "mA");
            Assert.AreEqual(ProtectiveDevice.Never, breaker.SecondsAt((ratingA * 1130) - 1));
            float delayed = breaker.SecondsAt(ratingA * 2550);
            Assert.IsTrue(delayed <= 1.001f && delayed > 0.97f, "s at 2.55 times: " + delayed);
            Assert.IsTrue(breaker.SecondsAt(ratingA * 1000 * instantaneous) <= 0.1001f, "s where it may be instantaneous: " + breaker.SecondsAt(ratingA * 1000 * instantaneous));
            Assert.IsTrue(breaker.SecondsAt((ratingA * 1000 * instantaneous) + 10) <= 0.0101f, "instantaneous");
        }

        private static void Falls(ProtectiveDevice device)
        {
            float before = ProtectiveDevice.Never;
            int stepMa = 1 + (device.RatingMa / 500);
            for (int mA = 0; mA < device.RatingMa * 16; mA += stepMa)
            {
                float s = device.SecondsAt(mA);
                Assert.IsTrue(s <= before && s > 0, "rises at " + mA + " mA, rating " + device.RatingMa);
                before = s;
            }
        }

        private static void Names(string row, string allowed, int[] currentsA, float[] seconds)
        {
            string problem = ProtectiveDevice.ProblemOf(currentsA, seconds);
            Assert.Contains(row, problem);
            Assert.Contains(allowed, problem);
        }
    }
}
