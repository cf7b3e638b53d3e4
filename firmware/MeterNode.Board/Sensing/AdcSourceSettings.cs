namespace MeterNode.Board.Sensing
{
    /// <summary>What is connected to the ESP32's own ADC on a board without INA219s.</summary>
    public sealed class AdcSourceSettings
    {
        /// <summary>Describes the inputs. All of them are biased to half of the range.</summary>
        /// <param name="voltageChannel">Channel of the mains reference, 0 to 7.</param>
        /// <param name="currentChannels">Channel of each circuit's burden, 0 to 7, in the order of the circuits.</param>
        /// <param name="supplyCircuit">Index of the supply's circuit, which is sampled most.</param>
        public AdcSourceSettings(int voltageChannel, int[] currentChannels, int supplyCircuit)
        {
            VoltageChannel = voltageChannel;
            CurrentChannels = currentChannels;
            SupplyCircuit = supplyCircuit;
        }

        /// <summary>Channel of the mains reference.</summary>
        public int VoltageChannel { get; }

        /// <summary>Channel of each circuit's burden.</summary>
        public int[] CurrentChannels { get; }

        /// <summary>Index of the supply's circuit.</summary>
        public int SupplyCircuit { get; }

        /// <summary>
        /// Input voltage between the raw values 0 and 4096, mV. 3200 is nominal at the attenuation of 12 dB; the reference of the
        /// single chip is up to 10 % off, and nanoFramework does not read its calibration from the eFuse: without calibration
        /// by circuit this source is no meter.
        /// </summary>
        public int FullScaleMv { get; set; } = 3200;

        /// <summary>Raw value at and below which an input counts as saturated: the ESP32's ADC is blind below about 0.1 V.</summary>
        public int LowestRaw { get; set; } = 16;

        /// <summary>Raw value at and above which it does: it bends and ends at about 3.1 V.</summary>
        public int HighestRaw { get; set; } = 4000;
    }
}
