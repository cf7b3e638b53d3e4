namespace VirtualEsp32.Peripherals
{
    /// <summary>Told that a supply came or went. Must be quick and must not wait.</summary>
    /// <param name="alive">Whether it is there now.</param>
    /// <param name="timeUs">When, µs since the world began.</param>
    public delegate void SupplyChangedHandler(bool alive, long timeUs);
}
