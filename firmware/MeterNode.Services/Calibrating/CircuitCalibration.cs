using System;
using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>
    /// What makes a circuit's nominal reading right. Ratio and phase follow the current by the hyperbola of a clamp's
    /// magnetizing current, x(I) = x∞ + Δx·h(I) with h(I) = I½ / (I½ + I): h is 1 at no current, 1/2 at I½ (a tenth of the
    /// rating) and fades to 0. The leak of the mains reference into the shunt input is a current in proportion to the voltage,
    /// with a phase of its own.
    /// <para>I_true = (I_nominal - Leak·V) · Gain(I) · e^(-j·Phase(I))</para>
    /// </summary>
    public sealed class CircuitCalibration
    {
        private const double RadiansPerDegree = Math.PI / 180;

        /// <summary>Makes a calibration.</summary>
        /// <param name="gain">Correction of the ratio at large currents, a factor near 1.</param>
        /// <param name="gainFade">What very small currents add to the gain.</param>
        /// <param name="phaseDeg">By how much the clamp's current leads the true one at large currents, degrees.</param>
        /// <param name="phaseFadeDeg">What very small currents add to the lead, degrees.</param>
        /// <param name="halfMa">The current at which half of the fades is left, mA; above 0.</param>
        /// <param name="leakActiveUaPerV">Leak in phase with the voltage, µA of nominal reading per volt of the mains.</param>
        /// <param name="leakReactiveUaPerV">Leak behind the voltage, in the same unit.</param>
        /// <exception cref="ArgumentException">halfMa is not above 0.</exception>
        public CircuitCalibration(
            double gain, double gainFade, double phaseDeg, double phaseFadeDeg, int halfMa, double leakActiveUaPerV, double leakReactiveUaPerV)
        {
            if (halfMa <= 0)
            {
                throw new ArgumentException("above 0", nameof(halfMa));
            }

            Gain = gain;
            GainFade = gainFade;
            PhaseDeg = phaseDeg;
            PhaseFadeDeg = phaseFadeDeg;
            HalfMa = halfMa;
            LeakActiveUaPerV = leakActiveUaPerV;
            LeakReactiveUaPerV = leakReactiveUaPerV;
        }

        /// <summary>Correction of the ratio at large currents, a factor near 1.</summary>
        public double Gain { get; }

        /// <summary>What very small currents add to <see cref="Gain"/>.</summary>
        public double GainFade { get; }

        /// <summary>By how much the clamp's current leads the true one at large currents, degrees at the fundamental.</summary>
        public double PhaseDeg { get; }

        /// <summary>What very small currents add to <see cref="PhaseDeg"/>, degrees.</summary>
        public double PhaseFadeDeg { get; }

        /// <summary>The current at which half of the fades is left, mA.</summary>
        public int HalfMa { get; }

        /// <summary>Leak of the reference in phase with the voltage, µA of nominal reading per volt.</summary>
        public double LeakActiveUaPerV { get; }

        /// <summary>Leak of the reference behind the voltage, µA of nominal reading per volt; positive lags.</summary>
        public double LeakReactiveUaPerV { get; }

        /// <summary>The calibration of a part of which only the type is known.</summary>
        /// <param name="type">Its type.</param>
        public static CircuitCalibration Nominal(CtType type)
        {
            return new CircuitCalibration(1, type.GainFade, type.PhaseDeg, type.PhaseFadeDeg, type.HalfMa, 0, 0);
        }

        /// <summary>The share of the small-current errors that is left at a current, 1 to 0.</summary>
        /// <param name="currentMa">mA; a negative one counts as 0.</param>
        public double FadeShare(double currentMa)
        {
            return currentMa > 0 ? HalfMa / (HalfMa + currentMa) : 1;
        }

        /// <summary>The gain at a current.</summary>
        /// <param name="currentMa">mA rms.</param>
        public double GainAt(double currentMa)
        {
            return Gain + (GainFade * FadeShare(currentMa));
        }

        /// <summary>The lead at a current, degrees.</summary>
        /// <param name="currentMa">mA rms.</param>
        public double PhaseDegAt(double currentMa)
        {
            return PhaseDeg + (PhaseFadeDeg * FadeShare(currentMa));
        }

        /// <summary>Makes a nominal phasor right.</summary>
        /// <param name="activeMa">Part in phase with the voltage, mA, as measured with gain 1, phase 0 and no leak taken off; becomes the true one.</param>
        /// <param name="reactiveMa">Part behind the voltage, likewise; positive lags.</param>
        /// <param name="voltageMv">Voltage of the phase, mV.</param>
        public void Correct(ref double activeMa, ref double reactiveMa, int voltageMv)
        {
            double active = activeMa - (LeakActiveUaPerV * voltageMv / 1e6);
            double reactive = reactiveMa - (LeakReactiveUaPerV * voltageMv / 1e6);
            double current = Math.Sqrt((active * active) + (reactive * reactive));
            Turn(active, reactive, GainAt(current), PhaseDegAt(current), out activeMa, out reactiveMa);
        }

        /// <summary>
        /// The reverse of <see cref="Correct"/>: the nominal phasor behind a corrected one. Ratio and phase are taken at the
        /// corrected current, which differs so little from the nominal one that 0.01 % and 0.01 degrees are kept.
        /// </summary>
        /// <param name="activeMa">The true part in phase with the voltage, mA; becomes the nominal one.</param>
        /// <param name="reactiveMa">The true part behind the voltage, likewise.</param>
        /// <param name="voltageMv">Voltage of the phase, mV.</param>
        public void Undo(ref double activeMa, ref double reactiveMa, int voltageMv)
        {
            double current = Math.Sqrt((activeMa * activeMa) + (reactiveMa * reactiveMa));
            Turn(activeMa, reactiveMa, 1 / GainAt(current), -PhaseDegAt(current), out double active, out double reactive);
            activeMa = active + (LeakActiveUaPerV * voltageMv / 1e6);
            reactiveMa = reactive + (LeakReactiveUaPerV * voltageMv / 1e6);
        }

        /// <summary>The same with another leak.</summary>
        internal CircuitCalibration WithLeak(double activeUaPerV, double reactiveUaPerV)
        {
            return new CircuitCalibration(Gain, GainFade, PhaseDeg, PhaseFadeDeg, HalfMa, activeUaPerV, reactiveUaPerV);
        }

        /// <summary>Turns a phasor back by a lead: with a reactive part that is positive behind, that adds to the lag.</summary>
        private static void Turn(double active, double reactive, double gain, double leadDeg, out double turnedActive, out double turnedReactive)
        {
            double cos = Math.Cos(leadDeg * RadiansPerDegree);
            double sin = Math.Sin(leadDeg * RadiansPerDegree);
            turnedActive = gain * ((active * cos) - (reactive * sin));
            turnedReactive = gain * ((reactive * cos) + (active * sin));
        }
    }
}
