namespace System.Device.Gpio
{
    /// <summary>Edges of a pin.</summary>
    [Flags]
    public enum PinEventTypes
    {
        /// <summary>No edge.</summary>
        None = 0,

        /// <summary>From low to high.</summary>
        Rising = 1,

        /// <summary>From high to low.</summary>
        Falling = 2,
    }
}
