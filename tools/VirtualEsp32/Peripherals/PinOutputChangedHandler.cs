namespace VirtualEsp32.Peripherals
{
    /// <summary>Told, on whatever thread the pin was written, that an output changed. Must be quick and must not wait.</summary>
    /// <param name="pin">GPIO number.</param>
    /// <param name="high">Its new level; an output that became an input counts as low.</param>
    /// <param name="timeUs">When, µs since the world began.</param>
    public delegate void PinOutputChangedHandler(int pin, bool high, long timeUs);
}
