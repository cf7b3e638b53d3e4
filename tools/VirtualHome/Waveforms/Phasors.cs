using System;
using System.Numerics;

namespace VirtualHome.Waveforms
{
    /// <summary>
    /// A periodic waveform as complex amplitudes: x = sum over the orders k of Re(C_k · e^(j·k·θ)), where θ is the phase of the
    /// mains. Amplitudes are peak values. A real C_1 is in phase with L1 of an undisturbed supply.
    /// </summary>
    public sealed class Phasors
    {
        private readonly Complex[] _peaks = new Complex[Harmonics.Count];

        /// <summary>The complex peak amplitude of an order.</summary>
        /// <param name="index">0 is the fundamental; see <see cref="Harmonics.Order"/>.</param>
        public Complex this[int index]
        {
            get => _peaks[index];
            set => _peaks[index] = value;
        }

        /// <summary>One more than the highest index that is not 0.</summary>
        public int Used
        {
            get
            {
                int used = Harmonics.Count;
                while (used > 0 && _peaks[used - 1] == Complex.Zero)
                {
                    used--;
                }

                return used;
            }
        }

        /// <summary>The true root mean square over a cycle.</summary>
        public double Rms
        {
            get
            {
                double sum = 0;
                foreach (var peak in _peaks)
                {
                    sum += (peak.Real * peak.Real) + (peak.Imaginary * peak.Imaginary);
                }

                return Math.Sqrt(0.5 * sum);
            }
        }

        /// <summary>Total harmonic distortion: the rms of all orders above 1 over that of the fundamental; 0 when there is none.</summary>
        public double Distortion
        {
            get
            {
                double fundamental = 0.5 * Square(_peaks[0]);
                double rms = Rms;
                return fundamental == 0 ? 0 : Math.Sqrt(Math.Max(0, (rms * rms) - fundamental) / fundamental);
            }
        }

        /// <summary>Makes every amplitude 0.</summary>
        public void Clear()
        {
            Array.Clear(_peaks);
        }

        /// <summary>Takes over another waveform.</summary>
        /// <param name="other">The one to copy.</param>
        public void CopyFrom(Phasors other)
        {
            ArgumentNullException.ThrowIfNull(other);
            Array.Copy(other._peaks, _peaks, _peaks.Length);
        }

        /// <summary>Adds another waveform, multiplied.</summary>
        /// <param name="other">What to add.</param>
        /// <param name="factor">By how much to multiply it.</param>
        public void Add(Phasors other, double factor = 1)
        {
            ArgumentNullException.ThrowIfNull(other);
            for (int i = 0; i < _peaks.Length; i++)
            {
                _peaks[i] += other._peaks[i] * factor;
            }
        }

        /// <summary>The mean over a cycle of the product of two waveforms: real power, when one is a voltage and one a current.</summary>
        /// <param name="other">The other waveform.</param>
        /// <returns>The mean product.</returns>
        public double MeanProduct(Phasors other)
        {
            ArgumentNullException.ThrowIfNull(other);
            double sum = 0;
            for (int i = 0; i < _peaks.Length; i++)
            {
                sum += (_peaks[i].Real * other._peaks[i].Real) + (_peaks[i].Imaginary * other._peaks[i].Imaginary);
            }

            return 0.5 * sum;
        }

        /// <summary>The value at one phase of the mains.</summary>
        /// <param name="phaseRad">θ, rad.</param>
        /// <returns>The instantaneous value.</returns>
        public double At(double phaseRad)
        {
            double sum = 0;
            for (int i = 0; i < _peaks.Length; i++)
            {
                var (sin, cos) = Math.SinCos(Harmonics.Order(i) * phaseRad);
                sum += (_peaks[i].Real * cos) - (_peaks[i].Imaginary * sin);
            }

            return sum;
        }

        private static double Square(Complex value)
        {
            return (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
        }
    }
}
