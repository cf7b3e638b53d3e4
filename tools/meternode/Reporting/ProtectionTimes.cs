using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using MeterNode.Core.Settings;

namespace MeterNode.Cli.Reporting
{
    /// <summary>Finds in a node's events when protection kept its loads off.</summary>
    internal static class ProtectionTimes
    {
        /// <summary>Finds the times.</summary>
        /// <param name="events">The events, in their order.</param>
        /// <param name="startUtc">When the world began.</param>
        /// <param name="length">How long it ran.</param>
        /// <param name="settings">The node's settings.</param>
        /// <returns>By load, in the order of the settings: from when to when, s since the world began.</returns>
        internal static IReadOnlyList<IReadOnlyList<(double FromS, double ToS)>> Find(
            IReadOnlyList<JsonElement> events, DateTime startUtc, TimeSpan length, NodeSettings settings)
        {
            var times = new List<List<(double, double)>>();
            foreach (var load in settings.Loads)
            {
                times.Add(OfLoad(events, load.Name, startUtc, length));
            }

            return times;
        }

        private static List<(double FromS, double ToS)> OfLoad(IReadOnlyList<JsonElement> events, string load, DateTime startUtc, TimeSpan length)
        {
            var times = new List<(double, double)>();
            double offS = double.NaN;
            foreach (var each in events)
            {
                if (Text(each, "event") != "load_switched" || Text(each, "load") != load || !TryTime(each, startUtc, out double atS))
                {
                    continue;
                }

                bool on = each.TryGetProperty("on", out var flag) && flag.ValueKind == JsonValueKind.True;
                if (!double.IsNaN(offS))
                {
                    times.Add((offS, atS));
                }

                offS = !on && Text(each, "rank") == "protection" ? atS : double.NaN;
            }

            if (!double.IsNaN(offS))
            {
                times.Add((offS, length.TotalSeconds));
            }

            return times;
        }

        private static bool TryTime(JsonElement message, DateTime startUtc, out double atS)
        {
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            bool read = DateTime.TryParse(Text(message, "time"), CultureInfo.InvariantCulture, Utc, out var time);
            atS = (time - startUtc).TotalSeconds;
            return read;
        }

        private static string Text(JsonElement message, string key)
        {
            return message.ValueKind == JsonValueKind.Object && message.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : string.Empty;
        }
    }
}
