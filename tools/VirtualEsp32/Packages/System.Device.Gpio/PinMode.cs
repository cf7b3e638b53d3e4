namespace System.Device.Gpio
{
    /// <summary>How a pin is driven.</summary>
    public enum PinMode
    {
        /// <summary>Floating input.</summary>
        Input = 0,

        /// <summary>Input with the internal pull-down.</summary>
        InputPullDown = 1,

        /// <summary>Input with the internal pull-up.</summary>
        InputPullUp = 2,

        /// <summary>Drives both levels.</summary>
        Output = 3,

        /// <summary>Drives low only.</summary>
        OutputOpenDrain = 4,

        /// <summary>Drives low only, with the internal pull-up.</summary>
        OutputOpenDrainPullUp = 5,

        /// <summary>Configured as open drain by the ESP32's firmware.</summary>
        OutputOpenSource = 6,

        /// <summary>Configured as open drain by the ESP32's firmware, with the internal pull-down.</summary>
        OutputOpenSourcePullDown = 7,
    }
}
