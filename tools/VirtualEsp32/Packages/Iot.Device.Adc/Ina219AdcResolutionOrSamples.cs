namespace Iot.Device.Adc
{
    /// <summary>Bits of a conversion, or 12 bit conversions to average; as the shunt ADC's bits in the configuration register.</summary>
    public enum Ina219AdcResolutionOrSamples
    {
        /// <summary>9 bits, 84 µs.</summary>
        Adc9Bit = 0x00,

        /// <summary>10 bits, 148 µs.</summary>
        Adc10Bit = 0x08,

        /// <summary>11 bits, 276 µs.</summary>
        Adc11Bit = 0x10,

        /// <summary>12 bits, 532 µs.</summary>
        Adc12Bit = 0x18,

        /// <summary>Mean of 2, 1.06 ms.</summary>
        Adc2Sample = 0x48,

        /// <summary>Mean of 4, 2.13 ms.</summary>
        Adc4Sample = 0x50,

        /// <summary>Mean of 8, 4.26 ms.</summary>
        Adc8Sample = 0x58,

        /// <summary>Mean of 16, 8.51 ms.</summary>
        Adc16Sample = 0x60,

        /// <summary>Mean of 32, 17.02 ms.</summary>
        Adc32Sample = 0x68,

        /// <summary>Mean of 64, 34.05 ms.</summary>
        Adc64Sample = 0x70,

        /// <summary>Mean of 128, 68.10 ms.</summary>
        Adc128Sample = 0x78,
    }
}
