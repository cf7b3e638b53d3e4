using System;
using System.Collections.Generic;
using System.Text.Json;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Waveforms
{
    /// <summary>One cycle of a circuit, as a node has published it.</summary>
    internal sealed class Waveform
    {
        private Waveform(string circuit, string faults)
        {
            Circuit = circuit;
            Faults = faults;
        }

        /// <summary>The circuit.</summary>
        internal string Circuit { get; }

        /// <summary>What is wrong with it, or empty.</summary>
        internal string Faults { get; }

        /// <summary>Mains frequency, Hz.</summary>
        internal double FrequencyHz { get; private set; }

        /// <summary>Voltage, V, over one cycle in even steps; empty when the node could not tell.</summary>
        internal double[] VoltageV { get; private set; } = Array.Empty<double>();

        /// <summary>Current, A, at the same instants.</summary>
        internal double[] CurrentA { get; private set; } = Array.Empty<double>();

        /// <summary>Root mean square.</summary>
        internal static double Rms(double[] values)
        {
            return Math.Sqrt(MeanProduct(values, values));
        }

        /// <summary>Mean of the products: power, of a voltage and a current.</summary>
        internal static double MeanProduct(double[] a, double[] b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * b[i];
            }

            return sum / Math.Max(1, a.Length);
        }

        /// <summary>Reads a message.</summary>
        /// <exception cref="InputException">It is none of a waveform.</exception>
        internal static Waveform Parse(string payload)
        {
            try
            {
                using var document = JsonDocument.Parse(payload);
                var root = document.RootElement;
                var faults = new List<string>();
                foreach (var each in root.GetProperty("faults").EnumerateArray())
                {
                    faults.Add(each.ToString());
                }

                var wave = new Waveform(root.GetProperty("circuit").GetString()!, string.Join(", ", faults));
                if (root.GetProperty("voltage_v").ValueKind == JsonValueKind.Array)
                {
                    wave.FrequencyHz = root.GetProperty("frequency_hz").GetDouble();
                    wave.VoltageV = Numbers(root.GetProperty("voltage_v"));
                    wave.CurrentA = Numbers(root.GetProperty("current_a"));
                }

                return wave.VoltageV.Length == wave.CurrentA.Length ? wave : throw new JsonException("as many volts as amperes");
            }
            catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InputException("the node's waveform cannot be read (" + failure.Message + ")");
            }
        }

        private static double[] Numbers(JsonElement list)
        {
            var numbers = new List<double>();
            foreach (var each in list.EnumerateArray())
            {
                numbers.Add(each.GetDouble());
            }

            return numbers.ToArray();
        }
    }
}
