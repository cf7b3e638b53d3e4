using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The normal matrix of the fit, order by order: 2 × 2 blocks of cosine and sine, one for each pair of orders. A block at a
    /// time is factored, S = L·D·Lᵀ with D of such blocks: no root is taken, and an interpreter's loop is gone through once for
    /// eight products.
    /// </summary>
    internal sealed class NormalMatrix
    {
        private const int Half = FoldedBins.Size / 2;
        private const int Eighth = Half / 2;
        private const int EvenOrders = 2 * BinFit.Orders;
        private const int BlockSize = 4;
        private const int RowSize = BlockSize * BinFit.Orders;
        private const double LeastPivot = 0.05;

        private readonly double[][] _cos = new double[EvenOrders][];
        private readonly double[][] _sin = new double[EvenOrders][];
        private readonly double[] _sums = new double[4 * Eighth];
        private readonly double[] _gramCos = new double[EvenOrders];
        private readonly double[] _gramSin = new double[EvenOrders];

        // Row by row; on the diagonal of the factor stand the inverses of D's blocks.
        private readonly double[][] _matrix = new double[BinFit.Orders][];
        private readonly double[][] _factor = new double[BinFit.Orders][];

        /// <summary>Makes the tables.</summary>
        public NormalMatrix()
        {
            for (int i = 0; i < EvenOrders; i++)
            {
                _cos[i] = new double[Eighth];
                _sin[i] = new double[Eighth];
                for (int bin = 0; bin < Eighth; bin++)
                {
                    double turn = 2 * Math.PI * (bin + 0.5) * i / FoldedBins.Size;
                    _cos[i][bin] = 0.5 * Math.Cos(turn);
                    _sin[i][bin] = 0.5 * Math.Sin(turn);
                }
            }

            for (int i = 0; i < BinFit.Orders; i++)
            {
                _matrix[i] = new double[RowSize];
                _factor[i] = new double[RowSize];
            }
        }

        /// <summary>Orders, from the lowest, that the samples tell apart; set by <see cref="Factor"/>.</summary>
        public int Orders { get; private set; }

        /// <summary>Makes the matrix of a window.</summary>
        /// <param name="bins">The window.</param>
        /// <param name="orders">How many orders are wanted.</param>
        public void Fill(FoldedBins bins, int orders)
        {
            TransformCounts(bins, orders);
            Orders = orders;
            double[] cos = _gramCos;
            double[] sin = _gramSin;
            for (int j = 0; j < orders; j++)
            {
                double[] row = _matrix[j];
                for (int k = 0; k <= j; k++)
                {
                    // Products of two odd orders are sums of even ones.
                    double cosSum = cos[j + k + 1];
                    double sinSum = sin[j + k + 1];
                    double cosDifference = cos[j - k];
                    double sinDifference = sin[j - k];
                    int at = BlockSize * k;
                    row[at] = cosDifference + cosSum;
                    row[at + 1] = sinSum - sinDifference;
                    row[at + 2] = sinSum + sinDifference;
                    row[at + 3] = cosDifference - cosSum;
                }
            }
        }

        /// <summary>Factors the matrix in place, up to the first order that the samples do not tell from the lower ones.</summary>
        /// <param name="count">Samples in the window.</param>
        public void Factor(int count)
        {
            double least = LeastPivot * count;
            for (int j = 0; j < Orders; j++)
            {
                double[] row = _matrix[j];
                double[] factor = _factor[j];
                for (int k = 0; k < j; k++)
                {
                    Reduce(row, factor, k);
                }

                int diagonal = BlockSize * j;
                double a = row[diagonal];
                double b = row[diagonal + 2];
                double c = row[diagonal + 3];
                for (int k = 0; k < j; k++)
                {
                    int at = BlockSize * k;
                    double s0 = row[at];
                    double s1 = row[at + 1];
                    double s2 = row[at + 2];
                    double s3 = row[at + 3];
                    double l2 = factor[at + 2];
                    double l3 = factor[at + 3];
                    a -= (factor[at] * s0) + (factor[at + 1] * s1);
                    b -= (l2 * s0) + (l3 * s1);
                    c -= (l2 * s2) + (l3 * s3);
                }

                double determinant = (a * c) - (b * b);
                if (!(a >= least) || !(determinant >= least * a) || double.IsNaN(determinant))
                {
                    Orders = j;
                    return;
                }

                double inverse = 1 / determinant;
                factor[diagonal] = c * inverse;
                factor[diagonal + 1] = -b * inverse;
                factor[diagonal + 2] = -b * inverse;
                factor[diagonal + 3] = a * inverse;
            }
        }

        /// <summary>Solves for a right side, in place.</summary>
        /// <param name="right">Cosine and sine by order; those of orders beyond <see cref="Orders"/> become 0.</param>
        public void Substitute(double[] right)
        {
            for (int j = 1; j < Orders; j++)
            {
                double[] factor = _factor[j];
                double x = right[2 * j];
                double y = right[(2 * j) + 1];
                for (int k = 0; k < j; k++)
                {
                    int at = BlockSize * k;
                    double u = right[2 * k];
                    double v = right[(2 * k) + 1];
                    x -= (factor[at] * u) + (factor[at + 1] * v);
                    y -= (factor[at + 2] * u) + (factor[at + 3] * v);
                }

                right[2 * j] = x;
                right[(2 * j) + 1] = y;
            }

            for (int j = Orders - 1; j >= 0; j--)
            {
                double[] factor = _factor[j];
                int at = BlockSize * j;
                double u = right[2 * j];
                double v = right[(2 * j) + 1];
                double x = (factor[at] * u) + (factor[at + 1] * v);
                double y = (factor[at + 2] * u) + (factor[at + 3] * v);
                for (int k = j + 1; k < Orders; k++)
                {
                    double[] below = _factor[k];
                    u = right[2 * k];
                    v = right[(2 * k) + 1];
                    x -= (below[at] * u) + (below[at + 2] * v);
                    y -= (below[at + 1] * u) + (below[at + 3] * v);
                }

                right[2 * j] = x;
                right[(2 * j) + 1] = y;
            }

            for (int i = 2 * Orders; i < right.Length; i++)
            {
                right[i] = 0;
            }
        }

        /// <summary>Takes what the orders before it share off block k of a row, S, and makes its part of the factor: L = S·D⁻¹.</summary>
        private void Reduce(double[] row, double[] factor, int k)
        {
            int block = BlockSize * k;
            double[] upper = _matrix[k];
            double s0 = row[block];
            double s1 = row[block + 1];
            double s2 = row[block + 2];
            double s3 = row[block + 3];
            for (int at = 0; at < block; at += BlockSize)
            {
                double u0 = upper[at];
                double u1 = upper[at + 1];
                double u2 = upper[at + 2];
                double u3 = upper[at + 3];
                double l0 = factor[at];
                double l1 = factor[at + 1];
                s0 -= (l0 * u0) + (l1 * u1);
                s1 -= (l0 * u2) + (l1 * u3);
                l0 = factor[at + 2];
                l1 = factor[at + 3];
                s2 -= (l0 * u0) + (l1 * u1);
                s3 -= (l0 * u2) + (l1 * u3);
            }

            double[] inverse = _factor[k];
            double a = inverse[block];
            double b = inverse[block + 1];
            double c = inverse[block + 3];
            row[block] = s0;
            row[block + 1] = s1;
            row[block + 2] = s2;
            row[block + 3] = s3;
            factor[block] = (s0 * a) + (s1 * b);
            factor[block + 1] = (s0 * b) + (s1 * c);
            factor[block + 2] = (s2 * a) + (s3 * b);
            factor[block + 3] = (s2 * b) + (s3 * c);
        }

        /// <summary>
        /// The even orders of the counts. Folded bins mirror each other about the quarter cycle, and once more about its half:
        /// what is left are 8 products an order, of sums for even multiples and of differences for odd ones.
        /// </summary>
        private void TransformCounts(FoldedBins bins, int orders)
        {
            double[] counts = bins.Count;
            double[] sums = _sums;
            for (int bin = 0; bin < Eighth; bin++)
            {
                double a = counts[bin];
                double b = counts[FoldedBins.Size - 1 - bin];
                double c = counts[Half - 1 - bin];
                double d = counts[Half + bin];
                double cosine = a + b;
                double sine = a - b;
                double cosineMirror = c + d;
                double sineMirror = c - d;
                sums[bin] = cosine + cosineMirror;
                sums[bin + Eighth] = cosine - cosineMirror;
                sums[bin + (2 * Eighth)] = sine - sineMirror;
                sums[bin + (3 * Eighth)] = sine + sineMirror;
            }

            _gramCos[0] = 0.5 * bins.Total;
            for (int i = 1; i < 2 * orders; i++)
            {
                int odd = (i & 1) * Eighth;
                _gramCos[i] = Product(sums, odd, _cos[i]);
                _gramSin[i] = Product(sums, (2 * Eighth) + odd, _sin[i]);
            }
        }

        private static double Product(double[] a, int at, double[] b)
        {
            return (a[at] * b[0]) + (a[at + 1] * b[1]) + (a[at + 2] * b[2]) + (a[at + 3] * b[3])
                + (a[at + 4] * b[4]) + (a[at + 5] * b[5]) + (a[at + 6] * b[6]) + (a[at + 7] * b[7]);
        }
    }
}
