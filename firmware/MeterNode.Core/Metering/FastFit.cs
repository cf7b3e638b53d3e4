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
        private const double GramUnit = 1.0 / PhaseTables.GramAmplitude;

        private readonly double _unit;
        private long _products;
        private long _productsSine;
        private long _gram;

        /// <summary>Makes a fit.</summary>
        /// <param name="tables">The tables that the sums were made with.</param>
        public FastFit(PhaseTables tables)
        {
            _unit = 1.0 / tables.Amplitude;
        }

        /// <summary>Samples in the sums.</summary>
        public int Count => (int)(_gram >> 56);

        /// <summary>Amplitude of the cosine found by the last fit.</summary>
        public double Cosine { get; private set; }

        /// <summary>Amplitude of the sine found by the last fit.</summary>
        public double Sine { get; private set; }

        /// <summary>Offset found by the last <see cref="SolveWithOffset"/>.</summary>
        public double Offset { get; private set; }

        /// <summary>Spread of the samples over the cycle, of the last fit: 1/4 is even, 0 is all at one place.</summary>
        public double Spread { get; private set; }

        /// <summary>Empties the sums.</summary>
        public void Begin()
        {
            _products = 0;
            _productsSine = 0;
            _gram = 0;
        }

        /// <summary>Takes the sums of some blocks.</summary>
        /// <param name="cosines">Sum of values times cosine.</param>
        /// <param name="sines">Sum of values times sine.</param>
        /// <param name="gram">Count and trigonometric sums, packed as <see cref="PhaseTables.Gram"/>.</param>
        public void Set(long cosines, long sines, long gram)
        {
            _products = cosines;
            _productsSine = sines;
            _gram = gram;
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
            // The fields are taken apart here and not by Field: this is the fit of every circuit's fast current.
            long gram = _gram;
            int count = (int)(gram >> 56);
            if (count < LeastSamples)
            {
                return false;
            }

            long bias = count * PhaseTables.GramBias;
            double cc = 0.5 * (count + ((((gram >> 42) & FieldMask) - bias) * GramUnit));
            double cs = 0.5 * GramUnit * (((gram >> 28) & FieldMask) - bias);
            offset *= GramUnit;
            double xc = (_products * _unit) - (offset * (((gram >> 14) & FieldMask) - bias));
            double xs = (_productsSine * _unit) - (offset * ((gram & FieldMask) - bias));
            return Solve(count, cc, cs, count - cc, xc, xs);
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
            if (!Solve(n, cc - (c * c / n), cs, n - cc - (s * s / n), (_products * _unit) - (mean * c), (_productsSine * _unit) - (mean * s)))
            {
                return false;
            }

            Offset = mean - (((Cosine * c) + (Sine * s)) / n);
            return true;
        }

        private bool Solve(double n, double cc, double cs, double ss, double xc, double xs)
        {
            double determinant = (cc * ss) - (cs * cs);
            Spread = determinant / (n * n);
            if (Spread < (n < FewSamples ? LeastSpreadOfFew : LeastSpread))
            {
                return false;
            }

            double inverse = 1 / determinant;
            Cosine = ((xc * ss) - (xs * cs)) * inverse;
            Sine = ((xs * cc) - (xc * cs)) * inverse;
            return true;
        }

        private double Field(int shift, double n)
        {
            return (((_gram >> shift) & FieldMask) - (n * PhaseTables.GramBias)) * GramUnit;
        }
    }
}
