namespace MeterNode.Core.Loads
{
    /// <summary>The authorities over a load, highest first. A lower one only chooses inside what the higher ones leave.</summary>
    public enum Rank
    {
        /// <summary>Supply limit, sensor and relay faults.</summary>
        Protection = 0,

        /// <summary>Import and export limits, dimming, frequency.</summary>
        Grid = 1,

        /// <summary>Minimum on and off times and what else keeps the equipment whole; yields to the two above only.</summary>
        Equipment = 2,

        /// <summary>The owner's button and overrides.</summary>
        Owner = 3,

        /// <summary>The home's orchestrator over the network.</summary>
        Orchestrator = 4,

        /// <summary>The node's own plan.</summary>
        Plan = 5,
    }
}
