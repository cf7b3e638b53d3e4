using System;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;
using MeterNode.Core.Settings;
using MeterNode.Services.Brokers;
using MeterNode.Services.Commands;
using MeterNode.Services.Planning;
using MeterNode.Services.Tariffs;

namespace MeterNode.Services.Messaging
{
    /// <summary>Writes the <c>state</c> message.</summary>
    public sealed class StateMessage
    {
        private const long MwsPerTenthWh = 360000;

        private readonly NodeSettings _settings;
        private readonly Node _node;
        private readonly Pricing _pricing;
        private readonly CommandDesk _commands;
        private readonly ReleaseNotice _release;
        private readonly string _version;

        /// <summary>Makes the writer.</summary>
        /// <param name="settings">Names and limits.</param>
        /// <param name="node">The node whose state it is.</param>
        /// <param name="pricing">What energy costs, and what is planned by it.</param>
        /// <param name="commands">Has counted the signed commands.</param>
        /// <param name="release">Which release is the newest.</param>
        /// <param name="version">Which one runs.</param>
        public StateMessage(NodeSettings settings, Node node, Pricing pricing, CommandDesk commands, ReleaseNotice release, string version)
        {
            _settings = settings;
            _node = node;
            _pricing = pricing;
            _commands = commands;
            _release = release;
            _version = version;
        }

        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="state">The node's state.</param>
        /// <param name="link">How the link has fared.</param>
        public void Write(JsonWriter json, NodeSnapshot state, LinkHealth link)
        {
            json.Reset().BeginObject();
            RecordTime.Write(json, _node.Clock, state.TimeMs);
            json.Text("mode", _node.SafeMode ? "safe" : "normal");
            WriteSupply(json, _settings, state);
            WritePrices(json, state.TimeMs);
            json.BeginObject("circuits");
            for (int i = 0; i < _settings.Circuits.Length; i++)
            {
                WriteCircuit(json, _settings.Circuits[i].Name, state, i);
            }

            json.EndObject();
            if (_settings.DcChannels.Length > 0)
            {
                WriteDcChannels(json, _settings, state.Dc);
            }

            json.BeginObject("loads");
            for (int i = 0; i < _settings.Loads.Length; i++)
            {
                WriteLoad(json, _settings.Loads[i].Name, state, i);
            }

            json.EndObject();
            _release.Write(json, _version);
            _commands.WriteCounts(json);
            link.Write(json);
            json.EndObject();
        }

        private static void WriteSupply(JsonWriter json, NodeSettings settings, NodeSnapshot state)
        {
            json.BeginObject("supply").Number("limit_a", settings.Supply.LimitA).Number("budget_percent", state.BudgetPermille, 1);
            json.NumberOrNull("headroom_a", state.SupplyMa >= 0, Rounded((settings.Supply.LimitA * 1000L) - state.SupplyMa, 10), 2);
            json.NumberOrNull("voltage_v", state.VoltageMv > 0, Rounded(state.VoltageMv, 100), 1);
            if (settings.SupplyCircuitOf(1) >= 0)
            {
                json.NumberOrNull("voltage_l2_v", state.PhaseVoltageMv[1] > 0, Rounded(state.PhaseVoltageMv[1], 100), 1);
                json.NumberOrNull("voltage_l3_v", state.PhaseVoltageMv[2] > 0, Rounded(state.PhaseVoltageMv[2], 100), 1);
            }

            json.NumberOrNull("frequency_hz", state.VoltageMv > 0, state.FrequencyMhz, 3);
            json.EndObject();
        }

        private void WritePrices(JsonWriter json, long nowMs)
        {
            var grid = _node.Control.GridInputs;
            bool hold = nowMs < grid.PricesUntilMs;
            _pricing.Tariff.Next(nowMs, out int import, out int export);
            json.BeginObject("price");
            PriceOrNull(json, "import_per_kwh", hold ? grid.ImportPrice : PriceTable.Unknown);
            PriceOrNull(json, "export_per_kwh", hold ? grid.ExportPrice : PriceTable.Unknown);
            PriceOrNull(json, "next_import_per_kwh", import);
            PriceOrNull(json, "next_export_per_kwh", export);
            json.EndObject();
        }

        private static void PriceOrNull(JsonWriter json, string key, int micro)
        {
            json.NumberOrNull(key, micro != PriceTable.Unknown, micro == PriceTable.Unknown ? 0 : Rounded(micro, 10), 5);
        }

        private static void WritePlan(JsonWriter json, LoadPlan? plan)
        {
            if (plan == null || plan.Wish == PlanWish.None)
            {
                json.Null("plan").Null("plan_start");
                return;
            }

            int startMin = plan.NextStartMin;
            json.Text("plan", plan.Wish == PlanWish.Run ? "run" : plan.IsDone ? "done" : "wait")
                .TextOrNull("plan_start", startMin > 0 ? UtcText.Of(UtcClock.UnixEpochTicks + (startMin * TimeSpan.TicksPerMinute)) : "");
        }

        private void WriteLoad(JsonWriter json, string name, NodeSnapshot state, int i)
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

            json.Number("boost_min", state.BoostMin[i]);
            WritePlan(json, _pricing.Planner.Of(i));
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

            json.NumberOrNull("current_a", (flags & ReadingFlags.Lost) == ReadingFlags.None, state.CurrentMa[i], 3);

            json.Number("energy_import_wh", state.ImportMws[i] / MwsPerTenthWh, 1)
                .Number("energy_export_wh", state.ExportMws[i] / MwsPerTenthWh, 1)
                .BeginList("faults");
            FaultWords.Write(json, flags);
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

        private static long Rounded(long value, int unit)
        {
            return (value >= 0 ? value + (unit / 2) : value - (unit / 2)) / unit;
        }
    }
}
