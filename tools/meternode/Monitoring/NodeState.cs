using System.Collections.Generic;
using System.Text.Json;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>
    /// A node's <c>state</c> message. Nodes of other versions may say more or less, so nothing has to be there and what is
    /// unknown is passed over.
    /// </summary>
    internal sealed class NodeState
    {
        private readonly List<CircuitState> _circuits = new List<CircuitState>();
        private readonly List<LoadState> _loads = new List<LoadState>();

        internal NodeState(JsonElement message)
        {
            Time = Text(message, "time");
            UptimeS = Number(message, "uptime_s");
            Mode = Text(message, "mode");
            if (Child(message, "supply") is { } supply)
            {
                LimitA = Number(supply, "limit_a");
                VoltageV = Number(supply, "voltage_v");
                FrequencyHz = Number(supply, "frequency_hz");
            }

            foreach (var each in Members(message, "circuits"))
            {
                _circuits.Add(new CircuitState(
                    each.Name,
                    Number(each.Value, "power_w"),
                    Number(each.Value, "current_a"),
                    Number(each.Value, "energy_import_wh"),
                    Number(each.Value, "energy_export_wh"),
                    Words(each.Value, "faults")));
            }

            foreach (var each in Members(message, "loads"))
            {
                _loads.Add(new LoadState(
                    each.Name,
                    Flag(each.Value, "on"),
                    Number(each.Value, "power_w"),
                    Text(each.Value, "rank"),
                    Text(each.Value, "reason"),
                    (int?)Number(each.Value, "operations")));
            }

            Reconnects = Child(message, "link") is { } link ? (int?)Number(link, "reconnects") : null;
        }

        /// <summary>When, ISO 8601; empty while the node does not know the time.</summary>
        internal string Time { get; }

        /// <summary>Since the node's start, s.</summary>
        internal double? UptimeS { get; }

        /// <summary>Its mode.</summary>
        internal string Mode { get; }

        /// <summary>The supply's limit, A.</summary>
        internal double? LimitA { get; }

        /// <summary>Mains voltage, V.</summary>
        internal double? VoltageV { get; }

        /// <summary>Mains frequency, Hz.</summary>
        internal double? FrequencyHz { get; }

        /// <summary>Its circuits, in its own order.</summary>
        internal IReadOnlyList<CircuitState> Circuits => _circuits;

        /// <summary>Its loads, in its own order.</summary>
        internal IReadOnlyList<LoadState> Loads => _loads;

        /// <summary>How often its link was made again.</summary>
        internal int? Reconnects { get; }

        /// <summary>A circuit by name, or null.</summary>
        internal CircuitState? Circuit(string name)
        {
            return _circuits.Find(each => each.Name == name);
        }

        /// <summary>A load by name, or null.</summary>
        internal LoadState? Load(string name)
        {
            return _loads.Find(each => each.Name == name);
        }

        private static JsonElement? Child(JsonElement parent, string key)
        {
            return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value) ? value : null;
        }

        private static double? Number(JsonElement parent, string key)
        {
            return Child(parent, key) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) ? number : null;
        }

        private static string Text(JsonElement parent, string key)
        {
            return Child(parent, key) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : string.Empty;
        }

        private static bool? Flag(JsonElement parent, string key)
        {
            return Child(parent, key)?.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            };
        }

        private static string Words(JsonElement parent, string key)
        {
            var words = new List<string>();
            if (Child(parent, key) is { ValueKind: JsonValueKind.Array } list)
            {
                foreach (var each in list.EnumerateArray())
                {
                    words.Add(each.ToString());
                }
            }

            return string.Join(", ", words);
        }

        private static IEnumerable<JsonProperty> Members(JsonElement parent, string key)
        {
            return Child(parent, key) is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : new List<JsonProperty>();
        }
    }
}
