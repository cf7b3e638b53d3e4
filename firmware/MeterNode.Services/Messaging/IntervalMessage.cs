using MeterNode.Core.Messaging;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Messaging
{
    /// <summary>Writes an <c>interval</c> message: the energy of each circuit in five finished minutes, or in an hour of them.</summary>
    public static class IntervalMessage
    {
        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="identity">Whose record it is.</param>
        /// <param name="item">The record.</param>
        /// <param name="entry">The interval in it.</param>
        /// <param name="names">Names of its circuits.</param>
        /// <param name="clock">The time of day, if known.</param>
        public static void Write(JsonWriter json, OutboxIdentity identity, OutboxItem item, IntervalEntry entry, string[] names, UtcClock clock)
        {
            RecordTime.WriteHead(json, identity, item, clock, entry.IsUtc, entry.Boot, entry.EndMs);
            json.Number("covers", item.Covers).Number("duration_s", entry.DurationMs, 3).BeginObject("circuits");
            for (int i = 0; i < entry.Count; i++)
            {
                json.BeginObject(names[i])
                    .Number("energy_import_wh", entry.ImportMwh[i], 3)
                    .Number("energy_export_wh", entry.ExportMwh[i], 3)
                    .Number("energy_inductive_varh", entry.InductiveMvarh[i], 3)
                    .Number("energy_capacitive_varh", entry.CapacitiveMvarh[i], 3)
                    .BeginList("faults");
                FaultWords.Write(json, entry.Flags[i]);
                json.EndList().EndObject();
            }

            json.EndObject();
            if (item.Lost > 0)
            {
                json.Number("lost_before", item.Lost);
            }

            json.EndObject();
        }
    }
}
