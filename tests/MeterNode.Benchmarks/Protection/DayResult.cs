namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What a controller made of a day.</summary>
    internal sealed class DayResult
    {
        /// <summary>The day's seed.</summary>
        public required ulong Seed { get; init; }

        /// <summary>What made it awkward.</summary>
        public required NastyDay Nasty { get; init; }

        /// <summary>The most that was spent of the protective device, over all phases; 1 is the earliest at which it may act.</summary>
        public double PeakBudgetShare { get; set; }

        /// <summary>How often the protective device has acted.</summary>
        public int Outages { get; set; }

        /// <summary>Time that any phase was above the rating, min.</summary>
        public double MinutesOverRating { get; set; }

        /// <summary>Times above the rating, those within a second of each other counted as one.</summary>
        public int OverloadEpisodes { get; set; }

        /// <summary>The highest current of any phase in multiples of the rating, inrush included.</summary>
        public double PeakRatio { get; set; }

        /// <summary>Energy that loads that can wait have got, kWh.</summary>
        public double DeferrableKWh { get; set; }

        /// <summary>Energy that loads that can wait have asked for, kWh.</summary>
        public double DemandKWh { get; set; }

        /// <summary>Running loads that were put off, by contact or by a set-point below their least, while they were asked to run.</summary>
        public int Sheds { get; set; }

        /// <summary>Relay operations of all loads, closing and opening each one.</summary>
        public int RelayOps { get; set; }

        /// <summary>The same of the load that had most.</summary>
        public int MaxRelayOps { get; set; }

        /// <summary>The most operations of one load within any hour.</summary>
        public int MaxRelayOpsPerHour { get; set; }

        /// <summary>Contacts of critical loads that were opened.</summary>
        public int CriticalSheds { get; set; }

        /// <summary>
        /// Contacts that were closed before their minimum off time, or opened before their minimum on time without the supply
        /// needing it.
        /// </summary>
        public int EquipmentViolations { get; set; }

        /// <summary>Contacts that were opened before their minimum on time to protect the supply, which is allowed.</summary>
        public int ProtectiveEarlyOffs { get; set; }

        /// <summary>Calls of the controller.</summary>
        public long Steps { get; set; }
    }
}
