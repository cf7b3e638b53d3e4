using System.Collections.Generic;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>Which GPIO does what on the board.</summary>
    public sealed class PinMap
    {
        /// <summary>The most relays: what the module's usable outputs leave.</summary>
        public const int MostRelays = 10;

        private const string I2c1DataKey = "i2c1_data";
        private const string I2c1ClockKey = "i2c1_clock";
        private const string I2c2DataKey = "i2c2_data";
        private const string I2c2ClockKey = "i2c2_clock";
        private const string HeartbeatKey = "heartbeat";
        private const string StatusLedKey = "status_led";
        private const string ButtonKey = "button";
        private const string GridSenseKey = "grid_sense";
        private const string RelaysKey = "relays";

        private PinMap(PinReader pins)
        {
            I2c1Data = pins.Pin(I2c1DataKey, PinUse.Output);
            I2c1Clock = pins.Pin(I2c1ClockKey, PinUse.Output);
            I2c2Data = pins.Pin(I2c2DataKey, PinUse.Output);
            I2c2Clock = pins.Pin(I2c2ClockKey, PinUse.Output);
            Heartbeat = pins.Pin(HeartbeatKey, PinUse.Output);
            StatusLed = pins.Pin(StatusLedKey, PinUse.Output);
            Button = pins.Pin(ButtonKey, PinUse.Input);
            GridSense = pins.Pin(GridSenseKey, PinUse.Input);
            Relays = pins.Outputs(RelaysKey, MostRelays);
        }

        /// <summary>Data line of I2C bus 1.</summary>
        public int I2c1Data { get; }

        /// <summary>Clock line of I2C bus 1.</summary>
        public int I2c1Clock { get; }

        /// <summary>Data line of I2C bus 2.</summary>
        public int I2c2Data { get; }

        /// <summary>Clock line of I2C bus 2.</summary>
        public int I2c2Clock { get; }

        /// <summary>Heartbeat into the relay drivers' charge pump and the watchdog.</summary>
        public int Heartbeat { get; }

        /// <summary>Status LED.</summary>
        public int StatusLed { get; }

        /// <summary>The owner's button.</summary>
        public int Button { get; }

        /// <summary>Grid sense, low while the grid is there.</summary>
        public int GridSense { get; }

        /// <summary>Relay drivers, K1 first.</summary>
        public IReadOnlyList<int> Relays { get; }

        internal static PinMap Read(ConfigSection root, string key)
        {
            return new PinMap(
                new PinReader(
                    root.Section(
                        key, I2c1DataKey, I2c1ClockKey, I2c2DataKey, I2c2ClockKey, HeartbeatKey, StatusLedKey, ButtonKey, GridSenseKey, RelaysKey)));
        }
    }
}
