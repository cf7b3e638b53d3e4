using System;
using System.Collections.Generic;

namespace MeterNode.Cli.Reporting
{
    /// <summary>Puts the rows of a history together, so that a picture has no more of them than it can show.</summary>
    internal sealed class Bins
    {
        private const int MostBins = 1500;

        private readonly int _rows;

        /// <summary>Divides rows.</summary>
        /// <param name="timesS">Their times, s, at equal distances.</param>
        internal Bins(IReadOnlyList<double> timesS)
        {
            _rows = timesS.Count;
            Size = Math.Max(1, (int)Math.Ceiling(_rows / (double)MostBins));
            PeriodS = timesS.Count > 1 ? (timesS[1] - timesS[0]) * Size : 0;
            Hours = new double[(_rows + Size - 1) / Size];
            for (int i = 0; i < Hours.Length; i++)
            {
                Hours[i] = timesS[i * Size] / 3600;
            }
        }

        /// <summary>Rows in a bin.</summary>
        internal int Size { get; }

        /// <summary>Length of a bin, s.</summary>
        internal double PeriodS { get; }

        /// <summary>Beginning of each bin, h.</summary>
        internal double[] Hours { get; }

        /// <summary>The mean of each bin.</summary>
        internal double[] Mean(IReadOnlyList<double> values)
        {
            return Fold(values, 0, (sum, value) => sum + value, (sum, count) => sum / count);
        }

        /// <summary>The highest value of each bin.</summary>
        internal double[] Highest(IReadOnlyList<double> values)
        {
            return Fold(values, double.NegativeInfinity, Math.Max, (highest, _) => highest);
        }

        private double[] Fold(IReadOnlyList<double> values, double first, Func<double, double, double> add, Func<double, int, double> finish)
        {
            var folded = new double[Hours.Length];
            for (int i = 0; i < folded.Length; i++)
            {
                double sum = first;
                int end = Math.Min(_rows, (i + 1) * Size);
                for (int row = i * Size; row < end; row++)
                {
                    sum = add(sum, values[row]);
                }

                folded[i] = finish(sum, end - (i * Size));
            }

            return folded;
        }
    }
}
