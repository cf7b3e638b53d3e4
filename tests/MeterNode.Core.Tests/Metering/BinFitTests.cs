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
            var wave = new OddWave();
            fit.Load(bins, 320000);
            Assert.AreEqual(400, fit.Count);
            Solve(fit, wave, 0);
            Assert.AreEqual(BinFit.Orders, fit.FittedOrders);
            Near.AreEqual(86603, wave.Cosine[0], 60, "fundamental, cosine");
            Near.AreEqual(50000, wave.Sine[0], 60, "fundamental, sine");
            Near.AreEqual(20000, wave.Cosine[1], 80, "3rd, cosine");
            Near.AreEqual(-10000, wave.Sine[2], 80, "5th, sine");
            Near.AreEqual(0, wave.Cosine[3], 80, "7th, cosine");
        }

        [TestMethod]
        public void BinFit_Offset_IsFoundFromOppositeBinsAndTakenOff()
        {
            var bins = Sampled(400, 5000);
            var fit = new BinFit();
            fit.Load(bins, 320000);
            Assert.IsTrue(fit.HasOffset);
            Near.AreEqual(5000, fit.Offset, 400, "offset");
            var wave = new OddWave();
            Solve(fit, wave, 5000);
            Near.AreEqual(86603, wave.Cosine[0], 60, "fundamental, cosine");
        }

        [TestMethod]
        public void BinFit_FewSamples_FitsTheLowOrdersOnly()
        {
            var fit = new BinFit();
            var bins = Sampled(14, 0);
            fit.Load(bins, 320000);
            var wave = new OddWave();
            Solve(fit, wave, 0);
            Assert.IsTrue(fit.FittedOrders > 0 && fit.FittedOrders <= 2);
            Assert.AreEqual(0.0, wave.Cosine[2]);
            bins = Sampled(3, 0);
            fit.Load(bins, 320000);
            Solve(fit, wave, 0);
            Assert.AreEqual(0, fit.FittedOrders);
            Assert.AreEqual(0.0, wave.Cosine[0]);
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
            Solve(fit, new OddWave(), 0);
            Assert.AreEqual(0, fit.FittedOrders);
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

        [TestMethod]
        public void BinFit_SameWaveAgain_IsMovedOnce()
        {
            var bins = Sampled(400, 0);
            var fit = new BinFit();
            var wave = new OddWave();
            fit.Load(bins, 320000);
            Assert.AreEqual(BinFit.MostSlices, Solve(fit, wave, 0), "slices from nothing known");
            fit.Load(bins, 320000);
            Assert.AreEqual(BinFit.MostSlices - 2, Solve(fit, wave, 0), "slices from the wave itself");
            Near.AreEqual(86603, wave.Cosine[0], 60, "fundamental, cosine");
        }

        /// <returns>How many slices it took.</returns>
        private static int Solve(BinFit fit, OddWave wave, double offset)
        {
            fit.Begin(wave, offset);
            int slices = 1;
            while (!fit.Step())
            {
                slices++;
            }

            return slices;
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
