namespace System.Device.Gpio
{
    /// <summary>What pin numbers mean; the ESP32 knows its GPIO numbers only.</summary>
    public enum PinNumberingScheme
    {
        /// <summary>The chip's own numbers.</summary>
        Logical = 0,

        /// <summary>Places on a header.</summary>
        Board = 1,
    }
}
