namespace MeterNode.Core.Loads
{
    /// <summary>Why a load is as it is: part of every decision and published with it. The numbers are in records on flash: new ones come last.</summary>
    public enum Reason
    {
        /// <summary>Nobody claims anything: the load may run.</summary>
        Free,

        /// <summary>Shed or turned down, since the supply was above its limit.</summary>
        SupplyLimit,

        /// <summary>Shed before; waits until it fits again.</summary>
        AwaitingRestore,

        /// <summary>Would not fit beside what runs; waits until it does.</summary>
        AwaitingRoom,

        /// <summary>Gave way to a more important load.</summary>
        Displaced,

        /// <summary>The supply is not measured: the load has its failsafe power.</summary>
        SupplyUnmeasured,

        /// <summary>The supply's clamp seems to be wired wrongly, which is as good as not measured: the load has its failsafe power.</summary>
        SupplyInconsistent,

        /// <summary>The load's own circuit is not measured: it has its failsafe power.</summary>
        CircuitUnmeasured,

        /// <summary>Switched on too short a time ago to be switched off.</summary>
        MinimumOn,

        /// <summary>Switched off too short a time ago to be switched on.</summary>
        MinimumOff,

        /// <summary>Has been off for as long as its equipment stands.</summary>
        LongestOff,

        /// <summary>Has started as often as its equipment stands in a day.</summary>
        StartsUsedUp,

        /// <summary>Its relay was moved as often as it may be in an hour.</summary>
        RelayRests,

        /// <summary>After the node's start, waits for its own moment.</summary>
        Restarting,

        /// <summary>The average power of the settlement window would pass the contract's.</summary>
        ContractPower,

        /// <summary>The import limit of the grid agreement.</summary>
        ImportLimit,

        /// <summary>The export limit of the grid agreement.</summary>
        ExportLimit,

        /// <summary>Locked out after too many excursions beyond a limit of the grid agreement.</summary>
        LockedOut,

        /// <summary>Dimmed by the network operator.</summary>
        Dimmed,

        /// <summary>The mains frequency is low or high.</summary>
        Frequency,

        /// <summary>The grid is gone and the home runs on its inverter.</summary>
        Island,

        /// <summary>The price of import is negative.</summary>
        NegativePrice,

        /// <summary>Export costs money.</summary>
        ExportPrice,

        /// <summary>Takes what the panels have left over.</summary>
        Surplus,

        /// <summary>The owner's button.</summary>
        Owner,

        /// <summary>The orchestrator wants it on.</summary>
        RequestOn,

        /// <summary>The orchestrator wants it off.</summary>
        RequestOff,

        /// <summary>The orchestrator wants this power.</summary>
        RequestPower,

        /// <summary>The node runs in safe mode: the load has its failsafe power.</summary>
        SafeMode,

        /// <summary>This is the time that the plan has chosen for it.</summary>
        PlannedRun,

        /// <summary>The plan has a cheaper time for it, or it has what it needs.</summary>
        CheaperLater,
    }
}
