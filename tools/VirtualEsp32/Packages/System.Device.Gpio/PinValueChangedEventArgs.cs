using nanoFramework.Runtime.Events;

namespace System.Device.Gpio
{
    /// <summary>An edge of a pin; there is no timestamp.</summary>
    public class PinValueChangedEventArgs : BaseEvent
    {
        public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
        {
            ChangeType = changeType;
            PinNumber = pinNumber;
        }

        /// <summary>The edge.</summary>
        public PinEventTypes ChangeType { get; }

        /// <summary>Number of the pin.</summary>
        public int PinNumber { get; }
    }
}
