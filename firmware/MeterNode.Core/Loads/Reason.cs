namespace MeterNode.Core.Loads
{
    /// <summary>Why a load is as it is: part of every decision and published with it.</summary>
    public enum Reason
    {
        /// <summary>Nobody claims anything: the load may run.</summary>
        Free,

        /// <summary>Shed, since the supply was above its limit.</summary>
        SupplyLimit,

        /// <summary>Shed before; waits until it fits again.</summary>
        AwaitingRestore,

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

        /// <summary>The orchestrator wants it on.</summary>
        RequestOn,

        /// <summary>The orchestrator wants it off.</summary>
        RequestOff,

        /// <summary>The node runs in safe mode: the load has its failsafe power.</summary>
        SafeMode,
    }
}
