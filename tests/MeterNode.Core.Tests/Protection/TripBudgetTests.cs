using System;
using MeterNode.Core.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>A gG fuse of 63 A unless a test says otherwise.</summary>
    [TestClass]
    public class TripBudgetTests
    {
        [TestMethod]
        public void ConstantCurrent_UsesAllOfItAtTheCurvesTime()
        {
            // 25 ms is the meter's fast window: at 79 A it takes 140000 of them.
            UsesUp(new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63), 79000, 25);
            UsesUp(new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63), 100000, 25);
            UsesUp(new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63), 200000, 1);
            UsesUp(new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 100), 125500, 25);
            UsesUp(new ProtectiveDevice(ProtectiveDeviceKind.BreakerC, 40), 80000, 1);
            UsesUp(new ProtectiveDevice(ProtectiveDeviceKind.BreakerB, 63), 75000, 5);
            UsesUp(new ProtectiveDevice(new[] { 50, 80, 120 }, new[] { 86400f, 500f, 40f }), 51000, 500);
        }

        [TestMethod]
        public void TwoLoads_AddUpByTheirSharesOfTime()
        {
            var device = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63);
            var budget = new TripBudget(device);
            budget.Step((int)(device.SecondsAt(100000) * 300), 100000);
            Near.AreEqual(300, budget.SharePermille, 1, "after the first");
            budget.Step((int)(device.SecondsAt(130000) * 500), 130000);
            Near.AreEqual(800, budget.SharePermille, 2, "after both");
            Near.AreEqual(device.SecondsAt(100000) * 200, budget.MsToShare(1000, 100000), device.SecondsAt(100000) * 3, "ms left");
        }

        [TestMethod]
        public void IrregularSteps_GiveWhatRegularOnesGive()
        {
            var random = new Random(3);
            var device = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63);
            var fine = new TripBudget(device);
            var rough = new TripBudget(device);
            for (int block = 0; block < 40; block++)
            {
                int currentMa = block % 2 == 0 ? 90000 + random.Next(20000) : random.Next(70000);
                int blockMs = 1 + random.Next(block % 2 == 0 ? 20000 : 900000);

                // Nothing elapses: the last block's current shall not count for this one.
                fine.Step(0, currentMa);
                rough.Step(0, currentMa);
                for (int doneMs = 0; doneMs < blockMs; doneMs += 50)
                {
                    fine.Step(blockMs - doneMs < 50 ? blockMs - doneMs : 50, currentMa);
                }

                for (int doneMs = 0; doneMs < blockMs;)
                {
                    int partMs = 1 + random.Next(blockMs - doneMs);
                    rough.Step(partMs, currentMa);
                    doneMs += partMs;
                }

                Near.AreEqual(fine.SharePermille, rough.SharePermille, 1, "block " + block);
            }
        }

        [TestMethod]
        public void Gap_CountsAsTheLargerCurrentOfItsEnds()
        {
            var device = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63);
            var falls = new TripBudget(device);
            falls.Step(25, 100000);
            falls.Step(60000, 10000);
            var rises = new TripBudget(device);
            rises.Step(25, 10000);
            rises.Step(60000, 100000);
            Assert.AreEqual(falls.SharePermille, rises.SharePermille);
            Near.AreEqual(60000 / device.SecondsAt(100000), falls.SharePermille, 1, "share");
        }

        [TestMethod]
        public void Recovery_IsExponential_SlowerUnderLoad_AndNoneAtTheNonOperatingCurrent()
        {
            // A third of the conventional hour: 20 min.
            Near.AreEqual(368, AfterTwentyMinutes(0, 25), 2, "without load");
            Near.AreEqual(368, AfterTwentyMinutes(0, 1200000), 2, "without load, in one step");
            Near.AreEqual(472, AfterTwentyMinutes(39375, 25), 2, "at half the non-operating current");
            Near.AreEqual(472, AfterTwentyMinutes(39375, 400000), 2, "the same in three steps");
            Near.AreEqual(1000, AfterTwentyMinutes(78750, 25), 1, "at the non-operating current");
        }

        [TestMethod]
        public void Recovery_NeverGoesBelowNothing()
        {
            var budget = new TripBudget(new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63));
            budget.Restore(5);
            budget.Step(int.MaxValue, 0);
            Assert.AreEqual(0, budget.SharePermille);
            budget.Step(-1000, 200000);
            Assert.AreEqual(0, budget.SharePermille);
        }

        [TestMethod]
        public void MsToShare_IsWhatItTakes()
        {
            var device = new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 80);
            var budget = new TripBudget(device);
            Assert.AreEqual(long.MaxValue, budget.MsToShare(1, 100000));
            budget.Restore(200);
            long ms = budget.MsToShare(600, 150000);
            budget.Step((int)ms, 150000);
            Near.AreEqual(600, budget.SharePermille, 1, "share");
            Assert.AreEqual(0L, budget.MsToShare(500, 150000));
        }

        [TestMethod]
        public void HugeGapsAndCurrents_EndAtTenTimesTheBudget()
        {
            var budget = new TripBudget(new ProtectiveDevice(ProtectiveDeviceKind.BreakerB, 40));
            budget.Step(int.MaxValue, int.MaxValue);
            Assert.AreEqual(10000, budget.SharePermille);
            budget.Step(int.MaxValue, int.MaxValue);
            Assert.AreEqual(10000, budget.SharePermille);
            budget.Restore(-5);
            Assert.AreEqual(0, budget.SharePermille);
        }

        private static void UsesUp(ProtectiveDevice device, int currentMa, int stepMs)
        {
            var budget = new TripBudget(device);
            double expectedMs = device.SecondsAt(currentMa) * 1000;
            long ms = 0;
            while (budget.SharePermille < 1000 && ms < expectedMs * 1.05)
            {
                budget.Step(stepMs, currentMa);
                ms += stepMs;
            }

            Near.AreEqual(expectedMs, ms, (expectedMs / 100) + stepMs, "ms at " + currentMa + " mA");
        }

        private static int AfterTwentyMinutes(int currentMa, int stepMs)
        {
            var budget = new TripBudget(new ProtectiveDevice(ProtectiveDeviceKind.FuseGg, 63));
            budget.Restore(1000);
            for (int ms = 0; ms < 1200000; ms += stepMs)
            {
                budget.Step(stepMs, currentMa);
            }

            return budget.SharePermille;
        }
    }
}
