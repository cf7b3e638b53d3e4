using System;
using System.Collections.Generic;
using System.Numerics;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Calibrating;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>
    /// Between the settings' keys of a circuit and the calibrator's curve, which are two ways to write one function.
    /// <para>
    /// Settings: I' = g·n - leak·V/V_nom, then I = I'·(a + b·u)·e^(-j(c + d·u)), u = H/(H + g·n), H = rated_a/10, the lines a + b·u
    /// and c + d·u given by their points at low_current_a and high_current_a of g·n. Calibrator: I = (n - l·V)·G(h)·e^(-jP(h)), G and
    /// P lines in h = I½/(I½ + n). With H = g·I½ both u and h are the same, whatever the current: so <c>rated_a</c> is written in
    /// proportion to the gain, and with leak = g·l·V_nom the two are equal everywhere, not at the two points alone.
    /// </para>
    /// </summary>
    internal sealed class SettingsCalibration
    {
        // What rounding in the file makes of a curve that one point has shifted.
        private const double SameGain = 2e-4;
        private const double SamePhaseDeg = 0.01;
        private const double PointRatio = 4;

        private readonly CircuitSettings _circuit;
        private readonly double _nominalV;
        private readonly Complex _turn;
        private double _recalledMa;

        internal SettingsCalibration(NodeSettings settings, CircuitSettings circuit)
        {
            _circuit = circuit;
            _nominalV = settings.Supply.NominalV;
            int supplyPhase = settings.Circuits[settings.SupplyCircuit].Phase;
            IsOnSupplyPhase = circuit.Phase == supplyPhase;

            // A derived phase's reference is the supply's: the leak is written against that, a reading against its own voltage.
            int steps = HasReferenceOfItsPhase(settings, circuit) ? 0 : circuit.Phase - supplyPhase;
            _turn = Complex.FromPolarCoordinates(1, steps * 2 * Math.PI / 3);
            Type = TypeOf(circuit);
            InForce = Read();
        }

        /// <summary>The circuit's clamp.</summary>
        internal CtType Type { get; }

        /// <summary>What the node's readings are corrected by now.</summary>
        internal CircuitCalibration InForce { get; }

        /// <summary>Whether its voltage is the one that the node tells.</summary>
        internal bool IsOnSupplyPhase { get; }

        /// <summary>Tells a calibrator of the point that an earlier run has left in the settings, if there is one.</summary>
        /// <param name="calibrator">The calibrator.</param>
        /// <param name="loadMa">Current of the reference load that comes next, mA.</param>
        internal void RecallPoint(Calibrator calibrator, double loadMa)
        {
            if (_circuit.LowCurrentA <= 0)
            {
                return;
            }

            double highMa = _circuit.HighCurrentA * 1000 / _circuit.Gain;
            double lowMa = _circuit.LowCurrentA * 1000 / _circuit.Gain;
            bool isOnePoint = Math.Abs(InForce.GainFade - Type.GainFade) < SameGain && Math.Abs(InForce.PhaseFadeDeg - Type.PhaseFadeDeg) < SamePhaseDeg;
            double share = InForce.FadeShare(loadMa);
            bool lowIsFarther = Math.Abs(InForce.FadeShare(lowMa) - share) > Math.Abs(InForce.FadeShare(highMa) - share);
            _recalledMa = !isOnePoint && lowIsFarther ? lowMa : highMa;
            calibrator.Remember(_recalledMa, InForce.GainAt(_recalledMa), InForce.PhaseDegAt(_recalledMa));
        }

        /// <summary>The keys of a circuit after a comparison with a reference load.</summary>
        /// <param name="calibration">The new calibration.</param>
        /// <param name="loadMa">Current of the reference load, mA.</param>
        internal IReadOnlyList<SettingsKey> Keys(CircuitCalibration calibration, double loadMa)
        {
            double measuredMa = loadMa / calibration.GainAt(loadMa);

            // The other point is that of the earlier run, or else one on the curve of the clamp's type.
            bool isTypesCurve = calibration.GainFade == Type.GainFade && calibration.PhaseFadeDeg == Type.PhaseFadeDeg;
            double otherMa = _recalledMa == 0 || isTypesCurve ? measuredMa / PointRatio : _recalledMa;
            double highMa = Math.Max(measuredMa, otherMa);
            double lowMa = Math.Min(measuredMa, otherMa);
            double gain = Math.Round(calibration.GainAt(highMa), 6);
            var keys = new List<SettingsKey>
            {
                new SettingsKey("gain", gain, 6),
                new SettingsKey("phase_deg", calibration.PhaseDegAt(highMa), 4),
                new SettingsKey("rated_a", calibration.HalfMa / 100.0 * gain, 3),
                new SettingsKey("high_current_a", highMa * gain / 1000, 4),
                new SettingsKey("low_current_a", lowMa * gain / 1000, 4),
                new SettingsKey("low_gain", calibration.GainAt(lowMa) / gain, 6),
                new SettingsKey("low_phase_deg", calibration.PhaseDegAt(lowMa), 4),
            };
            if (_circuit.LeakRealMa != 0 || _circuit.LeakImaginaryMa != 0)
            {
                keys.AddRange(LeakKeys(calibration, gain));
            }

            return keys;
        }

        /// <summary>The keys of a circuit after a run without load: ratio and phase stay as they are.</summary>
        /// <param name="calibration">The new calibration.</param>
        internal IReadOnlyList<SettingsKey> LeakKeys(CircuitCalibration calibration)
        {
            return LeakKeys(calibration, _circuit.Gain);
        }

        private static bool HasReferenceOfItsPhase(NodeSettings settings, CircuitSettings circuit)
        {
            foreach (var each in settings.Circuits)
            {
                if (each.Reference && each.Phase == circuit.Phase)
                {
                    return true;
                }
            }

            return circuit.Phase == settings.Circuits[settings.SupplyCircuit].Phase;
        }

        private static CtType TypeOf(CircuitSettings circuit)
        {
            int ratedA = Math.Max(1, (int)Math.Round(circuit.RatedA / circuit.Gain));
            return CtTypes.Find(circuit.Ct) ?? new CtType("of the settings", ratedA, ratedA * 1000.0 / circuit.CtRatio, circuit.BurdenOhm);
        }

        private CircuitCalibration Read()
        {
            double gain = _circuit.Gain;
            int halfMa = Math.Max(1, (int)Math.Round(_circuit.RatedA * 100 / gain));
            double gainFade = 0;
            double phaseFadeDeg = 0;
            double highShare = 0;
            if (_circuit.LowCurrentA > 0)
            {
                highShare = halfMa / (halfMa + (_circuit.HighCurrentA * 1000 / gain));
                double span = (halfMa / (halfMa + (_circuit.LowCurrentA * 1000 / gain))) - highShare;
                gainFade = gain * (_circuit.LowGain - 1) / span;
                phaseFadeDeg = (_circuit.LowPhaseDeg - _circuit.PhaseDeg) / span;
            }

            var leak = new Complex(_circuit.LeakRealMa, _circuit.LeakImaginaryMa) * _turn * (1000 / gain / _nominalV);
            return new CircuitCalibration(
                gain - (gainFade * highShare), gainFade, _circuit.PhaseDeg - (phaseFadeDeg * highShare), phaseFadeDeg, halfMa, leak.Real, -leak.Imaginary);
        }

        private IReadOnlyList<SettingsKey> LeakKeys(CircuitCalibration calibration, double gain)
        {
            var leak = new Complex(calibration.LeakActiveUaPerV, -calibration.LeakReactiveUaPerV) / _turn * (gain * _nominalV / 1000);
            return new[] { new SettingsKey("leak_real_ma", leak.Real, 3), new SettingsKey("leak_imag_ma", leak.Imaginary, 3) };
        }
    }
}
