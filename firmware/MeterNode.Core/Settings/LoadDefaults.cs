namespace MeterNode.Core.Settings
{
    /// <summary>What holds for a load when its settings do not say.</summary>
    internal static class LoadDefaults
    {
        /// <summary>Shortest time on of a compressor, s (10 to 20 min are usual).</summary>
        internal const int CompressorMinOnS = 600;

        /// <summary>Shortest time off of a compressor, s; SG-Ready asks 10 min between changes.</summary>
        internal const int CompressorMinOffS = 600;

        /// <summary>Longest SG-Ready lock, s.</summary>
        internal const int LongestLockS = 7200;

        /// <summary>Lowest charging current that a charge point can offer, A (IEC 61851-1).</summary>
        internal const int LeastChargeA = 6;

        /// <summary>Operations of a relay under load: the lower end of what is usual.</summary>
        internal const int RelayLife = 100000;

        /// <summary>Random delay of charge points where nobody says otherwise, s (UK 2021 regulations, reg. 11).</summary>
        internal const int RandomDelayS = 600;

        /// <summary>The longest that can be set, s (the same).</summary>
        internal const int LongestRandomDelayS = 1800;
    }
}
