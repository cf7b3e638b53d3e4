namespace VirtualEsp32.Peripherals
{
    /// <summary>Told that a relay's contact moved. Must be quick and must not wait.</summary>
    /// <param name="closed">Whether it is closed now.</param>
    /// <param name="timeUs">When, µs since the world began.</param>
    public delegate void ContactChangedHandler(bool closed, long timeUs);
}
