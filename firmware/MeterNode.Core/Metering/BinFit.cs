using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Weighted least-squares fit of the fundamental and the harmonics 3, 5, 7 and 9 to a window's phase bins. The bins hold
    /// count, sum and mean place of their samples, so every part of the cycle has its weight however unevenly it was sampled. A
    /// fit is done in slices of about the same length, for it is the longest piece of work that a node has.
    /// </summary>
    /// <remarks>
    /// Where in its bin a sample lay is made up for to first order with the slope of the wave: 64 bins then do not scatter by
    /// their width of 5.6 degrees (2.8 % a sample), but by 0.04 %. The slope is that of the window before; only where the wave
    /// has changed since, the same is done once more with the wave that was found.
    /// </remarks>
    public sealed class BinFit
    {
        /// <summary>Phase bins in a cycle.</summary>
        public const int Bins = 64;

        /// <summary>Orders that are fitted: 1, 3, 5, 7, 9.</summary>
        public const int Orders = 5;

        /// <summary>Slices of a fit, at most.</summary>
        public const int MostSlices = 6;

        private const int Quarter = Bins / 4;
        private const int SamplesPerOrder = 6;
        private const double RadPerPlace = Math.PI / Bins / 16;

        // Which change of the slope is worth moving once more, as a share of the fundamental's: 5 % of the 2.8 % of a sample is
        // 0.02 % of a second's power, at random. Below the amplitude of about an ampere noise looks like change.
        private const double ChangedShare = 0.05;
        private const double LeastAmplitude = 2000;

        private readonly FoldedBins _bins = new FoldedBins();
        private readonly NormalMatrix _matrix = new NormalMatrix();
        private readonly double[][] _cos = new double[Orders][];
        private readonly double[][] _sin = new double[Orders][];
        private readonly double[] _smooth = new double[Orders];
        private readonly double[] _evenSlope = new double[Orders];
        private readonly double[] _oddSlope = new double[Orders];
        private readonly double[] _right = new double[2 * Orders];
        private OddWave _wave = new OddWave();
        private double _offset;
        private int _slice;
        private bool _isRepeated;

        /// <summary>Makes a fit.</summary>
        public BinFit()
        {
            for (int order = 0; order < Orders; order++)
            {
                int k = (2 * order) + 1;
                _cos[order] = new double[Quarter];
                _sin[order] = new double[Quarter];
                for (int bin = 0; bin < Quarter; bin++)
                {
                    double turn = 2 * Math.PI * (bin + 0.5) * k / Bins;
                    _cos[order][bin] = Math.Cos(turn);
                    _sin[order][bin] = Math.Sin(turn);
                }

                // The samples of a bin are spread over its width.
                double half = k * Math.PI / Bins;
                _smooth[order] = half / Math.Sin(half);
            }
        }

        /// <summary>Samples in the window.</summary>
        public int Count => _bins.Total;

        /// <summary>Offset of this window alone, in the unit of the samples.</summary>
        public double Offset => _bins.Offset;

        /// <summary>Whether <see cref="Offset"/> has been found.</summary>
        public bool HasOffset => _bins.HasOffset;

        /// <summary>Bins whose samples all lay at the limit given to <see cref="Load"/>.</summary>
        public int LimitedBins => _bins.LimitedBins;

        /// <summary>Orders that the samples sufficed for, from the lowest; the others are 0. None: there is no fit.</summary>
        public int FittedOrders { get; private set; }

        /// <summary>Takes a finished window's bins.</summary>
        /// <param name="bins">The bins, packed as <see cref="PhaseTables.Bin"/>.</param>
        /// <param name="limit">Magnitude from which a value is taken for clipped.</param>
        public void Load(long[] bins, int limit)
        {
            _bins.Load(bins, limit);
        }

        /// <summary>Begins the fit of the loaded bins.</summary>
        /// <param name="wave">What was found in the channel's window before; what is found now replaces it.</param>
        /// <param name="offset">Offset of the channel.</param>
        public void Begin(OddWave wave, double offset)
        {
            _wave = wave;
            _offset = offset;
            _slice = 0;
            _isRepeated = false;
            int orders = Count / SamplesPerOrder;

            // Three samples an unknown: below that the harmonics are more noise than signal.
            FittedOrders = orders > Orders ? Orders : orders;
            for (int order = 0; order < Orders; order++)
            {
                SetSlope(order, wave.Cosine[order], wave.Sine[order]);
            }
        }

        /// <summary>Does the next slice.</summary>
        /// <returns>Whether the fit is finished.</returns>
        public bool Step()
        {
            switch (_slice++)
            {
                case 0:
                    _matrix.Fill(_bins, FittedOrders);
                    return Refused();
                case 1:
                    _matrix.Factor(Count);
                    FittedOrders = _matrix.Orders;
                    return Refused();
                case 2:
                    MoveAndProject();
                    return false;
                default:
                    _matrix.Substitute(_right);
                    if (!TakeWave())
                    {
                        return true;
                    }

                    _slice = 2;
                    return false;
            }
        }

        private bool Refused()
        {
            if (FittedOrders > 0)
            {
                return false;
            }

            for (int i = 0; i < Orders; i++)
            {
                _wave.Cosine[i] = 0;
                _wave.Sine[i] = 0;
            }

            return true;
        }

        /// <summary>
        /// Takes the offset off every bin, moves its sum from where its samples lay to the bin's middle, along the slope of the
        /// wave, and makes the right side of it. A bin and the one that mirrors it about the quarter cycle go together.
        /// </summary>
        private void MoveAndProject()
        {
            double[] values = _bins.Value;
            double[] places = _bins.Place;
            double[] excesses = _bins.Excess;
            double offset = _offset;
            double[] cos1 = _cos[0];
            double[] cos3 = _cos[1];
            double[] cos5 = _cos[2];
            double[] cos7 = _cos[3];
            double[] cos9 = _cos[4];
            double[] sin1 = _sin[0];
            double[] sin3 = _sin[1];
            double[] sin5 = _sin[2];
            double[] sin7 = _sin[3];
            double[] sin9 = _sin[4];
            double even1 = _evenSlope[0];
            double even3 = _evenSlope[1];
            double even5 = _evenSlope[2];
            double even7 = _evenSlope[3];
            double even9 = _evenSlope[4];
            double odd1 = _oddSlope[0];
            double odd3 = _oddSlope[1];
            double odd5 = _oddSlope[2];
            double odd7 = _oddSlope[3];
            double odd9 = _oddSlope[4];
            double real1 = 0;
            double real3 = 0;
            double real5 = 0;
            double real7 = 0;
            double real9 = 0;
            double imaginary1 = 0;
            double imaginary3 = 0;
            double imaginary5 = 0;
            double imaginary7 = 0;
            double imaginary9 = 0;
            for (int bin = 0; bin < Quarter; bin++)
            {
                double c1 = cos1[bin];
                double c3 = cos3[bin];
                double c5 = cos5[bin];
                double c7 = cos7[bin];
                double c9 = cos9[bin];
                double s1 = sin1[bin];
                double s3 = sin3[bin];
                double s5 = sin5[bin];
                double s7 = sin7[bin];
                double s9 = sin9[bin];
                double even = (even1 * s1) + (even3 * s3) + (even5 * s5) + (even7 * s7) + (even9 * s9);
                double odd = (odd1 * c1) + (odd3 * c3) + (odd5 * c5) + (odd7 * c7) + (odd9 * c9);
                int mirror = FoldedBins.Size - 1 - bin;
                double value = values[bin] - ((even + odd) * places[bin]) - (offset * excesses[bin]);
                double other = values[mirror] - ((even - odd) * places[mirror]) - (offset * excesses[mirror]);
                values[bin] = value;
                values[mirror] = other;
                double difference = value - other;
                double sum = value + other;
                real1 += difference * c1;
                real3 += difference * c3;
                real5 += difference * c5;
                real7 += difference * c7;
                real9 += difference * c9;
                imaginary1 += sum * s1;
                imaginary3 += sum * s3;
                imaginary5 += sum * s5;
                imaginary7 += sum * s7;
                imaginary9 += sum * s9;
            }

            double[] right = _right;
            right[0] = real1;
            right[1] = imaginary1;
            right[2] = real3;
            right[3] = imaginary3;
            right[4] = real5;
            right[5] = imaginary5;
            right[6] = real7;
            right[7] = imaginary7;
            right[8] = real9;
            right[9] = imaginary9;
        }

        /// <summary>Makes what was solved the wave.</summary>
        /// <returns>Whether it differs so much from the one that the bins were moved along that they are to be moved once more.</returns>
        private bool TakeWave()
        {
            double change = 0;
            for (int order = 0; order < Orders; order++)
            {
                double cosine = _right[2 * order] * _smooth[order];
                double sine = _right[(2 * order) + 1] * _smooth[order];
                SetSlope(order, cosine - _wave.Cosine[order], sine - _wave.Sine[order]);
                change += (_evenSlope[order] * _evenSlope[order]) + (_oddSlope[order] * _oddSlope[order]);
                _wave.Cosine[order] = cosine;
                _wave.Sine[order] = sine;
            }

            double size = (_wave.Cosine[0] * _wave.Cosine[0]) + (_wave.Sine[0] * _wave.Sine[0]);
            double least = size > LeastAmplitude * LeastAmplitude ? size : LeastAmplitude * LeastAmplitude;
            bool again = !_isRepeated && change > ChangedShare * ChangedShare * RadPerPlace * RadPerPlace * least;
            _isRepeated = true;

            // The bins are rid of the offset, and moved along the wave of before: what is left to do is the difference.
            _offset = 0;
            return again;
        }

        /// <summary>Sets the slope of one order, for a place: its part that is even about the quarter cycle, and the odd one.</summary>
        private void SetSlope(int order, double cosine, double sine)
        {
            double slope = ((2 * order) + 1) * RadPerPlace;
            _evenSlope[order] = -slope * cosine;
            _oddSlope[order] = slope * sine;
        }
    }
}
