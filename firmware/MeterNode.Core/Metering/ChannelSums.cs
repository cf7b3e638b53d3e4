using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The sums of one channel: of a circuit's current, or of a reference's voltage. Fields, not properties: they are what every
    /// sample touches, and a call costs the interpreter as much as three additions.
    /// </summary>
    internal sealed class ChannelSums
    {
        /// <summary>Blocks that the fast sums remember.</summary>
        public const int Blocks = 6;

        /// <summary>Value times cosine and sine since the last block, packed as <see cref="PhaseTables.Product"/>.</summary>
        public long Product;

        /// <summary>Count and trigonometric sums since the last block, packed as <see cref="PhaseTables.Gram"/>.</summary>
        public long Gram;

        /// <summary>Plain sum since the last block; of voltages only.</summary>
        public long Sum;

        /// <summary>Count, place and value by phase bin of the running window, packed as <see cref="PhaseTables.Bin"/>.</summary>
        public long[] Bins = new long[BinFit.Bins];

        /// <summary>The same of the finished window.</summary>
        public long[] Finished = new long[BinFit.Bins];

        private readonly long[] _products = new long[Blocks];
        private readonly long[] _grams = new long[Blocks];
        private int _block;

        /// <summary>Ends a block of the fast sums.</summary>
        /// <returns>How many samples it had.</returns>
        public int CloseBlock()
        {
            int count = (int)(Gram >> 56);
            if (++_block == Blocks)
            {
                _block = 0;
            }

            _products[_block] = Product;
            _grams[_block] = Gram;
            Product = 0;
            Gram = 0;
            Sum = 0;
            return count;
        }

        /// <summary>Adds the newest blocks up; they are then in <paramref name="fit"/>.</summary>
        /// <param name="blocks">How many, at most <see cref="Blocks"/>; fewer where their samples are too many for the packed sums.</param>
        /// <param name="fit">What takes the sums.</param>
        public void Recent(int blocks, FastFit fit)
        {
            long[] blockProducts = _products;
            long[] blockGrams = _grams;
            long cosines = 0;
            long sines = 0;
            long gram = 0;
            int block = _block;
            for (int i = 0; i < blocks; i++)
            {
                long next = blockGrams[block];
                if ((int)(next >> 56) + (int)(gram >> 56) > PhaseTables.MostFastSamples)
                {
                    break;
                }

                long product = blockProducts[block];
                int sine = (int)product;
                sines += sine;
                cosines += (product - sine) >> 32;
                gram += next;
                block = block == 0 ? Blocks - 1 : block - 1;
            }

            fit.Set(cosines, sines, gram);
        }

        /// <summary>Forgets the blocks: after a gap they would mix an old current into the new one.</summary>
        public void ForgetBlocks()
        {
            for (int i = 0; i < Blocks; i++)
            {
                _products[i] = 0;
                _grams[i] = 0;
            }
        }

        /// <summary>Ends a window: its bins are the finished ones, and empty ones take their place.</summary>
        public void CloseWindow()
        {
            var bins = Finished;
            Finished = Bins;
            Array.Clear(bins, 0, bins.Length);
            Bins = bins;
        }
    }
}
