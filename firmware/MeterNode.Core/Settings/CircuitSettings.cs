using MeterNode.Core.Metering;

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

        /// <summary>Channel of the processor's own ADC, on a board without INA219s; -1 otherwise.</summary>
        public int AdcChannel { get; internal set; }

        /// <summary>Name of the CT's type, which gives ratio, burden and rating where they have no key of their own; empty for none.</summary>
        public string Ct { get; internal set; } = "";

        /// <summary>Turns ratio of the CT: primary amperes for one secondary ampere (2000 for 100 A : 50 mA).</summary>
        public double CtRatio { get; internal set; }

        /// <summary>Burden across the CT's secondary, ohms.</summary>
        public double BurdenOhm { get; internal set; }

        /// <summary>Correction of the ratio, a factor near 1 (from calibration).</summary>
        public double Gain { get; internal set; }

        /// <summary>How far the CT's current leads the true one, degrees at mains frequency (from calibration).</summary>
        public double PhaseDeg { get; internal set; }

        /// <summary>Rated primary current of the CT, A: its errors fade around a tenth of it.</summary>
        public double RatedA { get; internal set; }

        /// <summary>Current at which <see cref="Gain"/> and <see cref="PhaseDeg"/> were found, A; counts only beside a low point.</summary>
        public double HighCurrentA { get; internal set; }

        /// <summary>Current of a second, low calibration point, A; 0 for none.</summary>
        public double LowCurrentA { get; internal set; }

        /// <summary>Correction of the ratio at the low point beside <see cref="Gain"/>, a factor near 1.</summary>
        public double LowGain { get; internal set; }

        /// <summary>How far the CT's current leads at the low point, degrees.</summary>
        public double LowPhaseDeg { get; internal set; }

        /// <summary>
        /// Current that is read without load at the nominal voltage, the part in phase with the voltage, mA rms: what leaks in
        /// from the reference through the converter's common mode.
        /// </summary>
        public double LeakRealMa { get; internal set; }

        /// <summary>The part of that current a quarter cycle ahead of the voltage, mA rms.</summary>
        public double LeakImaginaryMa { get; internal set; }

        /// <summary>The phase that it is on, 1 to 3.</summary>
        public int Phase { get; internal set; }

        /// <summary>Whether the mains reference of its phase is at its chip's bus input; the supply's always is.</summary>
        public bool Reference { get; internal set; }

        /// <summary>Mains volts for one volt of that reference; 0 for the supply's figure.</summary>
        public double ReferenceVoltsPerVolt { get; internal set; }

        /// <summary>Whether the CT is clipped on the other way round.</summary>
        public bool Reversed { get; internal set; }

        /// <summary>Whether what is behind it can deliver: panels, a battery, a car that gives back.</summary>
        public bool Exports { get; internal set; }

        /// <summary>Primary amperes for one volt across the burden.</summary>
        public double AmperesPerVolt => CtRatio / BurdenOhm * Gain * (Reversed ? -1 : 1);

        internal static CircuitSettings Read(JsonSection json)
        {
            string ct = json.Text("ct", 16, "");
            var type = CtTypes.Find(ct.Length == 0 ? CtTypes.Default : ct);
            if (type == null)
            {
                throw new SettingsException(json.PathOf("ct"), "is \"" + ct + "\"; allowed is the name of a type: " + CtTypes.NamesText());
            }

            var circuit = new CircuitSettings
            {
                Name = json.Name("name"),
                Ct = ct,
                Bus = json.Int("bus", 1, 2, 1),
                AdcChannel = json.Int("adc_channel", 0, 7, -1),
                Address = json.Has("adc_channel") ? 0 : json.Int("address", 0x40, 0x4F),
                CtRatio = json.Real("ct_ratio", 10, 20000, type.Ratio),
                BurdenOhm = json.Real("burden_ohm", 0.01, 1000, type.BurdenOhm),
                Gain = json.Real("gain", 0.8, 1.25, 1),
                PhaseDeg = json.Real("phase_deg", -10, 10, 0),
                RatedA = json.Real("rated_a", 1, 2000, type.RatedA),
                HighCurrentA = json.Real("high_current_a", 0, 2000, 0),
                LowCurrentA = json.Real("low_current_a", 0, 2000, 0),
                LowGain = json.Real("low_gain", 0.9, 1.1, 1),
                LowPhaseDeg = json.Real("low_phase_deg", -10, 10, 0),
                LeakRealMa = json.Real("leak_real_ma", -2000, 2000, 0),
                LeakImaginaryMa = json.Real("leak_imag_ma", -2000, 2000, 0),
                Phase = json.Int("phase", 1, 3, 1),
                Reference = json.Flag("reference", false),
                ReferenceVoltsPerVolt = json.Real("volts_per_volt", 0, 1000, 0),
                Reversed = json.Flag("reversed", false),
                Exports = json.Flag("exports", false),
            };
            if (circuit.LowCurrentA > 0 && circuit.LowCurrentA * 2 > circuit.HighCurrentA)
            {
                throw new SettingsException(
                    json.PathOf("low_current_a"), "is " + circuit.LowCurrentA + "; allowed is 0, or at most half of high_current_a (" + circuit.HighCurrentA + ")");
            }

            json.Finish();
            return circuit;
        }
    }
}
