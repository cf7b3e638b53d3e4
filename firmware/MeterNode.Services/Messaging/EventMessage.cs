using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Messaging
{
    /// <summary>Writes an <c>event</c> message.</summary>
    public static class EventMessage
    {
        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="identity">Whose record it is.</param>
        /// <param name="item">The record.</param>
        /// <param name="entry">The event in it.</param>
        /// <param name="clock">The time of day, if known.</param>
        public static void Write(JsonWriter json, OutboxIdentity identity, OutboxItem item, EventEntry entry, UtcClock clock)
        {
            var record = entry.Record;
            RecordTime.WriteHead(json, identity, item, clock, entry.IsUtc, entry.Boot, entry.TimeMs);
            switch (record.Kind)
            {
                case EventKind.Started:
                    json.Text("event", "started");
                    break;
                case EventKind.LoadSwitched:
                    WriteDecision(json, "load_switched", record);
                    break;
                case EventKind.LoadAdjusted:
                    WriteDecision(json, "load_adjusted", record);
                    break;
                case EventKind.ContactWelded:
                    json.Text("event", "contact_welded").Text("load", record.SubjectName).Number("power_w", record.Value);
                    break;
                case EventKind.ContactRestored:
                    json.Text("event", "contact_restored").Text("load", record.SubjectName);
                    break;
                case EventKind.ContactNotClosing:
                    json.Text("event", "contact_not_closing").Text("load", record.SubjectName);
                    break;
                case EventKind.RelayWorn:
                    json.Text("event", "relay_worn").Text("load", record.SubjectName).Number("relay_operations", record.Value);
                    break;
                case EventKind.GridLimitState:
                    json.Text("event", "grid_limit_state").Text("direction", record.Detail == 0 ? "import" : "export").Number("state", record.Detail2);
                    break;
                case EventKind.Dimming:
                    json.Text("event", "dimming").Number("power_w", record.Value);
                    break;
                case EventKind.IslandMode:
                    json.Text("event", "island").Flag("on", record.Detail != 0);
                    break;
                case EventKind.CountersLost:
                    json.Text("event", "counters_lost");
                    break;
                case EventKind.CountersUnsaved:
                    json.Text("event", "counters_unsaved");
                    break;
                case EventKind.RecordsDropped:
                    json.Text("event", "records_dropped").Text("topic", record.Detail == 0 ? "interval" : "event").Number("count", record.Value);
                    break;
                case EventKind.OutboxUnstored:
                    json.Text("event", "outbox_unstored");
                    break;
                case EventKind.OverLimit:
                    WriteLimit(json, "over_limit", record);
                    break;
                case EventKind.LimitUnrelieved:
                    WriteLimit(json, "limit_unrelieved", record);
                    break;
                case EventKind.SensorFault:
                    json.Text("event", "sensor_fault").Text("circuit", record.SubjectName).BeginList("faults");
                    FaultWords.Write(json, (ReadingFlags)record.Detail);
                    json.EndList();
                    break;
                case EventKind.SensorRestored:
                    json.Text("event", "sensor_restored").Text("circuit", record.SubjectName);
                    break;
                case EventKind.SettingsRefused:
                    json.Text("event", "settings_refused").Text("problem", record.Text);
                    break;
                case EventKind.WiringFault:
                    WriteWiring(json, "wiring_fault", record);
                    json.Text("finding", WiringWords.Of((WiringFault)record.Detail)).TextIfAny("partner", record.PartnerName);
                    break;
                case EventKind.WiringCleared:
                    WriteWiring(json, "wiring_cleared", record);
                    break;
                default:
                    json.Text("event", "request_refused").TextIfAny("load", record.SubjectName);
                    break;
            }

            if (item.Lost > 0)
            {
                json.Number("lost_before", item.Lost);
            }

            json.EndObject();
        }

        private static void WriteDecision(JsonWriter json, string name, EventRecord record)
        {
            json.Text("event", name)
                .Text("load", record.SubjectName)
                .Flag("on", record.Value != 0)
                .Number("power_w", record.Value)
                .Text("rank", Words.Of((Rank)record.Detail2))
                .Text("reason", Words.Of((Reason)record.Detail))
                .Number("supply_a", record.SupplyMa / 10, 2)
                .Number("budget_percent", record.BudgetPermille, 1);
        }

        private static void WriteWiring(JsonWriter json, string name, EventRecord record)
        {
            json.Text("event", name).TextIfAny("circuit", record.SubjectName).Number("phase", record.Detail2 + 1);
        }

        private static void WriteLimit(JsonWriter json, string name, EventRecord record)
        {
            json.Text("event", name)
                .Text("circuit", record.SubjectName)
                .Number("current_a", record.Value / 10, 2)
                .Number("limit_a", record.Detail / 1000);
        }
    }
}
