namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What a controlled load is.</summary>
    internal enum HomeLoadKind
    {
        /// <summary>A car at its charger; follows a power from 6 A up.</summary>
        Ev,

        /// <summary>A heat pump with its own thermostat; on or off.</summary>
        HeatPump,

        /// <summary>A tank's immersion heater with its own thermostat; on or off.</summary>
        Immersion,

        /// <summary>A home battery; follows a signed power, charging above 0.</summary>
        Battery,

        /// <summary>A computer that follows a power budget from its floor up, and sleeps below.</summary>
        Compute,

        /// <summary>A storage heater on its night hours; on or off.</summary>
        StorageHeater,

        /// <summary>Fridge, router or medical equipment behind a relay: critical.</summary>
        Critical,
    }
}
