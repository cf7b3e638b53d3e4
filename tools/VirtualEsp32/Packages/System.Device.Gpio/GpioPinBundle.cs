namespace System.Device.Gpio
{
    /// <summary>A pin that was opened through a controller; all controllers of a board share them.</summary>
    internal sealed class GpioPinBundle
    {
        internal GpioPinBundle(GpioPin pin)
        {
            Pin = pin;
        }

        internal GpioPin Pin { get; }

        /// <summary>The edges that the callback wants.</summary>
        internal PinEventTypes EventTypes { get; set; }

        /// <summary>The one callback; registering another replaces it.</summary>
        internal PinChangeEventHandler? Callback { get; set; }
    }
}
