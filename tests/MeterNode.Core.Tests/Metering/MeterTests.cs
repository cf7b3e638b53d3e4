using System;
using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Metering
{
    [TestClass]
    public class MeterTests
    {
        [TestMethod]
        public void Meter_SineAtUnityPowerFactor_ReadsVoltageCurrentAndPower()
        {
            var readings = Measure(50, 20, 0, 4000);
            Near.AreEqual(230000, readings.VoltageMv, 500, "voltage, mV");
            Near.AreEqual(20000, readings.CurrentMa[0], 50, "current, mA");
            Near.AreEqual(4600000, readings.PowerMw[0], 15000, "power, mW");
        }

        [TestMethod]
        public void Meter_SineLagging60Degrees_ReadsHalfThePower()
        {
            var readings = Measure(50, 20, 60, 4000);
            Near.AreEqual(20000, readings.CurrentMa[0], 50, "current, mA");
            Near.AreEqual(2300000, readings.PowerMw[0], 25000, "power, mW");
        }

        [TestMethod]
        public void Meter_CurrentAgainstVoltage_ReadsExport()
        {
            var readings = Measure(50, 10, 180, 4000);
            Near.AreEqual(-2300000, readings.PowerMw[0], 10000, "power, mW");
            Assert.AreEqual(0L, readings.Energy[0].ImportMws);
            Assert.IsTrue(readings.Energy[0].ExportMws > 0);
        }

        [TestMethod]
        public void Meter_FrequencyOffNominal_FollowsIt()
        {
            var readings = Measure(49.3, 20, 0, 8000);
            Near.AreEqual(49300, readings.FrequencyMhz, 20, "frequency, mHz");
            Near.AreEqual(4600000, readings.PowerMw[0], 20000, "power, mW");
        }

        [TestMethod]
        public void Meter_ThirdHarmonicInBoth_IsInPowerCurrentAndVoltage()
        {
            var source = new WaveSource(4) { ThirdVoltage = 0.1, ThirdCurrent = 0.4 };
            source.CurrentA[0] = 20;
            var readings = Run(source, 5000);
            Near.AreEqual(4600000 * 1.04, readings.PowerMw[0], 15000, "power, mW");
            Near.AreEqual(20000 * Math.Sqrt(1.16), readings.CurrentMa[0], 60, "current, mA");
            Near.AreEqual(8000, readings.ThirdHarmonicMa[0], 80, "third harmonic, mA");
            Near.AreEqual(230000 * Math.Sqrt(1.01), readings.VoltageMv, 500, "voltage, mV");
            Near.AreEqual(100, readings.VoltageHarmonicPermille[0], 3, "third harmonic of the voltage, permille");
        }

        [TestMethod]
        public void Meter_LaggingAndLeading_ReadsReactivePowerOfEitherSign()
        {
            var readings = Measure(50, 20, 60, 5000);
            Near.AreEqual(3983700, readings.ReactiveMvar[0], 25000, "reactive power, mvar");
            Near.AreEqual(4600000, readings.ApparentMva[0], 25000, "apparent power, mVA");
            Near.AreEqual(500, readings.PowerFactorPermille[0], 5, "power factor, permille");
            Near.AreEqual(10000, readings.FundamentalRealMa[0], 60, "real part, mA");
            Near.AreEqual(-17320, readings.FundamentalImaginaryMa[0], 60, "imaginary part, mA");
            Assert.IsTrue(readings.Energy[0].InductiveMvars > 0);
            readings = Measure(50, 20, -37, 5000);
            Assert.IsTrue(readings.ReactiveMvar[0] < 0);
            Assert.IsTrue(readings.Energy[0].CapacitiveMvars > 0);
            Assert.AreEqual(0L, readings.Energy[0].InductiveMvars);
        }

        [TestMethod]
        public void Meter_CircuitOfAnotherPhaseWithoutReference_IsSetAgainstTheShiftedVoltage()
        {
            var source = new WaveSource(4);
            source.CurrentA[0] = 20;
            source.CurrentA[1] = 10;
            source.LagDeg[1] = 120 + 60;
            var readings = new Readings(4);
            var settings = TestHome.With("\"name\":\"ev\",\"address\":65", "\"name\":\"ev\",\"address\":65,\"phase\":2");
            Step(new Meter(settings, source, readings), source, new SampleBlock(12), 5000);
            Near.AreEqual(1150000, readings.PowerMw[1], 12000, "power on phase 2, mW");
            Assert.IsTrue(readings.ReactiveMvar[1] > 0);
            Near.AreEqual(1150000, readings.PhasePowerMw[1], 12000, "sum of phase 2, mW");
            Near.AreEqual(230000, readings.PhaseVoltageMv[1], 500, "voltage of phase 2, mV");
        }

        [TestMethod]
        public void Meter_GapsOf60Ms_KeepsItsLockAndItsPower()
        {
            var source = new WaveSource(4) { FrequencyHz = 49.8 };
            source.CurrentA[0] = 20;
            var readings = new Readings(4);
            var meter = new Meter(TestHome.Settings(), source, readings);
            var block = new SampleBlock(12);
            Step(meter, source, block, 3000);
            for (int i = 0; i < 40; i++)
            {
                source.NowUs += 60000;
                Step(meter, source, block, 100);
                Assert.IsTrue((readings.Flags[0] & ReadingFlags.NoReference) == ReadingFlags.None);
            }

            Near.AreEqual(4600000, readings.PowerMw[0], 20000, "power, mW");
            Near.AreEqual(49800, readings.FrequencyMhz, 5, "frequency, mHz");
        }

        [TestMethod]
        public void Meter_TwoPointCalibration_CorrectsByCurrent()
        {
            var settings = TestHome.With(
                "\"name\":\"supply\",\"address\":64",
                "\"name\":\"supply\",\"address\":64,\"high_current_a\":40,\"low_current_a\":1,\"low_gain\":1.02,\"low_phase_deg\":2");
            var source = new WaveSource(4);
            source.CurrentA[0] = 1;
            source.LagDeg[0] = -2;
            var readings = new Readings(4);
            Step(new Meter(settings, source, readings), source, new SampleBlock(12), 5000);
            Near.AreEqual(1020, readings.FundamentalRealMa[0], 6, "low point, real part, mA");
            Near.AreEqual(0, readings.FundamentalImaginaryMa[0], 6, "low point, imaginary part, mA");
        }

        [TestMethod]
        public void Meter_LeakInSettings_IsTakenOffAtItsAngle()
        {
            var settings = TestHome.With("\"name\":\"supply\",\"address\":64", "\"name\":\"supply\",\"address\":64,\"leak_real_ma\":300,\"leak_imag_ma\":400");
            var source = new WaveSource(4);
            source.CurrentA[0] = 0.5;
            source.LagDeg[0] = -Math.Atan2(400, 300) * 180 / Math.PI;
            var readings = new Readings(4);
            Step(new Meter(settings, source, readings), source, new SampleBlock(12), 5000);
            Assert.AreEqual(0, readings.PowerMw[0]);
            Near.AreEqual(0, readings.FundamentalRealMa[0], 6, "real part, mA");
            Near.AreEqual(0, readings.FundamentalImaginaryMa[0], 6, "imaginary part, mA");
        }

        [TestMethod]
        public void Meter_NoVoltage_SaysSoAndStillReadsCurrent()
        {
            var source = new WaveSource(4) { VoltageV = 0 };
            source.CurrentA[0] = 20;
            var readings = Run(source, 4000);
            Assert.IsTrue((readings.Flags[0] & ReadingFlags.NoReference) != ReadingFlags.None);
            Assert.AreEqual(0, readings.PowerMw[0]);
            Near.AreEqual(20000, readings.CurrentMa[0], 200, "current, mA");
            Assert.IsTrue(readings.IsCurrentKnown(0));
        }

        [TestMethod]
        public void Meter_ChipGone_IsLostWithinASecond()
        {
            var source = new WaveSource(4);
            source.CurrentA[1] = 10;
            var readings = new Readings(4);
            var meter = new Meter(TestHome.Settings(), source, readings);
            var block = new SampleBlock(12);
            Step(meter, source, block, 3000);
            Assert.IsTrue(readings.IsCurrentKnown(1));
            source.Gone[1] = true;
            Step(meter, source, block, 1000);
            Assert.IsFalse(readings.IsCurrentKnown(1));
            Assert.AreEqual(0, readings.FastCurrentMa[1]);
            Assert.IsTrue(readings.IsCurrentKnown(0));
            source.Gone[1] = false;
            Step(meter, source, block, 300);
            Assert.IsTrue(readings.IsCurrentKnown(1));
        }

        [TestMethod]
        public void Meter_InputBeyondFullScale_IsSaturated()
        {
            var readings = Measure(50, 150, 0, 2000);
            Assert.IsTrue((readings.Flags[0] & ReadingFlags.Saturated) != ReadingFlags.None);
            Assert.IsFalse(readings.IsCurrentKnown(0));
        }

        [TestMethod]
        public void Meter_StepInCurrent_IsInTheFastReadingWithin200Ms()
        {
            var source = new WaveSource(4);
            source.CurrentA[0] = 10;
            var readings = new Readings(4);
            var meter = new Meter(TestHome.Settings(), source, readings);
            var block = new SampleBlock(12);
            Step(meter, source, block, 3050);
            source.CurrentA[0] = 53;
            Step(meter, source, block, 210);
            Near.AreEqual(53000, readings.FastCurrentMa[0], 500, "fast current, mA");
        }

        [TestMethod]
        public void Meter_LoadSwitchedOff_LeavesNoPowerOfNoise()
        {
            var source = new WaveSource(4);
            source.CurrentA[0] = 10;
            var readings = new Readings(4);
            var meter = new Meter(TestHome.Settings(), source, readings);
            var block = new SampleBlock(12);
            Step(meter, source, block, 3050);
            source.CurrentA[0] = 0.03;
            source.LagDeg[0] = 180;
            Step(meter, source, block, 210);
            for (int ms = 0; ms < 3000; ms += 100)
            {
                Assert.AreEqual(0, readings.PowerMw[0]);
                Assert.AreEqual(0, readings.ReactiveMvar[0]);
                Assert.AreEqual(0, readings.ApparentMva[0]);
                Assert.AreEqual(0, readings.PowerFactorPermille[0]);
                Assert.AreEqual(0, readings.CurrentMa[0]);
                Step(meter, source, block, 100);
            }
        }

        [TestMethod]
        public void Meter_LoadSwitchedOffAndOnAgain_IsInThePowerWithin200Ms()
        {
            var source = new WaveSource(4);
            source.CurrentA[0] = 10;
            var readings = new Readings(4);
            var meter = new Meter(TestHome.Settings(), source, readings);
            var block = new SampleBlock(12);
            Step(meter, source, block, 3050);
            source.CurrentA[0] = 0;
            Step(meter, source, block, 210);
            source.CurrentA[0] = 5;
            Step(meter, source, block, 210);
            Near.AreEqual(1150000, readings.PowerMw[0], 12000, "power, mW");
        }

        [TestMethod]
        public void Meter_CurrentBelowStarting_ReadsNothing()
        {
            var readings = Measure(50, 0.02, 0, 4000);
            Assert.AreEqual(0, readings.CurrentMa[0]);
            Assert.AreEqual(0, readings.PowerMw[0]);
            Assert.AreEqual(0L, readings.Energy[0].ImportMws);
        }

        [TestMethod]
        public void Meter_TenSecondsOf4600W_CountsTheEnergy()
        {
            var source = new WaveSource(4);
            source.CurrentA[0] = 20;
            var readings = new Readings(4);
            var meter = new Meter(TestHome.Settings(), source, readings);
            var block = new SampleBlock(12);
            Step(meter, source, block, 3000);
            long before = readings.Energy[0].ImportMws;
            Step(meter, source, block, 10000);
            Near.AreEqual(46000000, readings.Energy[0].ImportMws - before, 5000000, "energy, mWs");
        }

        private static Readings Measure(double frequencyHz, double amperes, double lagDeg, int durationMs)
        {
            var source = new WaveSource(4) { FrequencyHz = frequencyHz };
            source.CurrentA[0] = amperes;
            source.LagDeg[0] = lagDeg;
            return Run(source, durationMs);
        }

        private static Readings Run(WaveSource source, int durationMs)
        {
            var readings = new Readings(4);
            Step(new Meter(TestHome.Settings(), source, readings), source, new SampleBlock(12), durationMs);
            return readings;
        }

        private static void Step(Meter meter, WaveSource source, SampleBlock block, int durationMs)
        {
            long endUs = source.NowUs + (durationMs * 1000L);
            while (source.NowUs < endUs)
            {
                source.Fill(block);
                meter.Process(block);
            }
        }
    }
}
