using System;

namespace VirtualHome.Waveforms
{
    /// <summary>
    /// Answers one converter's questions for the mean of a signal over its conversion. The mean of Re(C·e^(jkθ)) over a window
    /// of W is the value at the middle times sin(x)/x with x = k·ω·W/2: no numeric integration, one sine and cosine a call.
    /// A converter asks for the same length again and again, so the factors are kept.
    /// </summary>
    public sealed class WindowMean
    {
        // Time stamps are doubles: after a month of virtual time their difference is off by half a nanosecond. Two nanoseconds
        // move the factor of the 13th order by 2e-6.
        private const double SameLengthUs = 2e-3;

        private readonly Signal _signal;
        private readonly Timeline _timeline;
        private readonly double[] _parts;
        private readonly double[] _factors = new double[Harmonics.Count];
        private double _lengthUs = -1;
        private double _omega;
        private int _known;

        /// <summary>Makes an evaluator for one converter.</summary>
        /// <param name="signal">What stands at the converter's input.</param>
        public WindowMean(Signal signal)
        {
            ArgumentNullException.ThrowIfNull(signal);
            _signal = signal;
            _timeline = signal.Timeline;
            _parts = signal.Parts;
        }

        /// <summary>The mean over a window.</summary>
        /// <param name="fromUs">Start, µs since the world began.</param>
        /// <param name="toUs">End, µs; not before the start.</param>
        /// <returns>The mean of the signal.</returns>
        public double Over(double fromUs, double toUs)
        {
            var timeline = _timeline;
            double sinceUs = fromUs - timeline.FromUs;
            if (sinceUs < 0)
            {
                return _signal.Mean(fromUs, toUs);
            }

            int used = _signal.NewestUsed;
            if (used == 0)
            {
                return 0;
            }

            double lengthUs = toUs - fromUs;
            double omega = timeline.Omega;
            var factors = _factors;
            if (Math.Abs(lengthUs - _lengthUs) > SameLengthUs || omega != _omega || used > _known)
            {
                Prepare(lengthUs, omega, used);
            }

            var (sin, cos) = Math.SinCos(timeline.PhaseRad + (omega * (sinceUs + (0.5 * lengthUs))));
            var parts = _parts;
            int at = timeline.Newest * Signal.Stride;
            double sum = ((parts[at] * cos) - (parts[at + 1] * sin)) * factors[0];
            if (used == 1)
            {
                return sum;
            }

            // e^(j(k+2)θ) = e^(jkθ) · e^(j2θ)
            double cos2 = (cos * cos) - (sin * sin);
            double sin2 = 2 * sin * cos;
            for (int i = 1; i < used; i++)
            {
                double next = (cos * cos2) - (sin * sin2);
                sin = (sin * cos2) + (cos * sin2);
                cos = next;
                sum += ((parts[at + (2 * i)] * cos) - (parts[at + (2 * i) + 1] * sin)) * factors[i];
            }

            return sum;
        }

        /// <summary>sin(x)/x.</summary>
        internal static double Sinc(double x)
        {
            return Math.Abs(x) < 1e-4 ? 1 - (x * x / 6) : Math.Sin(x) / x;
        }

        private void Prepare(double lengthUs, double omega, int used)
        {
            for (int i = 0; i < used; i++)
            {
                _factors[i] = Sinc(0.5 * Harmonics.Order(i) * omega * lengthUs);
            }

            _lengthUs = lengthUs;
            _omega = omega;
            _known = used;
        }
    }
}
