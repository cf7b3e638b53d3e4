namespace MeterNode.Core.Messaging
{
    /// <summary>What an event tells.</summary>
    public enum EventKind
    {
        /// <summary>The node has started. Value: how often since the settings were put on, if known.</summary>
        Started,

        /// <summary>A load was switched. Subject: the load; detail: reason and rank; value: power allowed, W.</summary>
        LoadSwitched,

        /// <summary>The supply went above its limit. Subject: the supply's circuit; value: current, mA.</summary>
        OverLimit,

        /// <summary>The supply is above its limit with nothing left to shed. Value: current, mA.</summary>
        LimitUnrelieved,

        /// <summary>A circuit can no longer be relied upon. Subject: the circuit; detail: its flags.</summary>
        SensorFault,

        /// <summary>A circuit can be relied upon again. Subject: the circuit.</summary>
        SensorRestored,

        /// <summary>The settings were refused and the node runs in safe mode.</summary>
        SettingsRefused,

        /// <summary>A request was refused. Subject: the load, or -1.</summary>
        RequestRefused,

        /// <summary>
        /// A clamp or reference seems to be wired wrongly. Subject: the circuit, or -1 for a reference; detail: the fault; detail 2:
        /// the phase from 0; value: the partner of a swap, or -1.
        /// </summary>
        WiringFault,

        /// <summary>What was held against a clamp or reference has gone. Subject and detail 2: as above.</summary>
        WiringCleared,
    }
}
