namespace MeterNode.Core.Settings
{
    /// <summary>The home's supply: what it may carry and how it is measured.</summary>
    public sealed class SupplySettings
    {
        /// <summary>Name of the circuit whose CT is on the incoming supply.</summary>
        public string Circuit { get; internal set; } = "";

        /// <summary>Name of the circuit whose CT is on the supply's second phase; empty on a single-phase supply.</summary>
        public string CircuitL2 { get; internal set; } = "";

        /// <summary>Name of the circuit whose CT is on the supply's third phase; empty on a single-phase supply.</summary>
        public string CircuitL3 { get; internal set; } = "";

        /// <summary>Largest current for good, A rms a phase.</summary>
        public int LimitA { get; internal set; }

        /// <summary>The protective device in front of it.</summary>
        public DeviceSettings Device { get; internal set; } = null!;

        /// <summary>Nominal voltage, V rms.</summary>
        public int NominalV { get; internal set; }

        /// <summary>Nominal frequency, 50 or 60 Hz.</summary>
        public int NominalHz { get; internal set; }

        /// <summary>Mains volts for one volt at the bus input of the supply's INA219 (reference transformer and divider).</summary>
        public double VoltsPerVolt { get; internal set; }

        /// <summary>How far the reference transformer's voltage leads the mains, degrees (from calibration).</summary>
        public double ReferencePhaseDeg { get; internal set; }

        /// <summary>
        /// Whether something that no clamp measures may deliver, such as a plug-in panel; then less can be concluded about wrong
        /// clamps.
        /// </summary>
        public bool UnmeasuredGeneration { get; internal set; }

        /// <summary>Channel of the processor's own ADC with the mains reference, on a board without INA219s; -1 otherwise.</summary>
        public int AdcVoltageChannel { get; internal set; }

        internal static SupplySettings Read(JsonSection json)
        {
            var supply = new SupplySettings
            {
                Circuit = json.Name("circuit"),
                CircuitL2 = json.Text("circuit_l2", JsonSection.LongestName, ""),
                CircuitL3 = json.Text("circuit_l3", JsonSection.LongestName, ""),
                LimitA = json.Int("limit_a", 6, 400),
                NominalV = json.Int("nominal_v", 100, 277, 230),
                NominalHz = json.Int("nominal_hz", 50, 60, 50),
                VoltsPerVolt = json.Real("volts_per_volt", 10, 1000, ReferenceTransformer.VoltsPerVolt),
                AdcVoltageChannel = json.Int("adc_voltage_channel", 0, 7, -1),
                UnmeasuredGeneration = json.Flag("unmeasured_generation", true),
                ReferencePhaseDeg = json.Real("reference_phase_deg", -20, 20, 0),
            };
            if (supply.NominalHz != 50 && supply.NominalHz != 60)
            {
                throw new SettingsException(json.PathOf("nominal_hz"), "is " + supply.NominalHz + "; allowed is 50 or 60");
            }

            supply.Device = DeviceSettings.Read(json.OptionalSection("device"), json.Has("device"), supply.LimitA);
            json.Finish();
            return supply;
        }
    }
}
