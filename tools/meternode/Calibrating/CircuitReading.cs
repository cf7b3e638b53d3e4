using System.Text.Json;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>What a <c>state</c> message says of one circuit, as far as a calibration needs it.</summary>
    internal sealed class CircuitReading
    {
        private CircuitReading(double uptimeS, double voltageV, double currentMa, double realMa, double imaginaryMa, string faults)
        {
            UptimeS = uptimeS;
            VoltageV = voltageV;
            CurrentMa = currentMa;
            RealMa = realMa;
            ImaginaryMa = imaginaryMa;
            Faults = faults;
        }

        /// <summary>Since the node's start, s.</summary>
        internal double UptimeS { get; }

        /// <summary>Voltage of the supply's phase, V rms; 0 when it is not known.</summary>
        internal double VoltageV { get; }

        /// <summary>Current, mA rms, also where it is too small to count as a load.</summary>
        internal double CurrentMa { get; }

        /// <summary>Part of its fundamental in phase with the voltage, mA rms.</summary>
        internal double RealMa { get; }

        /// <summary>Part of its fundamental a quarter cycle ahead of the voltage, mA rms.</summary>
        internal double ImaginaryMa { get; }

        /// <summary>What is wrong with it, or empty.</summary>
        internal string Faults { get; }

        /// <summary>Whether a calibration can go by it.</summary>
        internal bool IsUsable => Faults.Length == 0 && VoltageV > 0;

        /// <summary>Reads a circuit out of a message.</summary>
        /// <param name="message">The message.</param>
        /// <param name="circuit">The circuit's name.</param>
        /// <returns>The reading, or null when the message does not have the circuit.</returns>
        internal static CircuitReading? Of(JsonElement message, string circuit)
        {
            if (Child(Child(message, "circuits"), circuit) is not { } found)
            {
                return null;
            }

            double real = Number(found, "fundamental_real_ma") ?? 0;
            double imaginary = Number(found, "fundamental_imag_ma") ?? 0;
            double fundamental = double.Hypot(real, imaginary);
            double current = 1000 * (Number(found, "current_a") ?? 0);
            string faults = string.Empty;
            if (Child(found, "faults") is { ValueKind: JsonValueKind.Array } list)
            {
                foreach (var each in list.EnumerateArray())
                {
                    faults += (faults.Length == 0 ? string.Empty : ", ") + each;
                }
            }

            // Below the starting current a node says 0 A.
            return new CircuitReading(
                Number(message, "uptime_s") ?? 0,
                Number(Child(message, "supply"), "voltage_v") ?? 0,
                current > 0 ? current : fundamental,
                real,
                imaginary,
                faults.Length == 0 && Number(found, "fundamental_real_ma") is null ? "no_phasor" : faults);
        }

        /// <summary>An object or value inside another, or null.</summary>
        internal static JsonElement? Child(JsonElement? parent, string key)
        {
            return parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(key, out var value) ? value : null;
        }

        private static double? Number(JsonElement? parent, string key)
        {
            return Child(parent, key) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) ? number : null;
        }
    }
}
