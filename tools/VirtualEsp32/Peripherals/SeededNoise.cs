namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// Random numbers that are a function of a seed and an index, not of what was asked before: looking at a value does not
    /// change the next one.
    /// </summary>
    internal static class SeededNoise
    {
        // Standard deviation of the sum of eight independent bytes: sqrt(8 * (256^2 - 1) / 12), and its mean 8 * 127.5.
        private const double SumDeviation = 209.0215;
        private const double SumMean = 1020.0;
        private const ulong EvenBytes = 0x00FF00FF00FF00FF;

        /// <summary>A number of a normal distribution of mean 0 and deviation 1, out to 4.9 deviations.</summary>
        internal static double Gaussian(ulong seed, long index)
        {
            // The sum of eight bytes of a hash, added up by the halves of one multiplication.
            ulong hash = Mix(seed + ((ulong)index * 0x9E3779B97F4A7C15));
            ulong pairs = (hash & EvenBytes) + ((hash >> 8) & EvenBytes);
            ulong sum = (pairs * 0x0001000100010001) >> 48;
            return ((double)sum - SumMean) * (1.0 / SumDeviation);
        }

        /// <summary>A number of a uniform distribution from -1 to 1.</summary>
        internal static double Uniform(ulong seed, long index)
        {
            return ((Mix(seed + ((ulong)index * 0x9E3779B97F4A7C15)) >> 11) * (2.0 / (1UL << 53))) - 1.0;
        }

        /// <summary>A seed of its own for one property of one thing.</summary>
        internal static ulong Seed(int seed, int property)
        {
            return Mix((ulong)(uint)seed | ((ulong)(uint)property << 32));
        }

        /// <summary>The finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
        private static ulong Mix(ulong value)
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
