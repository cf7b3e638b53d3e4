using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>Puts the names to the numbers of an event.</summary>
    public static class EventNames
    {
        /// <summary>Sets <see cref="EventRecord.SubjectName"/> and <see cref="EventRecord.PartnerName"/>.</summary>
        /// <param name="settings">Names.</param>
        /// <param name="record">The event.</param>
        public static void Fill(NodeSettings settings, EventRecord record)
        {
            record.SubjectName = "";
            record.PartnerName = "";
            switch (record.Kind)
            {
                case EventKind.OverLimit:
                case EventKind.LimitUnrelieved:
                case EventKind.SensorFault:
                case EventKind.SensorRestored:
                case EventKind.WiringCleared:
                    record.SubjectName = CircuitOf(settings, record.Subject);
                    break;
                case EventKind.WiringFault:
                    record.SubjectName = CircuitOf(settings, record.Subject);
                    record.PartnerName = CircuitOf(settings, record.Value);
                    break;
                default:
                    record.SubjectName = record.Subject >= 0 && record.Subject < settings.Loads.Length ? settings.Loads[record.Subject].Name : "";
                    break;
            }
        }

        private static string CircuitOf(NodeSettings settings, int circuit)
        {
            return circuit >= 0 && circuit < settings.Circuits.Length ? settings.Circuits[circuit].Name : "";
        }
    }
}
