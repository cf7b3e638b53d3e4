using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Least-squares fit of a sine at a known frequency (the three-parameter fit of IEEE 1057, 4.1.4.1) to a handful of samples
    /// at any instants, from packed sums. For the fast current and for the phase of the mains.
    /// </summary>
    internal sealed class FastFit
    {
        private const int LeastSamples = 3;
        private const int FewSamples = 6;
        private const double LeastSpread = 0.03;
        private const double LeastSpreadOfFew = 0.1;
        private const long FieldMask = 0x3FFF;

        private readonly int _amplitude;
        private long _products;
        private long _productsSine;
        private long _gram;

        /// <summary>Makes a fit.</summary>
        /// <param name="tables">The tables that the sums were made with.</param>
        public FastFit(PhaseTables tables)
        {
            _amplitude = tables.Amplitude;
        }

        /// <summary>Samples in the sums.</summary>
        public int Count => (int)(_gram >> 56);

        /// <summary>Amplitude of the cosine found by the last fit.</summary>
        public double Cosine { get; private set; }

        /// <summary>Amplitude of the sine found by the last fit.</summary>
        public double Sine { get; private set; }

        /// <summary>Spread of the samples over the cycle, of the last fit: 1/4 is even, 0 is all at one place.</summary>
        public double Spread { get; private set; }

        /// <summary>Empties the sums.</summary>
        public void Begin()
        {
            _products = 0;
            _productsSine = 0;
            _gram = 0;
        }

        /// <summary>Adds the sums of a block.</summary>
        /// <returns>Whether they still fitted in.</returns>
        public bool Add(long product, long gram)
        {
            if ((int)(gram >> 56) + Count > PhaseTables.MostFastSamples)
            {
                return false;
            }

            int sine = (int)product;
            _productsSine += sine;
            _products += (product - sine) >> 32;
            _gram += gram;
            return true;
        }

        /// <summary>Fits cosine and sine to samples with a known offset.</summary>
        /// <param name="offset">The offset, in the unit of the samples.</param>
        /// <returns>Whether samples and their spread over the cycle suffice.</returns>
        public bool Solve(double offset)
        {
            double n = Count;
            if (n < LeastSamples)
            {
                return false;
            }

            double cc = 0.5 * (n + Field(42, n));
            double cs = 0.5 * Field(28, n);
            return Solve(n, cc, cs, n - cc, (double)_products / _amplitude - (offset * Field(14, n)), (double)_productsSine / _amplitude - (offset * Field(0, n)));
        }

        /// <summary>Fits offset, cosine and sine.</summary>
        /// <param name="sum">Sum of the samples.</param>
        /// <returns>Whether samples and their spread over the cycle suffice.</returns>
        public bool SolveWithOffset(long sum)
        {
            double n = Count;
            if (n <= LeastSamples)
            {
                return false;
            }

            // The offset is eliminated: what is left are covariances.
            double c = Field(14, n);
            double s = Field(0, n);
            double cc = 0.5 * (n + Field(42, n));
            double cs = (0.5 * Field(28, n)) - (c * s / n);
            double mean = sum / n;
            return Solve(n, cc - (c * c / n), cs, n - cc - (s * s / n), ((double)_products / _amplitude) - (mean * c), ((double)_productsSine / _amplitude) - (mean * s));
        }

        private bool Solve(double n, double cc, double cs, double ss, double xc, double xs)
        {
            double determinant = (cc * ss) - (cs * cs);
            Spread = determinant / (n * n);
            if (Spread < (n < FewSamples ? LeastSpreadOfFew : LeastSpread))
            {
                return false;
            }

            Cosine = ((xc * ss) - (xs * cs)) / determinant;
            Sine = ((xs * cc) - (xc * cs)) / determinant;
            return true;
        }

        private double Field(int shift, double n)
        {
            return (((_gram >> shift) & FieldMask) - (n * PhaseTables.GramBias)) / PhaseTables.GramAmplitude;
        }
    }
}
