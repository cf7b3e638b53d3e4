using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>What one 4 bit ADC setting of the configuration register means (SBOS448G, table 5).</summary>
    internal readonly struct Ina219Adc
    {
        // By the two low bits without averaging, by the three low bits with it, µs.
        private static readonly int[] s_plainUs = { 84, 148, 276, 532 };
        private static readonly int[] s_averagedUs = { 532, 1_060, 2_130, 4_260, 8_510, 17_020, 34_050, 68_100 };

        /// <summary>Reads a setting.</summary>
        /// <param name="code">The four bits.</param>
        internal Ina219Adc(int code)
        {
            if ((code & 8) == 0)
            {
                int missing = 3 - (code & 3);
                DurationUs = s_plainUs[code & 3];
                StepCounts = 1 << missing;
                NoiseFactor = Math.Pow(2, missing / 2.0);
            }
            else
            {
                DurationUs = s_averagedUs[code & 7];
                StepCounts = 1;
                NoiseFactor = Math.Pow(2, -(code & 7) / 2.0);
            }
        }

        /// <summary>Typical time of the conversion or of all its samples, µs.</summary>
        internal int DurationUs { get; }

        /// <summary>What a value is a multiple of, in steps of a 12 bit conversion.</summary>
        internal int StepCounts { get; }

        /// <summary>Noise in terms of that of one 12 bit conversion.</summary>
        internal double NoiseFactor { get; }
    }
}
