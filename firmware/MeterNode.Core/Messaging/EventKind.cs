namespace MeterNode.Core.Messaging
{
    /// <summary>What an event tells.</summary>
    public enum EventKind
    {
        /// <summary>The node has started. Value: how often since the settings were put on, if known.</summary>
        Started,

        /// <summary>A load was switched. Subject: the load; detail: reason and rank; value: power allowed, W.</summary>
        LoadSwitched,

        /// <summary>A load's power was changed while it runs. Subject: the load; detail: reason and rank; value: power allowed, W.</summary>
        LoadAdjusted,

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

        /// <summary>A load draws although its contact is open. Subject: the load; value: what it draws, W.</summary>
        ContactWelded,

        /// <summary>A load whose contact seemed welded no longer draws while it is off. Subject: the load.</summary>
        ContactRestored,

        /// <summary>A contact closes without anything flowing, where something always flowed. Subject: the load.</summary>
        ContactNotClosing,

        /// <summary>A relay has used up four fifths of its life. Subject: the load; value: its operations.</summary>
        RelayWorn,

        /// <summary>A limit of the grid agreement changed its state. Subject: -1; detail: 0 import, 1 export; detail 2: state 1 to 3.</summary>
        GridLimitState,

        /// <summary>The network operator dims, or no longer. Value: power allowed, W; 0 when over.</summary>
        Dimming,

        /// <summary>The grid is gone and the home runs on its inverter (detail 1), or it is back (detail 0).</summary>
        IslandMode,

        /// <summary>The counters on flash are damaged, and begin at zero.</summary>
        CountersLost,

        /// <summary>The counters could not be saved; told again only after a save has succeeded.</summary>
        CountersUnsaved,

        /// <summary>Records were dropped undelivered. Detail: 0 intervals, 1 events; value: how many in all.</summary>
        RecordsDropped,

        /// <summary>The outbox cannot be stored: what waits is in memory only. Told once a start.</summary>
        OutboxUnstored,
    }
}
