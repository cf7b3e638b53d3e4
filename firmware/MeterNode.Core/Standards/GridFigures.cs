namespace MeterNode.Core.Standards
{
    /// <summary>
    /// Every number that a rule of the grid gives, each with its source. <c>[mem]</c> marks a figure that was recalled and not read
    /// in an open copy; <c>[2nd]</c> one that was read in a public implementation or a summary of the rule, not in the rule itself.
    /// </summary>
    public static class GridFigures
    {
        /// <summary>
        /// Within what time an excursion beyond an import or export limit is to be cleared, ms. ENA EREC G100 issue 2 amendment 1, as
        /// National Grid Electricity Distribution states it (connections.nationalgrid.co.uk, "typically within 15s"). One that lasts
        /// longer is a state-2 excursion and counts [2nd].
        /// </summary>
        public const int ExcursionTargetMs = 15000;

        /// <summary>After what time an excursion that is not cleared leads to lock-out, ms (the same source: "maximum reaction time of 60s").</summary>
        public const int ExcursionMostMs = 60000;

        /// <summary>How many state-2 excursions within <see cref="ExcursionWindowMs"/> lead to lock-out: the third does (G100 issue 2 amendment 1 [2nd]).</summary>
        public const int ExcursionsToLockOut = 3;

        /// <summary>For how long a state-2 excursion counts, ms: 24 h (G100 issue 2 amendment 1 [2nd]).</summary>
        public const int ExcursionWindowMs = 24 * 3600 * 1000;

        /// <summary>How long a lock-out lasts, ms: 4 h (G100 issue 2 amendment 1 [2nd]).</summary>
        public const int LockOutMs = 4 * 3600 * 1000;

        /// <summary>
        /// What is left at least to a device that is dimmed, and above what power a device may be dimmed, W: 4.2 kW (§14a EnWG,
        /// BNetzA BK6-22-300).
        /// </summary>
        public const int DimmedDeviceW = 4200;

        /// <summary>
        /// How long the fail-safe limit holds after the communication was lost, ms: 2 h (EEBus use case LPC, the default of "failsafe
        /// duration minimum"; read in evcc's documentation of the control box).
        /// </summary>
        public const int DimmingFailsafeMs = 2 * 3600 * 1000;

        /// <summary>Without a heartbeat for so long the communication counts as lost, ms (EEBus LPC: 120 s [mem]).</summary>
        public const int DimmingHeartbeatMs = 120000;

        /// <summary>So long after its return the control box has to order anew before the fail-safe limit is lifted, ms (EEBus LPC: 120 s [mem]).</summary>
        public const int DimmingOrderWithinMs = 120000;

        /// <summary>Longest random delay where nobody says otherwise, s: UK Electric Vehicles (Smart Charge Points) Regulations 2021, reg. 11.</summary>
        public const int RandomDelayDefaultS = 600;

        /// <summary>The longest that must be possible, s: the same regulation.</summary>
        public const int RandomDelayMostS = 1800;

        /// <summary>Nominal frequency, mHz.</summary>
        public const int NominalFrequencyMhz = 50000;

        /// <summary>Within what deviation the system is operated, mHz: 49.8 to 50.2 Hz (read at theblackoutreport.co.uk).</summary>
        public const int OperationalDeviationMhz = 200;

        /// <summary>Within what deviation it has to stay by statute, mHz: 49.5 to 50.5 Hz (the same).</summary>
        public const int StatutoryDeviationMhz = 500;

        /// <summary>Deadband of Dynamic Containment, mHz (National Grid ESO, DC service specification: 0 % within ±0.015 Hz).</summary>
        public const int ContainmentDeadbandMhz = 15;

        /// <summary>Knee of Dynamic Containment, mHz of deviation (the same).</summary>
        public const int ContainmentKneeMhz = 200;

        /// <summary>Response at the knee, permille (the same: 5 %).</summary>
        public const int ContainmentKneePermille = 50;

        /// <summary>Deviation of full response, mHz (the same: 100 % at ±0.5 Hz).</summary>
        public const int ContainmentFullMhz = 500;

        /// <summary>Within what time the response has to be full, ms (the same: 1 s).</summary>
        public const int ContainmentWithinMs = 1000;

        /// <summary>A frequency further from nominal than this is a fault of the measurement, mHz: 10 %, our own bound.</summary>
        public const int PlausibleDeviationMhz = 5000;

        private static readonly int[] s_simultaneityPercent = { 100, 80, 75, 70, 65, 60, 55, 50, 45 };

        private static readonly int[] s_disconnectionMhz = { 48800, 48750, 48700, 48600, 48500, 48400, 48200, 48000, 47800 };

        private static readonly int[] s_disconnectionPermille = { 50, 50, 100, 75, 75, 75, 75, 50, 50 };

        /// <summary>Stages of low-frequency demand disconnection in GB (Grid Code OC6).</summary>
        public static int DisconnectionStages => s_disconnectionMhz.Length;

        /// <summary>
        /// Simultaneity factor (Gleichzeitigkeitsfaktor) of §14a EnWG, % (BNetzA BK6-22-300): 2 to 8 devices [mem], 45 from 9 on.
        /// </summary>
        /// <param name="devices">How many devices; fewer than 2 count as 1 and give 100.</param>
        public static int SimultaneityPercent(int devices)
        {
            int last = s_simultaneityPercent.Length - 1;
            int index = devices < 1 ? 0 : devices - 1;
            return s_simultaneityPercent[index > last ? last : index];
        }

        /// <summary>
        /// Pmin,14a = 4.2 kW + (n - 1) · GZF · 4.2 kW: what an energy management is left for n dimmed devices together, W (BNetzA
        /// BK6-22-300). The higher floor of heat pumps above 11 kW is not in it.
        /// </summary>
        /// <param name="devices">How many devices; fewer than 1 count as 1.</param>
        public static int DimmedTotalW(int devices)
        {
            int others = devices < 1 ? 0 : devices - 1;
            return DimmedDeviceW + (others * SimultaneityPercent(devices) * (DimmedDeviceW / 100));
        }

        /// <summary>Frequency of a stage of disconnection, mHz: 48.8 Hz for the first (read), the others [mem].</summary>
        /// <param name="stage">0 to <see cref="DisconnectionStages"/> - 1.</param>
        public static int DisconnectionMhz(int stage)
        {
            return s_disconnectionMhz[stage];
        }

        /// <summary>Demand that a stage disconnects, permille [mem]; 600 in all.</summary>
        /// <param name="stage">0 to <see cref="DisconnectionStages"/> - 1.</param>
        public static int DisconnectionPermille(int stage)
        {
            return s_disconnectionPermille[stage];
        }
    }
}
