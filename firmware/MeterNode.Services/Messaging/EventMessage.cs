using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>Writes an <c>event</c> message.</summary>
    public static class EventMessage
    {
        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="settings">Names.</param>
        /// <param name="record">The event.</param>
        /// <param name="clock">The time of day, if known.</param>
        /// <param name="dropped">Events lost before this one, since the start.</param>
        /// <param name="settingsProblem">Why the wanted settings were refused; used by that event alone.</param>
        public static void Write(JsonWriter json, NodeSettings settings, EventRecord record, UtcClock clock, int dropped, string settingsProblem)
        {
            json.Reset().BeginObject().Number("sequence", record.Sequence);
            StateMessage.WriteTime(json, clock, record.TimeMs);
            switch (record.Kind)
            {
                case EventKind.Started:
                    json.Text("event", "started");
                    break;
                case EventKind.LoadSwitched:
                    WriteDecision(json, "load_switched", settings, record);
                    break;
                case EventKind.LoadAdjusted:
                    WriteDecision(json, "load_adjusted", settings, record);
                    break;
                case EventKind.ContactWelded:
                    json.Text("event", "contact_welded").Text("load", settings.Loads[record.Subject].Name).Number("power_w", record.Value);
                    break;
                case EventKind.ContactRestored:
                    json.Text("event", "contact_restored").Text("load", settings.Loads[record.Subject].Name);
                    break;
                case EventKind.ContactNotClosing:
                    json.Text("event", "contact_not_closing").Text("load", settings.Loads[record.Subject].Name);
                    break;
                case EventKind.RelayWorn:
                    json.Text("event", "relay_worn").Text("load", settings.Loads[record.Subject].Name).Number("relay_operations", record.Value);
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
                case EventKind.OverLimit:
                    WriteLimit(json, "over_limit", settings, record);
                    break;
                case EventKind.LimitUnrelieved:
                    WriteLimit(json, "limit_unrelieved", settings, record);
                    break;
                case EventKind.SensorFault:
                    json.Text("event", "sensor_fault").Text("circuit", settings.Circuits[record.Subject].Name).BeginList("faults");
                    StateMessage.WriteFaults(json, (ReadingFlags)record.Detail);
                    json.EndList();
                    break;
                case EventKind.SensorRestored:
                    json.Text("event", "sensor_restored").Text("circuit", settings.Circuits[record.Subject].Name);
                    break;
                case EventKind.SettingsRefused:
                    json.Text("event", "settings_refused").Text("problem", settingsProblem);
                    break;
                case EventKind.WiringFault:
                    WriteWiring(json, "wiring_fault", settings, record);
                    json.Text("finding", WiringWords.Of((WiringFault)record.Detail));
                    if (record.Value >= 0)
                    {
                        json.Text("partner", settings.Circuits[record.Value].Name);
                    }

                    break;
                case EventKind.WiringCleared:
                    WriteWiring(json, "wiring_cleared", settings, record);
                    break;
                default:
                    json.Text("event", "request_refused");
                    if (record.Subject >= 0)
                    {
                        json.Text("load", settings.Loads[record.Subject].Name);
                    }

                    break;
            }

            if (dropped > 0)
            {
                json.Number("dropped_before", dropped);
            }

            json.EndObject();
        }

        private static void WriteDecision(JsonWriter json, string name, NodeSettings settings, EventRecord record)
        {
            json.Text("event", name)
                .Text("load", settings.Loads[record.Subject].Name)
                .Flag("on", record.Value != 0)
                .Number("power_w", record.Value)
                .Text("rank", Words.Of((Rank)record.Detail2))
                .Text("reason", Words.Of((Reason)record.Detail))
                .Number("supply_a", record.SupplyMa / 10, 2)
                .Number("budget_percent", record.BudgetPermille, 1);
        }

        private static void WriteWiring(JsonWriter json, string name, NodeSettings settings, EventRecord record)
        {
            json.Text("event", name);
            if (record.Subject >= 0)
            {
                json.Text("circuit", settings.Circuits[record.Subject].Name);
            }

            json.Number("phase", record.Detail2 + 1);
        }

        private static void WriteLimit(JsonWriter json, string name, NodeSettings settings, EventRecord record)
        {
            json.Text("event", name)
                .Text("circuit", settings.Circuits[record.Subject].Name)
                .Number("current_a", record.Value / 10, 2)
                .Number("limit_a", record.Detail / 1000);
        }
    }
}
