using System;

namespace VirtualHome.Chance
{
    /// <summary>
    /// Random numbers that follow from a seed alone, on every machine and runtime: xoshiro256** (Blackman and Vigna, 2018),
    /// its state filled by splitmix64. Every appliance has a stream of its own, so that what one of them draws never moves
    /// what another one does.
    /// </summary>
    public sealed class SeededRandom
    {
        private ulong _s0;
        private ulong _s1;
        private ulong _s2;
        private ulong _s3;

        /// <summary>Makes a stream.</summary>
        /// <param name="seed">Any number; equal seeds give equal streams.</param>
        public SeededRandom(ulong seed)
        {
            _s0 = SplitMix(ref seed);
            _s1 = SplitMix(ref seed);
            _s2 = SplitMix(ref seed);
            _s3 = SplitMix(ref seed);
        }

        /// <summary>Derives the seed of a named part from the seed of the whole.</summary>
        /// <param name="seed">The whole's seed.</param>
        /// <param name="name">The part's name.</param>
        /// <param name="index">A further number, such as the day; 0 when there is none.</param>
        /// <returns>A seed that differs in every bit with a chance of one half when any argument changes.</returns>
        public static ulong Derive(ulong seed, string name, long index = 0)
        {
            ArgumentNullException.ThrowIfNull(name);

            // FNV-1a over the UTF-16 units: string.GetHashCode differs from run to run.
            ulong hash = 14695981039346656037UL;
            foreach (char unit in name)
            {
                hash = (hash ^ unit) * 1099511628211UL;
            }

            ulong mixed = seed;
            mixed = SplitMix(ref mixed) ^ hash;
            mixed = SplitMix(ref mixed) ^ unchecked((ulong)index);
            return SplitMix(ref mixed);
        }

        /// <summary>64 random bits.</summary>
        /// <returns>Any value of the type.</returns>
        public ulong NextBits()
        {
            ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
            ulong t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = ulong.RotateLeft(_s3, 45);
            return result;
        }

        /// <summary>A number from 0 (included) to 1 (excluded), evenly spread.</summary>
        /// <returns>A multiple of 2^-53.</returns>
        public double NextUnit()
        {
            return (NextBits() >> 11) * (1.0 / (1UL << 53));
        }

        /// <summary>A number between two bounds, evenly spread.</summary>
        /// <param name="low">The lower bound, included.</param>
        /// <param name="high">The upper bound, excluded.</param>
        /// <returns>The number.</returns>
        public double Between(double low, double high)
        {
            return low + ((high - low) * NextUnit());
        }

        /// <summary>Whether something of a given probability happens.</summary>
        /// <param name="probability">0 to 1.</param>
        /// <returns>True in that share of the calls.</returns>
        public bool Happens(double probability)
        {
            return NextUnit() < probability;
        }

        /// <summary>A normally distributed number (Box-Muller, one of the pair, so that a call always takes two draws).</summary>
        /// <returns>Mean 0, standard deviation 1.</returns>
        public double NextNormal()
        {
            double u = 1.0 - NextUnit();
            return Math.Sqrt(-2.0 * Math.Log(u)) * Math.Cos(2.0 * Math.PI * NextUnit());
        }

        /// <summary>How often something happens that happens independently with a given mean (Poisson; Knuth's product method).</summary>
        /// <param name="mean">The mean, 0 to about 100.</param>
        /// <returns>0 or more.</returns>
        public int NextCount(double mean)
        {
            double limit = Math.Exp(-mean);
            double product = NextUnit();
            int count = 0;
            while (product > limit)
            {
                product *= NextUnit();
                count++;
            }

            return count;
        }

        /// <summary>An index, drawn with given weights.</summary>
        /// <param name="weights">Weights, none negative and not all 0.</param>
        /// <returns>An index into the weights.</returns>
        public int NextIndex(ReadOnlySpan<double> weights)
        {
            double sum = 0;
            foreach (double weight in weights)
            {
                sum += weight;
            }

            double left = NextUnit() * sum;
            for (int i = 0; i < weights.Length; i++)
            {
                left -= weights[i];
                if (left < 0)
                {
                    return i;
                }
            }

            return weights.Length - 1;
        }

        private static ulong SplitMix(ref ulong state)
        {
            state += 0x9E3779B97F4A7C15UL;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
