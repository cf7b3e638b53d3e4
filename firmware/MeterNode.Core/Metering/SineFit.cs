using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Least-squares fit of offset, cosine and sine at a known phase (the three-parameter fit of IEEE 1057) to samples taken at
    /// any instants, for several channels at once. Unlike an average over a cycle it does not care where the gaps are.
    /// </summary>
    public sealed class SineFit
    {
        private const float LeastDeterminant = 0.02f;

        private readonly float[] _n;
        private readonly float[] _c;
        private readonly float[] _s;
        private readonly float[] _cc;
        private readonly float[] _cs;
        private readonly float[] _x;
        private readonly float[] _xc;
        private readonly float[] _xs;
        private readonly float[] _xx;

        /// <summary>Makes the sums for some channels.</summary>
        /// <param name="channels">How many.</param>
        public SineFit(int channels)
        {
            _n = new float[channels];
            _c = new float[channels];
            _s = new float[channels];
            _cc = new float[channels];
            _cs = new float[channels];
            _x = new float[channels];
            _xc = new float[channels];
            _xs = new float[channels];
            _xx = new float[channels];
        }

        /// <summary>Offset found by the last <see cref="Solve"/>.</summary>
        public float Offset { get; private set; }

        /// <summary>Amplitude of the cosine found by the last <see cref="Solve"/>.</summary>
        public float Cosine { get; private set; }

        /// <summary>Amplitude of the sine found by the last <see cref="Solve"/>.</summary>
        public float Sine { get; private set; }

        /// <summary>Mean square of what the fit left over: harmonics and noise.</summary>
        public float ResidualMeanSquare { get; private set; }

        /// <summary>Samples of a channel since it was cleared.</summary>
        public int Count(int channel)
        {
            return (int)_n[channel];
        }

        /// <summary>Takes one sample.</summary>
        /// <param name="channel">Its channel.</param>
        /// <param name="value">Its value.</param>
        /// <param name="cosine">Cosine of the reference's phase at its instant.</param>
        /// <param name="sine">Sine of the same.</param>
        public void Add(int channel, float value, float cosine, float sine)
        {
            _n[channel] += 1;
            _c[channel] += cosine;
            _s[channel] += sine;
            _cc[channel] += cosine * cosine;
            _cs[channel] += cosine * sine;
            _x[channel] += value;
            _xc[channel] += value * cosine;
            _xs[channel] += value * sine;
            _xx[channel] += value * value;
        }

        /// <summary>Adds the sums of another fit, taken at the same reference, so that a long window is made of short ones.</summary>
        /// <param name="other">The other fit.</param>
        /// <param name="channel">The channel, the same in both.</param>
        public void Accumulate(SineFit other, int channel)
        {
            _n[channel] += other._n[channel];
            _c[channel] += other._c[channel];
            _s[channel] += other._s[channel];
            _cc[channel] += other._cc[channel];
            _cs[channel] += other._cs[channel];
            _x[channel] += other._x[channel];
            _xc[channel] += other._xc[channel];
            _xs[channel] += other._xs[channel];
            _xx[channel] += other._xx[channel];
        }

        /// <summary>Forgets the samples of a channel.</summary>
        public void Clear(int channel)
        {
            _n[channel] = 0;
            _c[channel] = 0;
            _s[channel] = 0;
            _cc[channel] = 0;
            _cs[channel] = 0;
            _x[channel] = 0;
            _xc[channel] = 0;
            _xs[channel] = 0;
            _xx[channel] = 0;
        }

        /// <summary>Fits a channel; the results are the properties of this object.</summary>
        /// <returns>
        /// Whether the samples suffice: at least six, and not all at one place in the cycle (determinant of the normalized normal
        /// equations, 1/4 for evenly spread samples).
        /// </returns>
        public bool Solve(int channel)
        {
            double n = _n[channel];
            if (n < 6)
            {
                return false;
            }

            // Normal equations divided by n, with the offset eliminated: a 2 x 2 system of covariances.
            double mc = _c[channel] / n;
            double ms = _s[channel] / n;
            double mx = _x[channel] / n;
            double vcc = (_cc[channel] / n) - (mc * mc);
            double vss = 1 - (_cc[channel] / n) - (ms * ms);
            double vcs = (_cs[channel] / n) - (mc * ms);
            double vxc = (_xc[channel] / n) - (mx * mc);
            double vxs = (_xs[channel] / n) - (mx * ms);
            double vxx = (_xx[channel] / n) - (mx * mx);
            double determinant = (vcc * vss) - (vcs * vcs);
            if (determinant < LeastDeterminant)
            {
                return false;
            }

            double a = ((vxc * vss) - (vxs * vcs)) / determinant;
            double b = ((vxs * vcc) - (vxc * vcs)) / determinant;
            double residual = vxx - (a * vxc) - (b * vxs);
            Cosine = (float)a;
            Sine = (float)b;
            Offset = (float)(mx - (a * mc) - (b * ms));
            ResidualMeanSquare = residual > 0 ? (float)(residual * n / (n - 3)) : 0;
            return true;
        }

        /// <summary>Root of the mean square of a channel's samples as they are, for when there is no reference.</summary>
        public float PlainRms(int channel)
        {
            return _n[channel] < 1 ? 0 : (float)Math.Sqrt(_xx[channel] / _n[channel]);
        }
    }
}
