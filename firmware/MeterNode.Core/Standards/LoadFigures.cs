namespace MeterNode.Core.Standards
{
    /// <summary>
    /// Every number that a standard, an interface or a data sheet gives for loads, each with its source. <c>[mem]</c> marks a figure
    /// that was recalled and not read in an open copy.
    /// </summary>
    public static class LoadFigures
    {
        /// <summary>Least current that a charge point can offer, mA: 6 A at 10 % (IEC 61851-1, annex A). Below it charging pauses.</summary>
        public const int LeastPilotMa = 6000;

        /// <summary>Most current that the pilot's duty can tell, mA: 80 A at 96 % (IEC 61851-1, annex A).</summary>
        public const int MostPilotMa = 80000;

        /// <summary>Least duty of the pilot that tells a current, permille (IEC 61851-1, annex A).</summary>
        public const int LeastPilotPermille = 100;

        /// <summary>Up to this duty current is 0.6 A for each percent, permille (IEC 61851-1, annex A).</summary>
        public const int PilotKneePermille = 850;

        /// <summary>Most duty of the pilot that tells a current, permille (IEC 61851-1, annex A).</summary>
        public const int MostPilotPermille = 960;

        /// <summary>Current for each permille of duty up to the knee, mA (IEC 61851-1, annex A: I = 0.6 · D).</summary>
        public const int PilotMaPerPermille = 60;

        /// <summary>Current for each permille beyond the knee, mA (IEC 61851-1, annex A: I = 2.5 · (D - 64)).</summary>
        public const int PilotHighMaPerPermille = 250;

        /// <summary>What is taken from the duty beyond the knee, permille (the same).</summary>
        public const int PilotHighOffsetPermille = 640;

        /// <summary>Within what time a car has to follow a lower duty, ms (IEC 61851-1: 5 s [mem]).</summary>
        public const int PilotResponseMs = 5000;

        /// <summary>Longest lock of a heat pump by the SG-Ready contacts, ms: 2 h (Bundesverband Wärmepumpe, SG Ready).</summary>
        public const int LongestLockMs = 2 * 3600 * 1000;

        /// <summary>Shortest hold of an SG-Ready state, ms: 10 min (the same).</summary>
        public const int SgReadyHoldMs = 10 * 60 * 1000;

        /// <summary>Shortest pause before an SG-Ready state comes again, ms: 10 min (the same).</summary>
        public const int SgReadyPauseMs = 10 * 60 * 1000;

        /// <summary>Operations under rated load that a power relay lasts at least: 1e4 to 1e5 by data sheets.</summary>
        public const int RelayLifeLeast = 10000;

        /// <summary>Operations under rated load that a power relay lasts at most: 1e4 to 1e5 by data sheets.</summary>
        public const int RelayLifeMost = 100000;

        /// <summary>For how many years a relay should last: with <see cref="RelayLifeMost"/> operations that is 18 a day.</summary>
        public const int RelayYears = 15;

        /// <summary>Shortest time off of a compressor, ms: 3 to 5 min (usual figures of makers), the upper end.</summary>
        public const int CompressorOffMs = 5 * 60 * 1000;

        /// <summary>Shortest time on of a compressor, ms: 10 to 20 min (usual figures of makers), the lower end.</summary>
        public const int CompressorOnMs = 10 * 60 * 1000;

        /// <summary>Most starts of a compressor in an hour: 2 to 3 (usual figures of makers), the upper end.</summary>
        public const int CompressorStartsPerHour = 3;

        /// <summary>
        /// Duty of the control pilot for a current, permille (IEC 61851-1, annex A). Rounded down: never more is offered than asked.
        /// </summary>
        /// <param name="currentMa">Current a phase, mA; above <see cref="MostPilotMa"/> counts as that.</param>
        /// <returns>100 to 960, or 0 below <see cref="LeastPilotMa"/>: no current is offered.</returns>
        public static int PilotPermilleOf(int currentMa)
        {
            if (currentMa < LeastPilotMa)
            {
                return 0;
            }

            if (currentMa >= MostPilotMa)
            {
                return MostPilotPermille;
            }

            int low = currentMa / PilotMaPerPermille;
            if (low <= PilotKneePermille)
            {
                return low;
            }

            // Between 51 A, the end of the first law, and 52.5 A, the begin of the second, there is no duty.
            int high = (currentMa / PilotHighMaPerPermille) + PilotHighOffsetPermille;
            return high <= PilotKneePermille ? PilotKneePermille : high;
        }

        /// <summary>Current that a duty of the control pilot offers, mA (IEC 61851-1, annex A).</summary>
        /// <param name="permille">Duty, permille.</param>
        /// <returns>6000 to 80000, or 0 outside 100 to 960: no current that the duty tells.</returns>
        public static int PilotMaOf(int permille)
        {
            if (permille < LeastPilotPermille || permille > MostPilotPermille)
            {
                return 0;
            }

            return permille <= PilotKneePermille
                ? permille * PilotMaPerPermille
                : (permille - PilotHighOffsetPermille) * PilotHighMaPerPermille;
        }
    }
}
