namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The phase bins of a finished window, unpacked and folded: half waves of what a transformer passes mirror each other but
    /// for even harmonics, which carry no power against a mains voltage without them, so a bin and the one half a cycle later
    /// become one. Fields, not properties: they are read in loops.
    /// </summary>
    internal sealed class FoldedBins
    {
        /// <summary>Bins that are left.</summary>
        public const int Size = BinFit.Bins / 2;

        /// <summary>Samples by bin, of both halves.</summary>
        public readonly double[] Count = new double[Size];

        /// <summary>Samples of the first half less those of the second: how often the offset is in <see cref="Value"/>.</summary>
        public readonly double[] Excess = new double[Size];

        /// <summary>Sum of the values of the first half less that of the second, in the unit of the samples.</summary>
        public readonly double[] Value = new double[Size];

        /// <summary>Sum of the samples' places within the bin, in 1/16 of half its width.</summary>
        public readonly double[] Place = new double[Size];

        private double _offsetWeight;

        /// <summary>Samples in the window.</summary>
        public int Total { get; private set; }

        /// <summary>Offset of this window alone, from pairs of bins half a cycle apart, in the unit of the samples.</summary>
        public double Offset { get; private set; }

        /// <summary>Whether <see cref="Offset"/> has been found.</summary>
        public bool HasOffset => _offsetWeight > 0;

        /// <summary>Bins whose samples all lay at the limit given to <see cref="Load"/>.</summary>
        public int LimitedBins { get; private set; }

        /// <summary>Takes a finished window's bins.</summary>
        /// <param name="bins">The bins, packed as <see cref="PhaseTables.Bin"/>.</param>
        /// <param name="limit">Magnitude from which a value is taken for clipped, in the unit of the samples.</param>
        public void Load(long[] bins, int limit)
        {
            double[] counts = Count;
            double[] excesses = Excess;
            double[] values = Value;
            double[] places = Place;
            int total = 0;
            int limited = 0;
            double offsetSum = 0;
            double offsetWeight = 0;
            for (int bin = 0; bin < Size; bin++)
            {
                long packed = bins[bin];
                int sum = (int)packed;
                int upper = (int)((packed - sum) >> 32);
                int place = (upper << 14) >> 14;
                int count = (upper - place) >> 18;
                packed = bins[bin + Size];
                int sumOther = (int)packed;
                upper = (int)((packed - sumOther) >> 32);
                int placeOther = (upper << 14) >> 14;
                int countOther = (upper - placeOther) >> 18;
                int both = count + countOther;
                total += both;
                counts[bin] = both;
                excesses[bin] = count - countOther;
                values[bin] = sum - sumOther;
                places[bin] = place + placeOther;
                if (count > 0 && countOther > 0)
                {
                    double share = 1.0 / both;
                    offsetSum += (((double)sum * countOther) + ((double)sumOther * count)) * share;
                    offsetWeight += 2.0 * count * countOther * share;
                }

                // One sample at the limit is the least that a bin of limited ones holds: most bins are done with here.
                if (sum >= limit || sum <= -limit)
                {
                    limited += IsLimited(sum, count, limit);
                }

                if (sumOther >= limit || sumOther <= -limit)
                {
                    limited += IsLimited(sumOther, countOther, limit);
                }
            }

            Total = total;
            LimitedBins = limited;
            _offsetWeight = offsetWeight;
            Offset = _offsetWeight > 0 ? offsetSum / _offsetWeight : 0;
        }

        private static int IsLimited(int sum, int count, int limit)
        {
            long least = (long)limit * count;
            return count > 0 && (sum >= least || sum <= -least) ? 1 : 0;
        }
    }
}
