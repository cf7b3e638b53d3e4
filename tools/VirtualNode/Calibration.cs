using System;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using VirtualEsp32.Peripherals;
using VirtualHome;
using VirtualHome.Sensing;
using VirtualHome.Waveforms;

namespace VirtualNode
{
    /// <summary>
    /// What an electrician with a reference meter leaves in the settings: gains and phases that make up for the errors of this
    /// home's very parts at half the rated current, to within the meter's own 0.2 %.
    /// </summary>
    internal static class Calibration
    {
        private const double MeterError = 0.002;

        /// <summary>The errors of a circuit's chip; none where the home is made of ideal parts.</summary>
        internal static Ina219Errors ChipErrors(NodeWorldOptions options, int circuit)
        {
            return options.Home.IdealParts ? Ina219Errors.None : Ina219Errors.Typical(unchecked((options.Seed * 131) + circuit));
        }

        /// <summary>Writes gains and phases into a settings file's text, where it does not give them already.</summary>
        internal static string Apply(string settings, Home home, int seed)
        {
            JsonNode? root;
            try
            {
                root = JsonNode.Parse(settings);
            }
            catch (JsonException)
            {
                // Left as it is: the firmware's own reader says what is wrong with it.
                return settings;
            }

            if (root is not JsonObject document || document["circuits"] is not JsonArray circuits || document["supply"] is not JsonObject supply)
            {
                return settings;
            }

            for (int i = 0; i < circuits.Count; i++)
            {
                if (circuits[i] is JsonObject circuit && circuit["name"] is JsonValue name && name.TryGetValue(out string? text))
                {
                    Calibrate(circuit, text, home, seed, i, home.Description.IdealParts);
                }
            }

            if (!home.Description.IdealParts && !supply.ContainsKey("volts_per_volt") && home.References.Count > 0)
            {
                var part = home.References[0].Properties;
                supply["volts_per_volt"] = Math.Round(230.0 / 3.0 / (1 + part.RatioError) / (1 + BusGain(seed, circuits, supply)), 5);
                supply["reference_phase_deg"] = Math.Round(part.PhaseErrorDegrees, 3);
            }

            return BoardJson.File(document);
        }

        private static void Calibrate(JsonObject circuit, string name, Home home, int seed, int index, bool ideal)
        {
            CtChannel? channel = null;
            foreach (var each in home.Channels)
            {
                channel = each.Circuit.Name == name ? each : channel;
            }

            if (channel is null || ideal || circuit.ContainsKey("gain") || circuit.ContainsKey("phase_deg"))
            {
                return;
            }

            Complex measured = Response(channel.Ct, channel.Ct.RatedA / 2);
            var errors = Ina219Errors.Typical(unchecked((seed * 131) + index));
            double nominal = FrontEnd.ShuntVoltsPerAmp;
            double meter = 1 + (MeterError * ((index % 3) - 1));
            circuit["gain"] = Math.Round(nominal / measured.Magnitude / (1 + errors.ShuntGain) * meter, 5);
            circuit["phase_deg"] = Math.Round(measured.Phase * 180 / Math.PI, 3);
        }

        /// <summary>Volts across the burden for one ampere, as a phasor, at a current of some rms value.</summary>
        private static Complex Response(CtProperties ct, double rmsA)
        {
            var primary = new Phasors();
            var secondary = new Phasors();
            primary[0] = Math.Sqrt(2) * rmsA;
            CurrentTransformer.Transform(ct, CtFault.None, primary, secondary);
            return secondary[0] / primary[0];
        }

        private static double BusGain(int seed, JsonArray circuits, JsonObject supply)
        {
            for (int i = 0; i < circuits.Count; i++)
            {
                if (circuits[i]?["name"]?.ToString() == supply["circuit"]?.ToString())
                {
                    return Ina219Errors.Typical(unchecked((seed * 131) + i)).BusGain;
                }
            }

            return 0;
        }
    }
}
