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
