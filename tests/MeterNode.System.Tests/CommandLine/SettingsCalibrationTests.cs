using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Cli.Calibrating;
using MeterNode.Cli.Inputs;
using MeterNode.Services.Calibrating;
using MeterNode.Core.Settings;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>The calibrator's curve and the settings' two points are one function, written twice.</summary>
    public sealed class SettingsCalibrationTests
    {
        private const double Tolerance = 1e-4;
        private const double VoltageV = 241;

        [Theory]
        [InlineData(1.012, 0.004, 0.5, 0.55, 20, 20000)]
        [InlineData(0.85, -0.02, -4, 3, 14, 1000)]
        [InlineData(1.18, 0.03, 8, -4.5, -30, 90000)]
        [InlineData(0.998, 0.004, -1.9, 0.55, 60, 2500)]
        public void Keys_OfACalibration_CorrectAsTheCalibratorDoes(double gain, double gainFade, double phaseDeg, double fadeDeg, double leak, double loadMa)
        {
            var settings = Settings("\"ct\":\"100a-50ma\",\"leak_real_ma\":1");
            var curve = new CircuitCalibration(gain, gainFade, phaseDeg, fadeDeg, 10000, leak, -leak / 2);
            var written = Written(settings, new SettingsCalibration(settings, settings.Circuits[1]).Keys(curve, loadMa));
            for (double ma = 100; ma <= 100000; ma *= 1.5)
            {
                double nominalMa = ma;
                Complex expected = ByCurve(curve, nominalMa);
                Complex actual = BySettings(written.Circuits[1], nominalMa);
                Assert.InRange(actual.Magnitude / expected.Magnitude, 1 - Tolerance, 1 + Tolerance);
                Assert.InRange((actual / expected).Phase, -Tolerance, Tolerance);
            }
        }

        [Fact]
        public void InForce_OfWrittenKeys_IsTheCalibrationAgain()
        {
            var settings = Settings("\"ct\":\"30a-10ma\",\"leak_imag_ma\":1,\"phase\":2");
            var curve = new CircuitCalibration(0.97, 0.006, 1.4, 0.8, 3000, 30, -12);
            var written = Written(settings, new SettingsCalibration(settings, settings.Circuits[1]).Keys(curve, 6000));
            var again = new SettingsCalibration(written, written.Circuits[1]).InForce;
            Assert.Equal(curve.HalfMa, again.HalfMa);
            for (double ma = 1500; ma <= 6000; ma += 500)
            {
                Assert.InRange(again.GainAt(ma) - curve.GainAt(ma), -Tolerance, Tolerance);
                Assert.InRange((again.PhaseDegAt(ma) - curve.PhaseDegAt(ma)) * Math.PI / 180, -Tolerance, Tolerance);
            }

            Assert.InRange(again.LeakActiveUaPerV, 29.99, 30.01);
            Assert.InRange(again.LeakReactiveUaPerV, -12.01, -11.99);
        }

        [Fact]
        public void InForce_OfATypeAlone_IsNoCorrectionAtAll()
        {
            var settings = Settings("\"ct\":\"60a-20ma\"");
            var inForce = new SettingsCalibration(settings, settings.Circuits[1]).InForce;
            Assert.Equal(1, inForce.GainAt(5000));
            Assert.Equal(0, inForce.PhaseDegAt(5000));
            Assert.Equal(6000, inForce.HalfMa);
        }

        [Fact]
        public void Keys_AfterASecondPoint_AreTheTwoMeasuredOnes()
        {
            var settings = Settings("\"ct\":\"100a-50ma\"");
            var first = Calibrated(settings, 8700, 1.01, 0.9);
            var circuit = first.Circuits[1];
            Assert.InRange(circuit.HighCurrentA, 8.6, 8.8);
            Assert.InRange(circuit.LowCurrentA, circuit.HighCurrentA / 4.001, circuit.HighCurrentA / 3.999);
            circuit = Calibrated(first, 40000, 1.01, 0.5).Circuits[1];
            Assert.InRange(circuit.HighCurrentA, 39, 41);
            Assert.InRange(circuit.LowCurrentA, 8.5, 8.9);
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void LeakKeys_OfAnyPhase_TakeOffWhatTheFirmwareReadsWithoutLoad(int phase)
        {
            // A rejection of 100 dB in every chip; phases 2 and 3 are derived from the supply's reference.
            const int Circuits = 3;
            var parts = new NodeParts(3, Circuits, ideal: true);
            Array.Fill(parts.Chips, new Ina219Errors { CommonModeVoltsPerVolt = 1e-5 });
            string With(string keys)
            {
                string others = "{\"name\":\"c0\",\"address\":64},{\"name\":\"c1\",\"address\":65,\"gain\":1.1,\"phase\":" + phase + keys + "},{\"name\":\"c2\",\"address\":66}";
                return "{\"schema\":1,\"id\":\"x\",\"supply\":{\"circuit\":\"c0\",\"limit_a\":60},\"circuits\":[" + others + "]}";
            }

            Complex leakMa = NoLoad(parts, With(string.Empty));
            Assert.InRange(leakMa.Magnitude, 10, 20);
            var settings = NodeSettings.Parse(With(string.Empty));
            var before = new SettingsCalibration(settings, settings.Circuits[1]);
            var found = new CircuitCalibration(1.1, 0, 0, 0, before.InForce.HalfMa, leakMa.Real / 1.1 / 230 * 1000, -leakMa.Imaginary / 1.1 / 230 * 1000);
            string keys = string.Empty;
            foreach (var each in before.LeakKeys(found))
            {
                keys += string.Create(CultureInfo.InvariantCulture, $",\"{each.Name}\":{each.Value}");
            }

            Assert.InRange(NoLoad(parts, With(keys)).Magnitude, 0, 0.5);
        }

        [Fact]
        public void Editor_UnknownRange_RefusesBeforeAnythingIsWritten()
        {
            using var folder = new TempFolder();
            string text = Text("\"ct\":\"100a-50ma\"");
            string file = folder.Write("settings.json", text);
            var editor = new SettingsEditor(file, text);
            editor.SetCircuit("sockets", [new SettingsKey("gain", 2, 6)]);
            Assert.Throws<InputException>(() => editor.Save());
            Assert.Equal(text, File.ReadAllText(file));
            Assert.Equal(["settings.json"], folder.Names());
        }

        [Fact]
        public void Editor_TextsThatAreNotAscii_AreWrittenAsTheyWere()
        {
            using var folder = new TempFolder();
            string text = Text("\"ct\":\"100a-50ma\"").Replace("\"schema\":1", "\"schema\":1,\"name\":\"K\u00fcche & 'mehr'\u00a0\u20ac\"", StringComparison.Ordinal);
            string file = folder.Write("settings.json", text);
            var editor = new SettingsEditor(file, text);
            editor.SetCircuit("sockets", [new SettingsKey("gain", 1.01, 6)]);
            editor.Save();
            Assert.Contains("\"name\": \"K\u00fcche & 'mehr'\u00a0\u20ac\"", File.ReadAllText(file), StringComparison.Ordinal);
        }

        /// <summary>Mean phasor of the middle circuit without load, against its own phase's voltage, mA.</summary>
        private static Complex NoLoad(NodeParts parts, string settings)
        {
            var sum = Complex.Zero;
            int count = 0;
            var run = new MeterRun(parts, settings, _ => new TrueLoad(230, 50, 0));
            run.Second += readings =>
            {
                sum += new Complex(readings.FundamentalRealMa[1], readings.FundamentalImaginaryMa[1]);
                count++;
            };
            run.Run(10);
            return sum / count;
        }

        /// <summary>What a run with steady readings leaves in the settings.</summary>
        private static NodeSettings Calibrated(NodeSettings settings, double loadMa, double readsTooMuch, double leadsDeg)
        {
            var before = new SettingsCalibration(settings, settings.Circuits[1]);
            var calibrator = new Calibrator(before.Type, before.InForce);
            before.RecallPoint(calibrator, loadMa);
            Assert.True(calibrator.BeginReference(new ReferenceLoad((int)loadMa, 1, false, 0), 10));
            double active = loadMa * readsTooMuch * Math.Cos(leadsDeg * Math.PI / 180);
            double reactive = -loadMa * readsTooMuch * Math.Sin(leadsDeg * Math.PI / 180);
            before.InForce.Correct(ref active, ref reactive, 230000);
            for (int i = 0; i < 10; i++)
            {
                calibrator.Add(true, double.Hypot(active, reactive), active, reactive, 230000);
            }

            Assert.Equal(CalibrationRefusal.None, calibrator.Refusal);
            return Written(settings, before.Keys(calibrator.Calibration, loadMa));
        }

        private static Complex ByCurve(CircuitCalibration curve, double nominalMa)
        {
            double active = nominalMa;
            double reactive = 0;
            curve.Correct(ref active, ref reactive, (int)(VoltageV * 1000));
            return new Complex(active, -reactive);
        }

        /// <summary>What the firmware makes of a nominal current: CircuitPhasors and CtCorrection, as their documentation says.</summary>
        private static Complex BySettings(CircuitSettings circuit, double nominalMa)
        {
            Complex current = new Complex(nominalMa, 0) * circuit.Gain;
            current -= new Complex(circuit.LeakRealMa, circuit.LeakImaginaryMa) * VoltageV / 230;
            double half = 0.1 * circuit.RatedA;
            double high = half / (half + circuit.HighCurrentA);
            double span = (half / (half + circuit.LowCurrentA)) - high;
            double share = ((half / (half + (current.Magnitude / 1000))) - high) / span;
            double gain = 1 + ((circuit.LowGain - 1) * share);
            double leadDeg = circuit.PhaseDeg + ((circuit.LowPhaseDeg - circuit.PhaseDeg) * share);
            return current * Complex.FromPolarCoordinates(gain, -leadDeg * Math.PI / 180);
        }

        private static NodeSettings Written(NodeSettings settings, IReadOnlyList<SettingsKey> keys)
        {
            string text = string.Create(
                CultureInfo.InvariantCulture, $"\"ct\":\"{settings.Circuits[1].Ct}\",\"phase\":{settings.Circuits[1].Phase}");
            foreach (var each in keys)
            {
                text += string.Create(CultureInfo.InvariantCulture, $",\"{each.Name}\":{each.Value}");
            }

            return Settings(text);
        }

        private static NodeSettings Settings(string keys)
        {
            return NodeSettings.Parse(Text(keys));
        }

        private static string Text(string keys)
        {
            return "{\"schema\":1,\"id\":\"x\",\"supply\":{\"circuit\":\"supply\",\"limit_a\":60},\"circuits\":[{\"name\":\"supply\",\"address\":64},"
                + "{\"name\":\"sockets\",\"address\":65," + keys + "}]}";
        }
    }
}
