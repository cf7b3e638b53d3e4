namespace VirtualHome.Waveforms
{
    /// <summary>How the current of a load follows the voltage.</summary>
    public enum LoadLaw
    {
        /// <summary>Ohm's law for every harmonic: heaters.</summary>
        Resistance,

        /// <summary>Current in proportion to the fundamental of the voltage: motors on the mains, dimmed lamps.</summary>
        Impedance,

        /// <summary>Current set, whatever the voltage: a car's charger, which is told amperes.</summary>
        Current,

        /// <summary>Power set: what stands behind a regulated converter. Draws more current at less voltage.</summary>
        Power,
    }
}
