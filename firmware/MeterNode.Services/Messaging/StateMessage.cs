using System;
using MeterNode.Core;
using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;
using MeterNode.Services.Brokers;

namespace MeterNode.Services.Messaging
{
    /// <summary>Writes the <c>state</c> message.</summary>
    public static class StateMessage
    {
        private const long MwsPerTenthWh = 360000;

        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="settings">Names and limits.</param>
        /// <param name="state">The node's state.</param>
        /// <param name="grid">The prices of now.</param>
        /// <param name="clock">The time of day, if known.</param>
        /// <param name="mode"><c>normal</c> or <c>safe</c>.</param>
        /// <param name="link">How the link has fared.</param>
        /// <param name="commands">Has counted the signed commands.</param>
        public static void Write(JsonWriter json, NodeSettings settings, NodeSnapshot state, GridInputs grid, UtcClock clock, string mode, LinkHealth link, CommandDesk commands)
        {
            json.Reset().BeginObject();
            WriteTime(json, clock, state.TimeMs);
            json.Text("mode", mode);
            WriteSupply(json, settings, state);
            WritePrices(json, grid, state.TimeMs);
            json.BeginObject("circuits");
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                WriteCircuit(json, settings.Circuits[i].Name, state, i);
            }

            json.EndObject();
            if (settings.DcChannels.Length > 0)
            {
                WriteDcChannels(json, settings, state.Dc);
            }

            json.BeginObject("loads");
            for (int i = 0; i < settings.Loads.Length; i++)
            {
                WriteLoad(json, settings.Loads[i].Name, state, i);
            }

            json.EndObject();
            commands.WriteCounts(json);
            link.Write(json);
            json.EndObject();
        }

        /// <summary>Writes <c>time</c> (ISO 8601, UTC, or null) and <c>uptime_s</c>.</summary>
        internal static void WriteTime(JsonWriter json, UtcClock clock, long timeMs)
        {
            long ticks = clock.TicksAt(timeMs);
            if (ticks == 0)
            {
                json.Null("time");
            }
            else
            {
                json.Text("time", Iso8601(ticks));
            }

            json.Number("uptime_s", timeMs / 1000);
        }

        private static void WriteSupply(JsonWriter json, NodeSettings settings, NodeSnapshot state)
        {
            json.BeginObject("supply").Number("limit_a", settings.Supply.LimitA).Number("budget_percent", state.BudgetPermille, 1);
            NumberOrNull(json, "headroom_a", state.SupplyMa >= 0, Rounded((settings.Supply.LimitA * 1000L) - state.SupplyMa, 10), 2);
            NumberOrNull(json, "voltage_v", state.VoltageMv > 0, Rounded(state.VoltageMv, 100), 1);
            if (settings.SupplyCircuitOf(1) >= 0)
            {
                NumberOrNull(json, "voltage_l2_v", state.PhaseVoltageMv[1] > 0, Rounded(state.PhaseVoltageMv[1], 100), 1);
                NumberOrNull(json, "voltage_l3_v", state.PhaseVoltageMv[2] > 0, Rounded(state.PhaseVoltageMv[2], 100), 1);
            }

            NumberOrNull(json, "frequency_hz", state.VoltageMv > 0, state.FrequencyMhz, 3);
            json.EndObject();
        }

        private static void WritePrices(JsonWriter json, GridInputs grid, long nowMs)
        {
            bool hold = nowMs < grid.PricesUntilMs;
            json.BeginObject("price");
            NumberOrNull(json, "import_per_kwh", hold && grid.ImportPrice != GridInputs.None, grid.ImportPrice, 3);
            NumberOrNull(json, "export_per_kwh", hold && grid.ExportPrice != GridInputs.None, grid.ExportPrice, 3);
            json.EndObject();
        }

        private static void WriteLoad(JsonWriter json, string name, NodeSnapshot state, int i)
        {
            json.BeginObject(name)
                .Flag("on", state.IsOn[i])
                .Number("power_w", state.TargetW[i])
                .Text("rank", Words.Of(state.Winner[i]))
                .Text("reason", Words.Of(state.Reason[i]));
            var asked = state.Request[i];
            if (asked == RequestMode.Power)
            {
                json.Null("request").Number("request_w", state.RequestW[i]);
            }
            else
            {
                json.Text("request", asked == RequestMode.On ? "on" : asked == RequestMode.Off ? "off" : "auto").Null("request_w");
            }

            json.Number("operations", state.Operations[i]).Number("relay_operations", state.Wear[i]).BeginList("faults");
            if (state.IsWelded[i])
            {
                json.Element("contact_welded");
            }

            if (state.SeemsNotToClose[i])
            {
                json.Element("contact_not_closing");
            }

            json.EndList().EndObject();
        }

