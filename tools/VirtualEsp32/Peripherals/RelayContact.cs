namespace VirtualEsp32.Peripherals
{
    /// <summary>Which way a relay's contact is without current in its coil: the load's wired safe state.</summary>
    public enum RelayContact
    {
        /// <summary>Open at rest.</summary>
        NormallyOpen,

        /// <summary>Closed at rest.</summary>
        NormallyClosed,
    }
}
