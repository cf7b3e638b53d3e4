using MeterNode.Core.Standards;

namespace MeterNode.Core.Settings
{
    /// <summary>What holds for a load when its settings do not say, from the figures of the standards.</summary>
    internal static class LoadDefaults
    {
        /// <summary>Shortest time on of a compressor, s.</summary>
        internal const int CompressorMinOnS = LoadFigures.CompressorOnMs / 1000;

        /// <summary>Shortest time off of a compressor behind SG-Ready contacts, s: its pause is the longer of the two.</summary>
        internal const int CompressorMinOffS = LoadFigures.SgReadyPauseMs / 1000;

        /// <summary>Longest SG-Ready lock, s.</summary>
        internal const int LongestLockS = LoadFigures.LongestLockMs / 1000;

        /// <summary>Lowest charging current that a charge point can offer, A.</summary>
        internal const int LeastChargeA = LoadFigures.LeastPilotMa / 1000;

        /// <summary>Operations of a relay under load.</summary>
        internal const int RelayLife = LoadFigures.RelayLifeMost;

        /// <summary>Random delay of charge points where nobody says otherwise, s.</summary>
        internal const int RandomDelayS = GridFigures.RandomDelayDefaultS;

        /// <summary>The longest that can be set, s.</summary>
        internal const int LongestRandomDelayS = GridFigures.RandomDelayMostS;
    }
}