        private static void NumberOrNull(JsonWriter json, string key, bool isKnown, long value, int decimals)
        {
            if (isKnown)
            {
                json.Number(key, value, decimals);
            }
            else
            {
                json.Null(key);
            }
        }

        private static void WriteDcChannels(JsonWriter json, NodeSettings settings, DcReadings dc)
        {
            json.BeginObject("dc_channels");
            for (int i = 0; i < dc.Count; i++)
            {
                json.BeginObject(settings.DcChannels[i].Name);
                if (dc.IsKnown[i])
                {
                    json.Number("voltage_v", dc.VoltageMv[i], 3)
                        .Number("current_a", dc.CurrentMa[i], 3)
                        .Number("power_w", (long)dc.VoltageMv[i] * dc.CurrentMa[i] / 100000, 1);
                }
                else
                {
                    json.Null("voltage_v").Null("current_a").Null("power_w");
                }

                json.EndObject();
            }

            json.EndObject();
        }

        private static void WriteCircuit(JsonWriter json, string name, NodeSnapshot state, int i)
        {
            json.BeginObject(name);
            var flags = state.Flags[i];
            if ((flags & (ReadingFlags.Lost | ReadingFlags.NoReference | ReadingFlags.TooFewSamples)) != ReadingFlags.None)
            {
                json.Null("power_w").Null("reactive_var").Null("power_factor").Null("fundamental_real_ma").Null("fundamental_imag_ma");
            }
            else
            {
                json.Number("power_w", Rounded(state.PowerMw[i], 100), 1)
                    .Number("reactive_var", Rounded(state.ReactiveMvar[i], 100), 1)
                    .Number("power_factor", state.PowerFactorPermille[i], 3)
                    .Number("fundamental_real_ma", Rounded((long)(state.FundamentalRealMa[i] * 100), 10), 1)
                    .Number("fundamental_imag_ma", Rounded((long)(state.FundamentalImaginaryMa[i] * 100), 10), 1);
            }

            NumberOrNull(json, "current_a", (flags & ReadingFlags.Lost) == ReadingFlags.None, state.CurrentMa[i], 3);

            json.Number("energy_import_wh", state.ImportMws[i] / MwsPerTenthWh, 1)
                .Number("energy_export_wh", state.ExportMws[i] / MwsPerTenthWh, 1)
                .BeginList("faults");
            WriteFaults(json, flags);
            if (state.Wiring[i] == WiringFault.None)
            {
                json.EndList().Null("wiring");
            }
            else
            {
                string finding = WiringWords.Of(state.Wiring[i]);
                json.Element(finding).EndList().Text("wiring", finding);
            }

            json.EndObject();
        }

        /// <summary>Writes the words for what is wrong with a circuit as elements of a list.</summary>
        internal static void WriteFaults(JsonWriter json, ReadingFlags flags)
        {
            if ((flags & ReadingFlags.Lost) != ReadingFlags.None)
            {
                json.Element("lost");
            }

            if ((flags & ReadingFlags.Saturated) != ReadingFlags.None)
            {
                json.Element("saturated");
            }

            if ((flags & ReadingFlags.NoReference) != ReadingFlags.None)
            {
                json.Element("no_reference");
            }

            if ((flags & ReadingFlags.TooFewSamples) != ReadingFlags.None)
            {
                json.Element("too_few_samples");
            }

            if ((flags & ReadingFlags.Stale) != ReadingFlags.None)
            {
                json.Element("stale");
            }
        }

        private static long Rounded(long value, int unit)
        {
            return (value >= 0 ? value + (unit / 2) : value - (unit / 2)) / unit;
        }

        internal static string Iso8601(long ticks)
        {
            var time = new DateTime(ticks);
            return time.Year.ToString("D4") + "-" + time.Month.ToString("D2") + "-" + time.Day.ToString("D2") + "T"
                + time.Hour.ToString("D2") + ":" + time.Minute.ToString("D2") + ":" + time.Second.ToString("D2") + "Z";
        }
    }
}
