namespace MeterNode.Core.Settings
{
    /// <summary>One direct-current channel: a battery's shunt, or a string of panels, on an INA219 of its own.</summary>
    public sealed class DcSettings
    {
        /// <summary>Name in messages.</summary>
        public string Name { get; internal set; } = "";

        /// <summary>I2C bus of its INA219, 1 or 2.</summary>
        public int Bus { get; internal set; }

        /// <summary>I2C address of its INA219, 0x40 to 0x4F.</summary>
        public int Address { get; internal set; }

        /// <summary>Resistance of the shunt, µΩ.</summary>
        public int ShuntMicroOhm { get; internal set; }

        /// <summary>Volts at the terminals for one volt at the bus input, which must stay below 16 V.</summary>
        public double VoltsPerVolt { get; internal set; }

        /// <summary>What the shunt input reads without a current, µV (from calibration).</summary>
        public int ShuntOffsetUv { get; internal set; }

        /// <summary>Lowest plausible voltage, V: 0 for panels, which sleep at night.</summary>
        public int LeastV { get; internal set; }

        /// <summary>Highest plausible voltage, V.</summary>
        public int MostV { get; internal set; }

        /// <summary>Largest plausible current in either direction, A.</summary>
        public int MostA { get; internal set; }

        internal static DcSettings Read(JsonSection json)
        {
            var channel = new DcSettings
            {
                Name = json.Name("name"),
                Bus = json.Int("bus", 1, 2, 1),
                Address = json.Int("address", 0x40, 0x4F),
                ShuntMicroOhm = json.Int("shunt_uohm", 1, 1000000),
                VoltsPerVolt = json.Real("volts_per_volt", 1, 1000, 1),
                ShuntOffsetUv = json.Int("shunt_offset_uv", -1000, 1000, 0),
                LeastV = json.Int("least_v", 0, 1000, 0),
                MostV = json.Int("most_v", 1, 1000, 1000),
                MostA = json.Int("most_a", 1, 1000, 1000),
            };
            json.Finish();
            return channel;
        }
    }
}
