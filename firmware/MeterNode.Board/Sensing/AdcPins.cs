namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// The pins of the ESP32's two ADCs, by the channel numbers of System.Device.Adc: 0 to 7 are ADC1, 10 to 19 ADC2, 8 and 9
    /// are sensors inside of early chips (Espressif, ESP32 datasheet, table "Analog Channels").
    /// </summary>
    public static class AdcPins
    {
        /// <summary>Channels of ADC1, from 0: the ones to sample with.</summary>
        public const int Adc1Channels = 8;

        /// <summary>First channel of ADC2, which Wi-Fi keeps to itself.</summary>
        public const int FirstAdc2Channel = 10;

        /// <summary>One more than the last channel of ADC2.</summary>
        public const int AfterAdc2 = 20;

        private static readonly int[] s_adc1 = { 36, 37, 38, 39, 32, 33, 34, 35 };

        /// <summary>The pin of a channel of ADC1.</summary>
        /// <param name="channel">0 to 7.</param>
        public static int PinOf(int channel)
        {
            return s_adc1[channel];
        }

        /// <summary>Whether a channel belongs to ADC2.</summary>
        public static bool IsAdc2(int channel)
        {
            return channel >= FirstAdc2Channel && channel < AfterAdc2;
        }
    }
}
