using System;
using VirtualEsp32;
using VirtualEsp32.Peripherals;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>Which pins the ESP32's peripherals use.</summary>
    public class Configuration
    {
        /// <summary>Gives a pin to a function; goes for what is opened afterwards.</summary>
        /// <param name="pin">GPIO number.</param>
        /// <param name="value">The function.</param>
        /// <exception cref="ArgumentException">The pin cannot do it: I2C needs pins that can drive.</exception>
        public static void SetPinFunction(int pin, DeviceFunction value)
        {
            bool possible = value < DeviceFunction.ADC1_CH0 ? VirtualPins.CanDrive(pin) : VirtualPins.IsUsable(pin);
            if (!possible)
            {
                throw new ArgumentException($"Pin {pin} cannot be {value}.", nameof(pin));
            }

            VirtualBoard.Current.Pins.SetFunction(pin, value);
        }

        /// <summary>The pin of a function.</summary>
        /// <param name="function">The function.</param>
        /// <returns>GPIO number, or -1 when it has none.</returns>
        public static int GetFunctionPin(DeviceFunction function)
        {
            return VirtualBoard.Current.Pins.PinOf(function);
        }
    }
}
