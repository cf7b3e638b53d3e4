using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Weighted least-squares fit of the fundamental and the harmonics 3, 5, 7 and 9 to a window's phase bins. The bins hold
    /// count, sum and mean place of their samples, so every part of the cycle has its weight however unevenly it was sampled.
    /// </summary>
    /// <remarks>
    /// Half waves of what a transformer passes mirror each other but for even harmonics, which carry no power against a mains
    /// voltage without them: bins half a cycle apart are folded into one, which halves the work. Odd orders below 64/2 of them
    /// are told apart. Where in its bin a sample lay is made up for to first order with the slope of the first fit: 64 bins then
    /// do not scatter by their width of 5.6 degrees (2.8 % a sample), but by 0.04 %.
    /// </remarks>
    public sealed class BinFit
    {
        /// <summary>Phase bins in a cycle.</summary>
        public const int Bins = 64;

        /// <summary>Orders that are fitted: 1, 3, 5, 7, 9.</summary>
        public const int Orders = 5;

        private const int Folded = Bins / 2;
        private const int Quarter = Bins / 4;
        private const int Unknowns = 2 * Orders;
        private const int GramOrders = 2 * Orders;
        private const double RadPerPlace = Math.PI / Bins / 16;
        private const double LeastPivot = 0.05;

        private readonly double[] _cos = new double[(GramOrders + Orders) * Quarter];
        private readonly double[] _sin = new double[(GramOrders + Orders) * Quarter];
        private readonly double[] _count = new double[Folded];
        private readonly double[] _value = new double[Folded];
        private readonly double[] _place = new double[Folded];
        private readonly double[] _gramCos = new double[GramOrders];
        private readonly double[] _gramSin = new double[GramOrders];
        private readonly double[] _matrix = new double[Unknowns * Unknowns];
        private readonly double[] _right = new double[Unknowns];
        private readonly double[] _smooth = new double[Orders];
        private double _offsetWeight;
        private int _unknowns;

        /// <summary>Makes a fit.</summary>
        public BinFit()
        {
            for (int order = 0; order < GramOrders + Orders; order++)
            {
                // First the even orders 0, 2, 4 ... of the normal matrix, then the odd ones that are fitted.
                int k = order < GramOrders ? 2 * order : (2 * (order - GramOrders)) + 1;
                for (int bin = 0; bin < Quarter; bin++)
                {
                    double turn = 2 * Math.PI * (bin + 0.5) * k / Bins;
                    _cos[(order * Quarter) + bin] = Math.Cos(turn);
                    _sin[(order * Quarter) + bin] = Math.Sin(turn);
                }
            }

            for (int order = 0; order < Orders; order++)
            {
                // The samples of a bin are spread over its width.
                double half = ((2 * order) + 1) * Math.PI / Bins;
                _smooth[order] = half / Math.Sin(half);
            }
        }

        /// <summary>Samples in the window.</summary>
        public int Count { get; private set; }

        /// <summary>Orders that the samples sufficed for, from the lowest; the others are 0.</summary>
        public int FittedOrders { get; private set; }

        /// <summary>Offset of this window alone, from pairs of bins half a cycle apart.</summary>
        public double Offset { get; private set; }

        /// <summary>Whether <see cref="Offset"/> has been found.</summary>
        public bool HasOffset => _offsetWeight > 0;

        /// <summary>Bins whose samples all lay at the limit given to <see cref="Load"/>.</summary>
        public int LimitedBins { get; private set; }

        /// <summary>Cosine amplitude by order.</summary>
        public double[] Cosine { get; } = new double[Orders];

        /// <summary>Sine amplitude by order.</summary>
        public double[] Sine { get; } = new double[Orders];

        /// <summary>Takes a finished window's bins.</summary>
        /// <param name="bins">The bins, packed as <see cref="PhaseTables.Bin"/>.</param>
        /// <param name="limit">Magnitude from which a value is taken for clipped.</param>
        public void Load(long[] bins, int limit)
        {
            int total = 0;
            int limited = 0;
            double offsetSum = 0;
            double offsetWeight = 0;
            for (int bin = 0; bin < Folded; bin++)
            {
                long packed = bins[bin];
                int sum = (int)packed;
                int upper = (int)((packed - sum) >> 32);
                int place = (upper << 14) >> 14;
                int count = (upper - place) >> 18;
                packed = bins[bin + Folded];
                int sumOther = (int)packed;
                upper = (int)((packed - sumOther) >> 32);
                int placeOther = (upper << 14) >> 14;
                int countOther = (upper - placeOther) >> 18;
                int both = count + countOther;
                total += both;
                _count[bin] = both;
                _value[bin] = sum - sumOther;
                _place[bin] = place + placeOther;
                if (count > 0 && countOther > 0)
                {
                    double share = 1.0 / both;
                    offsetSum += (((double)sum * countOther) + ((double)sumOther * count)) * share;
                    offsetWeight += 2.0 * count * countOther * share;
                }

                if (count > 0 && (sum >= (long)limit * count || sum <= -(long)limit * count))
                {
                    limited++;
                }

                if (countOther > 0 && (sumOther >= (long)limit * countOther || sumOther <= -(long)limit * countOther))
                {
                    limited++;
                }
            }

            Count = total;
            LimitedBins = limited;
            _offsetWeight = offsetWeight;
            Offset = _offsetWeight > 0 ? offsetSum / _offsetWeight : 0;
        }

        /// <summary>Fits the loaded bins.</summary>
        /// <param name="bins">The same bins.</param>
        /// <param name="offset">Offset of the channel.</param>
        /// <returns>Whether the samples suffice for the fundamental at least.</returns>
        public bool Solve(long[] bins, double offset)
        {
            for (int i = 0; i < Orders; i++)
            {
                Cosine[i] = 0;
                Sine[i] = 0;
            }

            // Three samples an unknown: below that the harmonics are more noise than signal.
            int orders = Count < 6 ? 0 : Count < 12 ? 1 : Count / 6 > Orders ? Orders : Count / 6;
            FittedOrders = orders;
            if (orders == 0)
            {
                return false;
            }

            _unknowns = 2 * orders;
            SubtractOffset(bins, offset);
            FillMatrix(orders);
            if (!Factor())
            {
                FittedOrders = 0;
                return false;
            }

            FillRight(orders);
            Substitute();
            MoveToCenters(orders);
            FillRight(orders);
            Substitute();
            for (int i = 0; i < orders; i++)
            {
                Cosine[i] = _right[2 * i] * _smooth[i];
                Sine[i] = _right[(2 * i) + 1] * _smooth[i];
            }

            return true;
        }

        private void SubtractOffset(long[] bins, double offset)
        {
            if (offset == 0)
            {
                return;
            }

            for (int bin = 0; bin < Folded; bin++)
            {
                int difference = (int)((bins[bin] + (1L << 49)) >> 50) - (int)((bins[bin + Folded] + (1L << 49)) >> 50);
                _value[bin] -= offset * difference;
            }
        }

        private void FillMatrix(int orders)
        {
            // Products of two odd orders are sums of even ones: a small transform of the counts makes the whole matrix.
            for (int order = 0; order < 2 * orders; order++)
            {
                double cos = 0;
                double sin = 0;
                int at = order * Quarter;
                for (int bin = 0; bin < Quarter; bin++)
                {
                    double count = _count[bin];
                    double mirror = _count[Folded - 1 - bin];
                    cos += (count + mirror) * _cos[at + bin];
                    sin += (count - mirror) * _sin[at + bin];
                }

                _gramCos[order] = 0.5 * cos;
                _gramSin[order] = 0.5 * sin;
            }

            for (int j = 0; j < orders; j++)
            {
                for (int k = 0; k <= j; k++)
                {
                    int sum = j + k + 1;
                    int difference = j - k;
                    int at = (2 * j * Unknowns) + (2 * k);
                    _matrix[at] = _gramCos[difference] + _gramCos[sum];
                    _matrix[at + 1] = _gramSin[sum] - _gramSin[difference];
                    _matrix[at + Unknowns] = _gramSin[sum] + _gramSin[difference];
                    _matrix[at + Unknowns + 1] = _gramCos[difference] - _gramCos[sum];
                }
            }
        }

        private void FillRight(int orders)
        {
            for (int order = 0; order < orders; order++)
            {
                double cos = 0;
                double sin = 0;
                int at = (GramOrders + order) * Quarter;
                for (int bin = 0; bin < Quarter; bin++)
                {
                    double value = _value[bin];
                    double mirror = _value[Folded - 1 - bin];
                    cos += (value - mirror) * _cos[at + bin];
                    sin += (value + mirror) * _sin[at + bin];
                }

                _right[2 * order] = cos;
                _right[(2 * order) + 1] = sin;
            }
        }

        /// <summary>Moves every bin's sum from where its samples lay to the bin's middle, along the slope of the first fit.</summary>
        private void MoveToCenters(int orders)
        {
            for (int bin = 0; bin < Quarter; bin++)
            {
                double even = 0;
                double odd = 0;
                for (int order = 0; order < orders; order++)
                {
                    int at = ((GramOrders + order) * Quarter) + bin;
                    int k = (2 * order) + 1;
                    even -= k * _right[2 * order] * _sin[at];
                    odd += k * _right[(2 * order) + 1] * _cos[at];
                }

                int mirror = Folded - 1 - bin;
                _value[bin] -= (even + odd) * RadPerPlace * _place[bin];
                _value[mirror] -= (even - odd) * RadPerPlace * _place[mirror];
            }
        }

        /// <summary>Cholesky's factorization in place; the diagonal holds reciprocals.</summary>
        private bool Factor()
        {
            double least = LeastPivot * Count;
            for (int j = 0; j < _unknowns; j++)
            {
                int row = j * Unknowns;
                double pivot = _matrix[row + j];
                for (int k = 0; k < j; k++)
                {
                    pivot -= _matrix[row + k] * _matrix[row + k];
                }

                if (!(pivot >= least) || double.IsNaN(pivot))
                {
                    // Not told apart from the lower orders by these samples: fit those alone.
                    _unknowns = j & ~1;
                    FittedOrders = _unknowns / 2;
                    return _unknowns > 0;
                }

                double reciprocal = 1 / Math.Sqrt(pivot);
                _matrix[row + j] = reciprocal;
                for (int i = j + 1; i < _unknowns; i++)
                {
                    int other = i * Unknowns;
                    double sum = _matrix[other + j];
                    for (int k = 0; k < j; k++)
                    {
                        sum -= _matrix[other + k] * _matrix[row + k];
                    }

                    _matrix[other + j] = sum * reciprocal;
                }
            }

            return true;
        }

        private void Substitute()
        {
            for (int i = 0; i < _unknowns; i++)
            {
                int row = i * Unknowns;
                double sum = _right[i];
                for (int k = 0; k < i; k++)
                {
                    sum -= _matrix[row + k] * _right[k];
                }

                _right[i] = sum * _matrix[row + i];
            }

            for (int i = _unknowns - 1; i >= 0; i--)
            {
                double sum = _right[i];
                for (int k = i + 1; k < _unknowns; k++)
                {
                    sum -= _matrix[(k * Unknowns) + i] * _right[k];
                }

                _right[i] = sum * _matrix[(i * Unknowns) + i];
            }

            for (int i = _unknowns; i < Unknowns; i++)
            {
                _right[i] = 0;
            }
        }
    }
}
