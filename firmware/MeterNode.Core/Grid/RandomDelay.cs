namespace MeterNode.Core.Grid
{
    /// <summary>
    /// Draws the random delays that keep a street of nodes from moving as one. The numbers are the same on every runtime, so that a
    /// run can be repeated from its seed; they are not secret and are no use for keys.
    /// </summary>
    public sealed class RandomDelay
    {
        private uint _state;

        /// <summary>Makes a generator.</summary>
        /// <param name="seed">Any number; from <see cref="SeedOf"/> on a board, so that it differs from node to node and boot to boot.</param>
        public RandomDelay(int seed)
        {
            _state = Mixed((uint)seed);
            if (_state == 0)
            {
                _state = 0x9E3779B9u;
            }
        }

        /// <summary>
        /// A seed from a node's name and what little it knows of its boot. Two nodes that boot at the same instant differ by their
        /// names, two boots of a node by the entropy: neither alone is enough.
        /// </summary>
        /// <param name="id">The node's id.</param>
        /// <param name="entropy">What differs from boot to boot: a boot counter, low bits of a converter or of a timer.</param>
        public static int SeedOf(string id, int entropy)
        {
            // FNV-1a over the characters: names that differ in one character only give unrelated seeds.
            uint hash = 2166136261u;
            for (int i = 0; i < id.Length; i++)
            {
                hash = (hash ^ id[i]) * 16777619u;
            }

            return (int)Mixed(hash ^ Mixed((uint)entropy));
        }

        /// <summary>A number of which every one is equally likely.</summary>
        /// <param name="most">The largest, 0 or more; a negative one counts as 0.</param>
        /// <returns>0 to <paramref name="most"/>.</returns>
        public int Next(int most)
        {
            // xorshift32 (Marsaglia 2003).
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return most <= 0 ? 0 : (int)(((ulong)_state * ((ulong)most + 1)) >> 32);
        }

        /// <summary>A delay in whole seconds (UK Smart Charge Points Regulations 2021, reg. 11).</summary>
        /// <param name="mostS">The longest, s; a negative one counts as 0.</param>
        /// <returns>0 to <paramref name="mostS"/>, s.</returns>
        public int NextS(int mostS)
        {
            return Next(mostS);
        }

        /// <summary>Spreads what differs in a few bits over all of them (the finalizer of MurmurHash3, Appleby).</summary>
        private static uint Mixed(uint value)
        {
            value ^= value >> 16;
            value *= 0x85EBCA6Bu;
            value ^= value >> 13;
            value *= 0xC2B2AE35u;
            return value ^ (value >> 16);
        }
    }
}
