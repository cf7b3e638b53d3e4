using MeterNode.Core.Tests;
using MeterNode.Services.Calibrating;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Calibrating
{
    [TestClass]
    public class CalibratorTests
    {
        [TestMethod]
        [DataRow(12, -5, 5, 3)]
        [DataRow(-15, -3, 14, 8)]
        [DataRow(5, -2, 3, 4)]
        [DataRow(-150, -6, -20, 8)]
        public void Calibrator_TwoPointsAndNoLoad_AreWithinAThirdOfAPercentOfApparentPower(int ratio, int smallRatio, int lead, int smallLead)
        {
            // Tenths of a percent, tenths of a degree.
            var bench = new CalibrationBench
            {
                RatioError = ratio / 1000.0,
                SmallRatioError = smallRatio / 1000.0,
                LeadDeg = lead / 10.0,
                SmallLeadDeg = smallLead / 10.0,
                LeakActive = 45,
                LeakReactive = -20,
            };
            Assert.IsTrue(bench.NoLoad(), CalibrationWords.Of(bench.Calibrator.Refusal));
            Assert.IsTrue(bench.Reference(2000, 0), CalibrationWords.Of(bench.Calibrator.Refusal));
            Assert.IsTrue(bench.Reference(30000, 0), CalibrationWords.Of(bench.Calibrator.Refusal));
            for (int ma = 1000; ma <= 100000; ma *= 10)
            {
                Near.AreEqual(0, bench.PowerError(ma, 0), 0.003, "at unity, " + ma + " mA");
                Near.AreEqual(0, bench.PowerError(ma, 60), 0.003, "at 0.5 lagging, " + ma + " mA");
                Near.AreEqual(0, bench.PowerError(ma, -37), 0.003, "at 0.8 leading, " + ma + " mA");
            }

            Near.AreEqual(0, bench.PowerError(10000, 60), 0.001, "at 0.5 lagging, 10 A");
            Near.AreEqual(lead / 10.0, bench.Calibrator.Calibration.PhaseDeg, 0.1, "lead, degrees");
            Near.AreEqual(smallLead / 10.0, bench.Calibrator.Calibration.PhaseFadeDeg, 0.2, "lead added at small currents, degrees");
        }

        [TestMethod]
        public void Calibrator_PointOfAnEarlierRun_MakesALineWithTheNextOne()
        {
            var bench = new CalibrationBench { RatioError = 0.01, SmallRatioError = -0.006, LeadDeg = 0.9, SmallLeadDeg = 0.9 };
            Assert.IsTrue(bench.Reference(30000, 0), CalibrationWords.Of(bench.Calibrator.Refusal));
            var first = bench.Calibrator.Calibration;
            double nominalMa = 30000 / first.GainAt(30000);
            bench.Restart(first);
            bench.Calibrator.Remember(nominalMa, first.GainAt(nominalMa), first.PhaseDegAt(nominalMa));
            Assert.IsTrue(bench.Reference(2000, 0), CalibrationWords.Of(bench.Calibrator.Refusal));
            Near.AreEqual(0.9, bench.Calibrator.Calibration.PhaseFadeDeg, 0.1, "lead added at small currents, degrees");
            Near.AreEqual(0, bench.PowerError(30000, 60), 0.001, "at the first point");
            Near.AreEqual(0, bench.PowerError(10000, 60), 0.001, "between the points");
        }

        [TestMethod]
        public void Calibrator_OnePoint_ShiftsTheTypesCurve()
        {
            var bench = new CalibrationBench { RatioError = 0.012, SmallRatioError = -0.004, LeadDeg = 0.9, SmallLeadDeg = 0.55 };
            Assert.IsTrue(bench.Reference(12000, 0), CalibrationWords.Of(bench.Calibrator.Refusal));
            Near.AreEqual(0, bench.PowerError(50000, 60), 0.001, "at 50 A");
            Near.AreEqual(0, bench.PowerError(1000, 60), 0.003, "at 1 A");
            Near.AreEqual(0.55, bench.Calibrator.Calibration.PhaseFadeDeg, 1e-9, "the type's own slope");
        }

        [TestMethod]
        public void Calibrator_NoLoad_RemovesTheLeakAsAComplexNumber()
        {
            var bench = new CalibrationBench { SmallRatioError = -0.004, LeadDeg = 0.5, SmallLeadDeg = 0.55, LeakActive = 55, LeakReactive = -35 };
            Assert.IsTrue(bench.NoLoad());
            Near.AreEqual(55, bench.Calibrator.Calibration.LeakActiveUaPerV, 3, "active leak, uA/V");
            Near.AreEqual(-35, bench.Calibrator.Calibration.LeakReactiveUaPerV, 3, "reactive leak, uA/V");
            Near.AreEqual(0, bench.PowerError(500, 60), 0.006, "at 0.5 A");
        }

        [TestMethod]
        public void Calibrator_MotorOfKnownPowerFactor_FindsTheSamePhaseAsAHeater()
        {
            var bench = new CalibrationBench { RatioError = -0.01, LeadDeg = 1.2, SmallLeadDeg = 0.55 };
            Assert.IsTrue(bench.Reference(8000, 45), CalibrationWords.Of(bench.Calibrator.Refusal));
            double byMotor = bench.Calibrator.Calibration.PhaseDeg;
            bench.Restart(CircuitCalibration.Nominal(bench.Type));
            Assert.IsTrue(bench.Reference(8000, 0));
            Near.AreEqual(byMotor, bench.Calibrator.Calibration.PhaseDeg, 0.05, "degrees");
        }

        [TestMethod]
        public void Calibrator_AppliedTwice_ChangesNothing()
        {
            var bench = new CalibrationBench { RatioError = 0.01, LeadDeg = 0.8, SmallLeadDeg = 0.55, LeakActive = 30 };
            bench.NoLoad();
            bench.Reference(10000, 0);
            double gain = bench.Calibrator.Calibration.Gain;
            double phase = bench.Calibrator.Calibration.PhaseDeg;
            double leak = bench.Calibrator.Calibration.LeakActiveUaPerV;
            Assert.IsTrue(bench.NoLoad());
            Assert.IsTrue(bench.Reference(10000, 0));
            Near.AreEqual(gain, bench.Calibrator.Calibration.Gain, 0.0002, "gain");
            Near.AreEqual(phase, bench.Calibrator.Calibration.PhaseDeg, 0.01, "degrees");
            Near.AreEqual(leak, bench.Calibrator.Calibration.LeakActiveUaPerV, 3, "uA/V");
        }

        [TestMethod]
        public void Calibrator_VoltageGiven_FindsItsGain()
        {
            var bench = new CalibrationBench { VoltageMv = 225000 };
            Assert.IsTrue(bench.Reference(10000, 0));
            Near.AreEqual(230.0 / 225.0, bench.Calibrator.VoltageGain, 1e-6, "voltage gain");
        }

        // Milliamperes, power factor in thousandths, seconds; and why they are refused before anything is measured.
        [TestMethod]
        [DataRow(900, 1000, 30, (int)CalibrationRefusal.CurrentTooSmall)]
        [DataRow(0, 1000, 30, (int)CalibrationRefusal.CurrentTooSmall)]
        [DataRow(-10000, 1000, 30, (int)CalibrationRefusal.CurrentTooSmall)]
        [DataRow(130000, 1000, 30, (int)CalibrationRefusal.CurrentTooLarge)]
        [DataRow(10000, 390, 30, (int)CalibrationRefusal.PowerFactorOutOfRange)]
        [DataRow(10000, -1000, 30, (int)CalibrationRefusal.PowerFactorOutOfRange)]
        [DataRow(10000, 1100, 30, (int)CalibrationRefusal.PowerFactorOutOfRange)]
        [DataRow(10000, 990, 30, (int)CalibrationRefusal.PowerFactorTooVague)]
        [DataRow(10000, 1000, 5, (int)CalibrationRefusal.DurationOutOfRange)]
        [DataRow(10000, 1000, 3600, (int)CalibrationRefusal.DurationOutOfRange)]
        public void Calibrator_NonsenseReference_IsRefusedAtOnce(int milliamperes, int thousandths, int seconds, int refusal)
        {
            var bench = new CalibrationBench();
            var before = bench.Calibrator.Calibration;
            Assert.IsFalse(bench.Calibrator.BeginReference(new ReferenceLoad(milliamperes, thousandths / 1000.0, false, 0), seconds));
            Assert.AreEqual(refusal, (int)bench.Calibrator.Refusal);
            Assert.AreEqual((int)CalibrationState.Refused, (int)bench.Calibrator.State);
            bench.Run(30);
            Assert.AreSame(before, bench.Calibrator.Calibration);
        }

        [TestMethod]
        public void Calibrator_PowerFactorNaN_IsRefused()
        {
            var bench = new CalibrationBench();
            Assert.IsFalse(bench.Calibrator.BeginReference(new ReferenceLoad(10000, double.NaN, false, 0), 30));
            Assert.AreEqual((int)CalibrationRefusal.PowerFactorOutOfRange, (int)bench.Calibrator.Refusal);
        }

        // Error of the part in thousandths, lead in degrees, harmonics in percent, drift in parts per 10,000 a second, voltage.
        [TestMethod]
        [DataRow(300, 0, 0, 0, 230, (int)CalibrationRefusal.RatioBeyondLimit)]
        [DataRow(-650, 14, 0, 0, 230, (int)CalibrationRefusal.PhaseBeyondLimit)]
        [DataRow(0, 12, 0, 0, 230, (int)CalibrationRefusal.PhaseBeyondLimit)]
        [DataRow(0, -120, 0, 0, 230, (int)CalibrationRefusal.PhaseBeyondLimit)]
        [DataRow(0, 180, 0, 0, 230, (int)CalibrationRefusal.Reversed)]
        [DataRow(0, 0, 15, 0, 230, (int)CalibrationRefusal.Distorted)]
        [DataRow(0, 0, 0, 10, 230, (int)CalibrationRefusal.Unstable)]
        [DataRow(0, 0, 0, 0, 180, (int)CalibrationRefusal.VoltageOutOfRange)]
        public void Calibrator_NonsenseReading_IsRefusedAndNothingChanges(int error, int leadDeg, int harmonics, int drift, int volts, int refusal)
        {
            var bench = new CalibrationBench
            {
                RatioError = error / 1000.0,
                LeadDeg = leadDeg,
                Distortion = harmonics / 100.0,
                DriftPerSecond = drift / 10000.0,
                VoltageMv = volts * 1000,
            };
            var before = bench.Calibrator.Calibration;
            Assert.IsFalse(bench.Reference(10000, 0));
            Assert.AreEqual(refusal, (int)bench.Calibrator.Refusal, CalibrationWords.Of(bench.Calibrator.Refusal));
            Assert.AreSame(before, bench.Calibrator.Calibration);
        }

        [TestMethod]
        public void Calibrator_LoadStillOn_IsNoLeak()
        {
            var bench = new CalibrationBench();
            bench.Calibrator.BeginNoLoad(30);
            bench.LoadMa = 80;
            bench.LagDeg = -80;
            bench.Run(30);
            Assert.AreEqual((int)CalibrationRefusal.LoadPresent, (int)bench.Calibrator.Refusal);
        }

        [TestMethod]
        public void Calibrator_PointsThatContradictEachOther_AreRefused()
        {
            var bench = new CalibrationBench();
            Assert.IsTrue(bench.Reference(2000, 0));
            bench.RatioError = 0.1;
            Assert.IsFalse(bench.Reference(40000, 0));
            Assert.AreEqual((int)CalibrationRefusal.PointsDisagree, (int)bench.Calibrator.Refusal);
        }

        [TestMethod]
        public void Calibrator_ReadingsMissing_GivesUpWithinItsTime()
        {
            var bench = new CalibrationBench { IsKnown = false, LoadMa = 10000 };
            bench.Calibrator.BeginReference(new ReferenceLoad(10000, 1, false, 0), 30);
            bench.Run(30);
            Assert.AreEqual((int)CalibrationRefusal.NoReading, (int)bench.Calibrator.Refusal);
        }

        [TestMethod]
        public void Calibrator_FewReadingsMissing_TakesLonger()
        {
            var bench = new CalibrationBench { LoadMa = 10000 };
            bench.Calibrator.BeginReference(new ReferenceLoad(10000, 1, false, 0), 30);
            bench.Run(20);
            bench.IsKnown = false;
            bench.Run(3);
            bench.IsKnown = true;
            bench.Run(9);
            Assert.AreEqual((int)CalibrationState.Averaging, (int)bench.Calibrator.State);
            bench.Run(1);
            Assert.AreEqual((int)CalibrationState.Done, (int)bench.Calibrator.State);
        }

        [TestMethod]
        public void Calibration_CorrectAndUndo_AreEachOthersReverse()
        {
            var calibration = new CircuitCalibration(1.05, 0.006, 0.7, 0.6, 10000, 40, -30);
            for (double ma = 50; ma < 90000; ma *= 3)
            {
                double active = ma * 0.6;
                double reactive = ma * -0.8;
                calibration.Undo(ref active, ref reactive, 230000);
                calibration.Correct(ref active, ref reactive, 230000);
                Near.AreEqual(ma * 0.6, active, ma * 0.0003, "active at " + ma);
                Near.AreEqual(ma * -0.8, reactive, ma * 0.0003, "reactive at " + ma);
            }
        }
    }
}
