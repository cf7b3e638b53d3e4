using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>Puts an event message into a line, whatever it holds.</summary>
    internal static class EventLine
    {
        private static readonly (string Suffix, string Unit)[] s_units = { ("_wh", "Wh"), ("_w", "W"), ("_a", "A"), ("_v", "V"), ("_hz", "Hz"), ("_s", "s") };

        /// <summary>What the event is called; empty when it does not say.</summary>
        internal static string KindOf(JsonElement message)
        {
            return message.ValueKind == JsonValueKind.Object && message.TryGetProperty("event", out var kind) ? kind.ToString() : string.Empty;
        }

        /// <summary>Its time, or how long the node had been up; then what happened, and every figure that it gives.</summary>
        internal static string Of(JsonElement message)
        {
            if (message.ValueKind != JsonValueKind.Object)
            {
                return message.ToString();
            }

            var line = new StringBuilder();
            if (message.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String)
            {
                line.Append(time.GetString());
            }
            else if (message.TryGetProperty("uptime_s", out var uptime))
            {
                line.Append("up ").Append(uptime).Append(" s");
            }

            line.Append(line.Length > 0 ? "  " : string.Empty).Append(KindOf(message).Replace('_', ' '));
            var figures = new List<string>();
            foreach (var each in message.EnumerateObject())
            {
                if (each.Name is not ("time" or "uptime_s" or "event" or "sequence" or "series" or "boot"))
                {
                    figures.Add(Figure(each));
                }
            }

            return line.Append(figures.Count > 0 ? ": " : string.Empty).AppendJoin(", ", figures).ToString();
        }

        private static string Figure(JsonProperty figure)
        {
            return figure.Value.ValueKind switch
            {
                JsonValueKind.String when figure.Name is "load" or "circuit" => figure.Value.GetString()!,
                JsonValueKind.True => figure.Name.Replace('_', ' '),
                JsonValueKind.False when figure.Name == "on" => "off",
                JsonValueKind.False => "not " + figure.Name.Replace('_', ' '),
                JsonValueKind.Array => string.Join(" and ", figure.Value.EnumerateArray()),
                JsonValueKind.Number => Number(figure.Name, figure.Value.ToString()),
                _ => figure.Name.Replace('_', ' ') + " " + figure.Value,
            };
        }

        /// <summary>A number with the unit that the key ends in.</summary>
        private static string Number(string key, string value)
        {
            foreach (var (suffix, unit) in s_units)
            {
                if (key.EndsWith(suffix, StringComparison.Ordinal))
                {
                    return key.Substring(0, key.Length - suffix.Length).Replace('_', ' ') + " " + value + " " + unit;
                }
            }

            return key.Replace('_', ' ') + " " + value;
        }
    }
}
