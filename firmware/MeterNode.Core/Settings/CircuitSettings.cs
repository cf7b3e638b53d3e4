namespace MeterNode.Core.Settings
{
    /// <summary>One measured circuit: its INA219 and its current transformer.</summary>
    public sealed class CircuitSettings
    {
        /// <summary>Name in topics and messages.</summary>
        public string Name { get; internal set; } = "";

        /// <summary>I2C bus of its INA219, 1 or 2.</summary>
        public int Bus { get; internal set; }

        /// <summary>I2C address of its INA219, 0x40 to 0x4F.</summary>
        public int Address { get; internal set; }

        /// <summary>Turns ratio of the CT: primary amperes for one secondary ampere (2000 for 100 A : 50 mA).</summary>
        public double CtRatio { get; internal set; }

        /// <summary>Burden across the CT's secondary, ohms.</summary>
        public double BurdenOhm { get; internal set; }

        /// <summary>Correction of the ratio, a factor near 1 (from calibration).</summary>
        public double Gain { get; internal set; }

        /// <summary>How far the CT's current leads the true one, degrees at mains frequency (from calibration).</summary>
        public double PhaseDeg { get; internal set; }

        /// <summary>Whether the CT is clipped on the other way round.</summary>
        public bool Reversed { get; internal set; }

        /// <summary>Primary amperes for one volt across the burden.</summary>
        public double AmperesPerVolt => CtRatio / BurdenOhm * Gain * (Reversed ? -1 : 1);

        internal static CircuitSettings Read(JsonSection json)
        {
            var circuit = new CircuitSettings
            {
                Name = json.Name("name"),
                Bus = json.Int("bus", 1, 2, 1),
                Address = json.Int("address", 0x40, 0x4F),
                CtRatio = json.Real("ct_ratio", 10, 20000, 2000),
                BurdenOhm = json.Real("burden_ohm", 0.01, 1000, 4.3),
                Gain = json.Real("gain", 0.8, 1.25, 1),
                PhaseDeg = json.Real("phase_deg", -10, 10, 0),
                Reversed = json.Flag("reversed", false),
            };
            json.Finish();
            return circuit;
        }
    }
}
