namespace nanoFramework.Hardware.Esp32
{
    /// <summary>What a pin can be used for. The virtual board knows I2C and ADC only.</summary>
    public enum DeviceFunction
    {
        /// <summary>Data of I2C bus 1.</summary>
        I2C1_DATA = 131328,

        /// <summary>Clock of I2C bus 1.</summary>
        I2C1_CLOCK = 131329,

        /// <summary>Data of I2C bus 2.</summary>
        I2C2_DATA = 131584,

        /// <summary>Clock of I2C bus 2.</summary>
        I2C2_CLOCK = 131585,

        /// <summary>ADC channel 0.</summary>
        ADC1_CH0 = 327936,

        /// <summary>ADC channel 1.</summary>
        ADC1_CH1 = 327937,

        /// <summary>ADC channel 2.</summary>
        ADC1_CH2 = 327938,

        /// <summary>ADC channel 3.</summary>
        ADC1_CH3 = 327939,

        /// <summary>ADC channel 4.</summary>
        ADC1_CH4 = 327940,

        /// <summary>ADC channel 5.</summary>
        ADC1_CH5 = 327941,

        /// <summary>ADC channel 6.</summary>
        ADC1_CH6 = 327942,

        /// <summary>ADC channel 7.</summary>
        ADC1_CH7 = 327943,

        /// <summary>ADC channel 8.</summary>
        ADC1_CH8 = 327944,

        /// <summary>ADC channel 9.</summary>
        ADC1_CH9 = 327945,

        /// <summary>ADC channel 10.</summary>
        ADC1_CH10 = 327946,

        /// <summary>ADC channel 11.</summary>
        ADC1_CH11 = 327947,

        /// <summary>ADC channel 12.</summary>
        ADC1_CH12 = 327948,

        /// <summary>ADC channel 13.</summary>
        ADC1_CH13 = 327949,

        /// <summary>ADC channel 14.</summary>
        ADC1_CH14 = 327950,

        /// <summary>ADC channel 15.</summary>
        ADC1_CH15 = 327951,

        /// <summary>ADC channel 16.</summary>
        ADC1_CH16 = 327952,

        /// <summary>ADC channel 17.</summary>
        ADC1_CH17 = 327953,

        /// <summary>ADC channel 18.</summary>
        ADC1_CH18 = 327954,

        /// <summary>ADC channel 19.</summary>
        ADC1_CH19 = 327955,
    }
}
