namespace System.Device.Gpio
{
    /// <summary>A pin and its level.</summary>
    public readonly struct PinValuePair
    {
        public PinValuePair(int pinNumber, PinValue value)
        {
            PinNumber = pinNumber;
            PinValue = value;
        }

        /// <summary>Number of the pin.</summary>
        public int PinNumber { get; }

        /// <summary>Its level.</summary>
        public PinValue PinValue { get; }

        public void Deconstruct(out int pinNumber, out PinValue pinValue)
        {
            pinNumber = PinNumber;
            pinValue = PinValue;
        }
    }
}
