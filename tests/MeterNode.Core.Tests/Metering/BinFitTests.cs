using System;
using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Metering
{
    [TestClass]
    public class BinFitTests
    {
        [TestMethod]
        public void BinFit_SineWithHarmonicsAtUnevenInstants_FindsEveryOrder()
        {
            var bins = Sampled(400, 0);
            var fit = new BinFit();
            fit.Load(bins, 320000);
            Assert.AreEqual(400, fit.Count);
            Assert.IsTrue(fit.Solve(bins, 0));
            Assert.AreEqual(BinFit.Orders, fit.FittedOrders);
            Near.AreEqual(86603, fit.Cosine[0], 60, "fundamental, cosine");
            Near.AreEqual(50000, fit.Sine[0], 60, "fundamental, sine");
            Near.AreEqual(20000, fit.Cosine[1], 80, "3rd, cosine");
            Near.AreEqual(-10000, fit.Sine[2], 80, "5th, sine");
            Near.AreEqual(0, fit.Cosine[3], 80, "7th, cosine");
        }

        [TestMethod]
        public void BinFit_Offset_IsFoundFromOppositeBinsAndTakenOff()
        {
            var bins = Sampled(400, 5000);
            var fit = new BinFit();
            fit.Load(bins, 320000);
            Assert.IsTrue(fit.HasOffset);
            Near.AreEqual(5000, fit.Offset, 400, "offset");
            Assert.IsTrue(fit.Solve(bins, 5000));
            Near.AreEqual(86603, fit.Cosine[0], 60, "fundamental, cosine");
        }

        [TestMethod]
        public void BinFit_FewSamples_FitsTheLowOrdersOnly()
        {
            var fit = new BinFit();
            var bins = Sampled(14, 0);
            fit.Load(bins, 320000);
            Assert.IsTrue(fit.Solve(bins, 0));
            Assert.IsTrue(fit.FittedOrders <= 2);
            bins = Sampled(3, 0);
            fit.Load(bins, 320000);
            Assert.IsFalse(fit.Solve(bins, 0));
        }

        [TestMethod]
        public void BinFit_AllSamplesInOneBin_Refuses()
        {
            var tables = new PhaseTables(320000);
            var bins = new long[BinFit.Bins];
            for (int i = 0; i < 50; i++)
            {
                bins[3] += tables.Bin[55] + 1000;
            }

            var fit = new BinFit();
            fit.Load(bins, 320000);
            Assert.IsFalse(fit.Solve(bins, 0));
        }

        [TestMethod]
        public void BinFit_ClippedWave_CountsTheBinsAtTheLimit()
        {
            var tables = new PhaseTables(320000);
            var bins = new long[BinFit.Bins];
            for (int place = 0; place < PhaseTables.Size; place += 3)
            {
                double value = 200000 * Math.Cos(2 * Math.PI * (place + 0.5) / PhaseTables.Size);
                int clipped = value > 160000 ? 160000 : value < -160000 ? -160000 : (int)value;
                bins[place >> PhaseTables.BinShift] += tables.Bin[place] + clipped;
            }

            var fit = new BinFit();
            fit.Load(bins, 159985);
            Assert.IsTrue(fit.LimitedBins > 10);
            fit.Load(bins, 320000);
            Assert.AreEqual(0, fit.LimitedBins);
        }

        private static long[] Sampled(int count, int offset)
        {
            var tables = new PhaseTables(320000);
            var bins = new long[BinFit.Bins];
            uint random = 4711;
            for (int i = 0; i < count; i++)
            {
                random = (random * 1664525) + 1013904223;
                int place = (int)(random >> 22);
                double turn = 2 * Math.PI * (place + 0.5) / PhaseTables.Size;
                double value = (86603 * Math.Cos(turn)) + (50000 * Math.Sin(turn)) + (20000 * Math.Cos(3 * turn)) - (10000 * Math.Sin(5 * turn));
                bins[place >> PhaseTables.BinShift] += tables.Bin[place] + (long)(value + offset);
            }

            return bins;
        }
    }
}
