using System;
using System.Numerics;
using VirtualHome.Waveforms;

namespace VirtualHome.Sensing
{
    /// <summary>Turns the waveform of a current into the waveform across the burden.</summary>
    public static class CurrentTransformer
    {
        // The errors have fallen half the way from "very small" to "large" at a tenth of the rated current.
        private const double HalfWayShare = 0.1;
        private const double NotClosedShare = 0.35;
        private const double NotClosedDegrees = 14;
        private const int Points = 64;

        /// <summary>Works out what stands across the burden.</summary>
        /// <param name="ct">The part.</param>
        /// <param name="fault">What is wrong with it.</param>
        /// <param name="primary">The current in the conductor, A.</param>
        /// <param name="secondary">Receives the voltage across the burden, V.</param>
        public static void Transform(CtProperties ct, CtFault fault, Phasors primary, Phasors secondary)
        {
            ArgumentNullException.ThrowIfNull(ct);
            ArgumentNullException.ThrowIfNull(primary);
            ArgumentNullException.ThrowIfNull(secondary);
            secondary.Clear();
            int used = primary.Used;
            if (used == 0 || fault == CtFault.Unplugged)
            {
                return;
            }

            double small = 1 / (1 + (primary.Rms / (HalfWayShare * ct.RatedA)));
            double gain = ct.VoltsPerAmp * (1 + ct.RatioError + (small * ct.SmallCurrentRatioError));
            double leadDegrees = ct.PhaseErrorDegrees + (small * (ct.SmallCurrentPhaseErrorDegrees - ct.PhaseErrorDegrees));
            double turnDegrees = 0;
            switch (fault)
            {
                case CtFault.Reversed:
                    gain = -gain;
                    break;
                case CtFault.WrongPhase:
                    turnDegrees = -120;
                    break;
                case CtFault.NotClosed:
                    gain *= NotClosedShare;
                    leadDegrees += NotClosedDegrees;
                    break;
            }

            for (int i = 0; i < used; i++)
            {
                // The magnetising current falls with the frequency, and the lead with it; a shift in time grows with the order.
                int order = Harmonics.Order(i);
                double degrees = (leadDegrees / order) + (order * turnDegrees);
                secondary[i] = primary[i] * Complex.FromPolarCoordinates(Math.Abs(gain), degrees * Math.PI / 180) * Math.Sign(gain);
            }

            Saturate(secondary, ct.SaturationPeakA * Math.Abs(gain));
        }

        /// <summary>
        /// Presses what lies beyond the knee towards 1.25 times the knee, point by point, and takes the harmonics of the result.
        /// A real core saturates by volt-seconds; this keeps what matters: too little current, and a 3rd harmonic.
        /// </summary>
        private static void Saturate(Phasors wave, double knee)
        {
            double crest = 0;
            for (int i = 0; i < Harmonics.Count; i++)
            {
                crest += wave[i].Magnitude;
            }

            if (crest <= knee)
            {
                return;
            }

            Span<double> points = stackalloc double[Points];
            for (int n = 0; n < Points; n++)
            {
                double value = wave.At(Math.Tau * n / Points);
                double beyond = Math.Abs(value) - knee;
                points[n] = beyond <= 0 ? value : Math.Sign(value) * (knee + (0.25 * knee * Math.Tanh(beyond / (0.25 * knee))));
            }

            for (int i = 0; i < Harmonics.Count; i++)
            {
                var sum = Complex.Zero;
                for (int n = 0; n < Points; n++)
                {
                    sum += points[n] * Complex.FromPolarCoordinates(2.0 / Points, -Math.Tau * Harmonics.Order(i) * n / Points);
                }

                wave[i] = sum;
            }
        }
    }
}
