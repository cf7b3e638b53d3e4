namespace MeterNode.Core.Metering
{
    /// <summary>What is known of the direct-current channels; written by whoever polls them, about once a second in all.</summary>
    public sealed class DcReadings
    {
        /// <summary>Makes the readings of some channels, none of them known yet.</summary>
        /// <param name="channels">How many.</param>
        public DcReadings(int channels)
        {
            IsKnown = new bool[channels];
            VoltageMv = new int[channels];
            CurrentMa = new int[channels];
        }

        /// <summary>How many channels there are.</summary>
        public int Count => IsKnown.Length;

        /// <summary>Whether the figures are fresh and plausible.</summary>
        public bool[] IsKnown { get; }

        /// <summary>Voltage at the terminals, mV.</summary>
        public int[] VoltageMv { get; }

        /// <summary>Current, mA; the sign is the direction through the shunt.</summary>
        public int[] CurrentMa { get; }
    }
}
