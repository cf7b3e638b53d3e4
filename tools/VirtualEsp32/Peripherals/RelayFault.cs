namespace VirtualEsp32.Peripherals
{
    /// <summary>What is wrong with a relay's contact.</summary>
    public enum RelayFault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>It stays closed whatever the coil does.</summary>
        Welded,

        /// <summary>It stays open whatever the coil does: burnt, or the coil is broken.</summary>
        StuckOpen,
    }
}
