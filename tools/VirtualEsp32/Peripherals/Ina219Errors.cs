using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>How one INA219 differs from an ideal one. Limits are those of the datasheet SBOS448G, 7.5, for the A grade.</summary>
    public sealed class Ina219Errors
    {
        private const double MaxGainError = 0.005;
        private const double MaxShuntOffsetVolts = 100e-6;
        private const double MaxBusOffsetVolts = 4e-3;
        private const double LeastRejectionDb = 100;
        private const double TypicalRejectionDb = 120;

        /// <summary>An ideal chip.</summary>
        public static Ina219Errors None { get; } = new Ina219Errors();

        /// <summary>Relative gain error of the shunt converter; 0.005 reads half a percent high.</summary>
        public double ShuntGain { get; init; }

        /// <summary>Offset of the shunt converter at PGA /1, V; at /2, /4, /8 it is 1.25, 1.5 and 2 times this.</summary>
        public double ShuntOffsetVolts { get; init; }

        /// <summary>
        /// Noise of one 12 bit shunt conversion, V rms. Averaging n samples divides it by √n; every bit less multiplies it by √2.
        /// </summary>
        public double ShuntNoiseVolts { get; init; }

        /// <summary>Relative gain error of the bus converter.</summary>
        public double BusGain { get; init; }

        /// <summary>Offset of the bus converter, V.</summary>
        public double BusOffsetVolts { get; init; }

        /// <summary>Noise of one 12 bit bus conversion, V rms; depends on the setting as the shunt's.</summary>
        public double BusNoiseVolts { get; init; }

        /// <summary>
        /// How much of the common mode's deviation from <see cref="CommonModeReferenceVolts"/> leaks into the shunt reading, V/V;
        /// 1e-5 is a rejection of 100 dB. The sign is the chip's own.
        /// </summary>
        public double CommonModeVoltsPerVolt { get; init; }

        /// <summary>The common mode at which the offset is what it says, V; the datasheet measures at 12 V.</summary>
        public double CommonModeReferenceVolts { get; init; } = 12.0;

        /// <summary>
        /// A chip inside its datasheet: gains within ±0.5 %, shunt offset within ±100 µV, bus offset within ±4 mV, rejection
        /// between 100 and 120 dB, shunt noise of 10 to 20 µV and bus noise of 1 to 2 mV.
        /// </summary>
        /// <param name="seed">What the errors follow from.</param>
        public static Ina219Errors Typical(int seed)
        {
            ulong from = SeededNoise.Seed(seed, 1);
            double rejectionDb = Between(LeastRejectionDb, TypicalRejectionDb, SeededNoise.Uniform(from, 4));
            return new Ina219Errors
            {
                ShuntGain = MaxGainError * SeededNoise.Uniform(from, 0),
                ShuntOffsetVolts = MaxShuntOffsetVolts * SeededNoise.Uniform(from, 1),
                BusGain = MaxGainError * SeededNoise.Uniform(from, 2),
                BusOffsetVolts = MaxBusOffsetVolts * SeededNoise.Uniform(from, 3),
                CommonModeVoltsPerVolt = Math.Pow(10, -rejectionDb / 20) * Math.Sign(SeededNoise.Uniform(from, 5)),
                ShuntNoiseVolts = Between(10e-6, 20e-6, SeededNoise.Uniform(from, 6)),
                BusNoiseVolts = Between(1e-3, 2e-3, SeededNoise.Uniform(from, 7)),
            };
        }

        private static double Between(double least, double most, double uniform)
        {
            return least + ((most - least) * (uniform + 1) / 2);
        }
    }
}
