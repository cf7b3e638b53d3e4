using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>Writes an <c>interval</c> message: the energy of each circuit in five finished minutes.</summary>
    public static class IntervalMessage
    {
        private const long MwsPerMwh = 3600;

        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="settings">Names.</param>
        /// <param name="record">The interval.</param>
        /// <param name="clock">The time of day, if known.</param>
        /// <param name="lost">Intervals lost before this one, since the start.</param>
        public static void Write(JsonWriter json, NodeSettings settings, IntervalRecord record, UtcClock clock, int lost)
        {
            json.Reset().BeginObject().Number("sequence", record.Sequence);
            StateMessage.WriteTime(json, clock, record.EndMs);
            json.Number("duration_s", record.DurationMs, 3).BeginObject("circuits");
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                json.BeginObject(settings.Circuits[i].Name)
                    .Number("energy_import_wh", record.ImportMws[i] / MwsPerMwh, 3)
                    .Number("energy_export_wh", record.ExportMws[i] / MwsPerMwh, 3)
                    .Number("energy_inductive_varh", record.InductiveMvars[i] / MwsPerMwh, 3)
                    .Number("energy_capacitive_varh", record.CapacitiveMvars[i] / MwsPerMwh, 3)
                    .BeginList("faults");
                StateMessage.WriteFaults(json, record.Flags[i]);
                json.EndList().EndObject();
            }

            json.EndObject();
            if (lost > 0)
            {
                json.Number("lost_before", lost);
            }

            json.EndObject();
        }
    }
}
