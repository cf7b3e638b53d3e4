using System;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>Which GPIOs of an ESP32-WROVER a board can use (ESP32-WROVER-E datasheet, pin definitions and strapping pins).</summary>
    public static class WroverPins
    {
        private static readonly int[] s_free = { 2, 4, 5, 13, 14, 15, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33 };
        private static readonly int[] s_inputOnly = { 34, 35, 36, 39 };

        /// <summary>Why a pin cannot be used.</summary>
        /// <param name="pin">GPIO number.</param>
        /// <param name="use">What for.</param>
        /// <returns>The reason, or null when it can be used.</returns>
        public static string? Refusal(int pin, PinUse use)
        {
            if (Array.IndexOf(s_free, pin) >= 0 || (use == PinUse.Input && Array.IndexOf(s_inputOnly, pin) >= 0))
            {
                return null;
            }

            return pin switch
            {
                0 => "0 selects the boot mode",
                1 or 3 => "1 and 3 are the serial port of nanoff and the debugger",
                >= 6 and <= 11 => "6 to 11 are wired to the flash",
                12 => "12 selects the flash's voltage at boot",
                16 or 17 => "16 and 17 are wired to the PSRAM",
                34 or 35 or 36 or 39 => "34, 35, 36 and 39 are inputs only",
                _ => "the module has no such pin",
            };
        }

        /// <summary>The usable pins, for messages.</summary>
        /// <param name="use">What for.</param>
        public static string AllowedText(PinUse use)
        {
            return string.Join(", ", s_free) + (use == PinUse.Input ? ", " + string.Join(", ", s_inputOnly) : string.Empty);
        }
    }
}
