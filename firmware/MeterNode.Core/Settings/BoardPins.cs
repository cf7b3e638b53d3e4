namespace MeterNode.Core.Settings
{
    /// <summary>
    /// The pin map of the MeterNode board (ESP32-WROVER; 16 and 17 belong to its PSRAM, 6-11 to its flash, 34-39 only read).
    /// nf.config and hardware/README.md repeat it for tools and people; a test holds the three together.
    /// </summary>
    public static class BoardPins
    {
        /// <summary>Data line of I2C bus 1.</summary>
        public const int I2c1Data = 21;

        /// <summary>Clock line of I2C bus 1.</summary>
        public const int I2c1Clock = 22;

        /// <summary>Data line of I2C bus 2.</summary>
        public const int I2c2Data = 18;

        /// <summary>Clock line of I2C bus 2.</summary>
        public const int I2c2Clock = 19;

        /// <summary>Heartbeat into the charge pump that feeds the relay drivers.</summary>
        public const int Heartbeat = 23;

        /// <summary>Status LED, lit when high.</summary>
        public const int StatusLed = 5;

        /// <summary>The owner's button, to ground (input only pin with its own pull-up on the board).</summary>
        public const int Button = 35;

        /// <summary>Grid sense, low while the grid is there: a voltage relay or the inverter's contact ahead of the change-over switch.</summary>
        public const int GridSense = 34;

        private static readonly int[] s_relays = { 25, 26, 27, 32, 33, 13, 14, 4 };

        /// <summary>How many relay outputs there are.</summary>
        public static int RelayCount => s_relays.Length;

        /// <summary>The pin of a relay output.</summary>
        /// <param name="index">0 to <see cref="RelayCount"/> - 1; the board prints it as K1 and up.</param>
        public static int Relay(int index)
        {
            return s_relays[index];
        }

        /// <summary>Whether a pin drives a relay on this board.</summary>
        public static bool IsRelayPin(int pin)
        {
            for (int i = 0; i < s_relays.Length; i++)
            {
                if (s_relays[i] == pin)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The relay pins as text, for messages.</summary>
        public static string RelayPinsText()
        {
            string text = "";
            for (int i = 0; i < s_relays.Length; i++)
            {
                text += (i == 0 ? "" : ", ") + s_relays[i];
            }

            return text;
        }
    }
}
