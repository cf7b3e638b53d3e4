using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// What one sample adds to the sums, by its place in the cycle. Several sums share the 64 bits of one number, so that one
    /// addition does the work of three: a virtual ESP32 counts instructions, not bits.
    /// </summary>
    public sealed class PhaseTables
    {
        /// <summary>Places in a cycle: 1024, 0.35 degrees each.</summary>
        public const int Size = 1024;

        /// <summary>How far a 64 bit phase is shifted right to give a place.</summary>
        public const int PhaseShift = 54;

        /// <summary>How far a place is shifted right to give its bin.</summary>
        public const int BinShift = 4;

        /// <summary>Amplitude of the trigonometric functions in <see cref="Gram"/>.</summary>
        public const int GramAmplitude = 63;

        /// <summary>What keeps the fields of <see cref="Gram"/> positive.</summary>
        public const int GramBias = 64;

        /// <summary>Most samples in one of the packed fast sums.</summary>
        public const int MostFastSamples = 120;

        // A sub-window of the fast sums never holds as many full-scale samples.
        private const int SamplesToOverflow = 24;
        private const int MostAmplitude = 1024;

        /// <summary>Makes the tables.</summary>
        /// <param name="fullScale">The largest value of a sample; decides on the amplitude of <see cref="Product"/>.</param>
        public PhaseTables(int fullScale)
        {
            long amplitude = int.MaxValue / ((long)fullScale * SamplesToOverflow);
            Amplitude = amplitude > MostAmplitude ? MostAmplitude : amplitude < 1 ? 1 : (int)amplitude;
            for (int i = 0; i < Size; i++)
            {
                double turn = 2 * Math.PI * (i + 0.5) / Size;
                long cos = Rounded(Amplitude * Math.Cos(turn));
                Product[i] = (cos << 32) + Rounded(Amplitude * Math.Sin(turn));
                Gram[i] = (1L << 56) + (Field(2 * turn, true) << 42) + (Field(2 * turn, false) << 28) + (Field(turn, true) << 14) + Field(turn, false);

                // Where in its bin the place lies: -15 to 15 in steps of 2, 16 being half a bin.
                long offset = (2 * (i & ((1 << BinShift) - 1))) - 15;
                Bin[i] = (1L << 50) + (offset << 32);
            }
        }

        /// <summary>Amplitude of the cosine and sine in <see cref="Product"/>.</summary>
        public int Amplitude { get; }

        /// <summary>Cosine (upper 32 bits) and sine (lower 32 bits): times the value, both products at once.</summary>
        public long[] Product { get; } = new long[Size];

        /// <summary>From the top: count (8 bits), cosine and sine of the double angle, cosine and sine (14 bits each, biased).</summary>
        public long[] Gram { get; } = new long[Size];

        /// <summary>From the top: count (from bit 50), place within the bin (from bit 32); the value itself goes into the low 32 bits.</summary>
        public long[] Bin { get; } = new long[Size];

        private static long Field(double turn, bool cosine)
        {
            return Rounded(GramAmplitude * (cosine ? Math.Cos(turn) : Math.Sin(turn))) + GramBias;
        }

        private static long Rounded(double value)
        {
            return (long)(value >= 0 ? value + 0.5 : value - 0.5);
        }
    }
}
