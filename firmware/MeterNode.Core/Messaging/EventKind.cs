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
    }
}
