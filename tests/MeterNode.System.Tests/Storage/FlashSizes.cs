using System;
using System.Globalization;
using System.Linq;
using System.Text;
using MeterNode.Board.Counters;
using MeterNode.Board.Outboxes;
using MeterNode.Core;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;
using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Storage;
using MeterNode.System.Tests.Nodes;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>Sizes of what a node of usual names keeps after ten years, as the firmware itself writes it.</summary>
    internal sealed class FlashSizes
    {
        // 1 kW of each circuit, 100 var: what matters is how many bytes such a number has.
        private const long ImportMws = 315_000_000_000_000;
        private const long ReactiveMvars = 31_500_000_000_000;
        private const int Starts = 5;
        private const int Operations = 100_000;
        private const int BytesThatAreEnough = 16384;

        /// <summary>Sizes for a node.</summary>
        /// <param name="circuits">Its circuits; it has as many loads.</param>
        /// <param name="hasContract">Whether it keeps to a contract power.</param>
        public FlashSizes(int circuits, bool hasContract)
        {
            string text = SettingsText(circuits, hasContract);
            var settings = NodeSettings.Parse(text);
            var node = SavedCounters.Resting(settings);
            var announced = new AnnouncedEntities(AnnouncedEntities.MostOfAHome);
            announced.Take(settings, node.Control.Loads, new Topics(settings.Id, settings.DiscoveryPrefix).Discovery);
            var entry = new IntervalEntry(circuits);
            SettingsBytes = Encoding.UTF8.GetByteCount(text);
            CounterBytes = Written(writer => new CounterImage(settings, new Crc32()).Write(Counters(node), writer));
            IdentityBytes = OutboxStore.IdentityHeadBytes + Written(Names(circuits).Write);
            AnnouncedBytes = Written(announced.Write);
            IntervalBytes = Enumerable.Range(1, 100).Max(number => OfflineLog.Fill(entry, number, new byte[IntervalEntry.MostBytes(circuits)]));
        }

        public int SettingsBytes { get; }

        public int CounterBytes { get; }

        public int IdentityBytes { get; }

        public int AnnouncedBytes { get; }

        public int IntervalBytes { get; }

        public override string ToString()
        {
            return $"settings {SettingsBytes}, counters {CounterBytes}, identity {IdentityBytes}, announced {AnnouncedBytes}, interval {IntervalBytes} bytes";
        }

        private static CounterSnapshot Counters(Node node)
        {
            var counters = new CounterSnapshot(node.Readings, node.Control);
            for (int i = 0; i < counters.Energy.Length; i++)
            {
                counters.Energy[i] = (i % CounterSnapshot.Registers) switch { 0 => ImportMws, 1 => 0, _ => ReactiveMvars };
            }

            Array.Fill(counters.Wear, Operations);
            for (int i = 0; i < counters.Starts.Length; i++)
            {
                counters.Starts[i] = Math.Min(Starts, counters.StartAgesMin[i].Length);
                Array.Fill(counters.StartAgesMin[i], 1439);
            }

            Array.Fill(counters.BudgetPermille, 600);
            Array.Fill(counters.ContractW, 15_000);
            return counters;
        }

        /// <summary>With every change of the circuits' names that is kept.</summary>
        private static CircuitNames Names(int circuits)
        {
            var names = new CircuitNames();
            for (int change = 0; change < CircuitNames.Most; change++)
            {
                names.Begin(1000 + change, Enumerable.Range(0, circuits).Select(i => Name("circuit", i + change)).ToArray());
            }

            return names;
        }

        private static int Written(Action<ByteWriter> write)
        {
            byte[] bytes = new byte[BytesThatAreEnough];
            var writer = new ByteWriter(bytes);
            writer.Reset(bytes, 0, bytes.Length);
            write(writer);
            return writer.Failed ? throw new InvalidOperationException("more than " + bytes.Length + " bytes") : writer.Length;
        }

        /// <summary>A calibrated node with a certificate's broker; loads beyond the relays are told their power.</summary>
        private static string SettingsText(int circuits, bool hasContract)
        {
            int[] pins = [25, 26, 27, 32, 33, 13, 14, 4];
            var measured = Enumerable.Range(0, circuits).Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $"    {{ \"name\": \"{Name("circuit", i)}\", \"address\": {64 + i}, \"ct\": \"100a-50ma\", \"gain\": 1.0123, \"phase_deg\": 1.234, \"leak_real_ma\": 12.3, \"leak_imag_ma\": -4.5 }}"));
            var loads = Enumerable.Range(0, circuits).Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $"    {{ \"name\": \"{Name("load", i)}\", {(i == 0 ? string.Empty : "\"circuit\": \"" + Name("circuit", i) + "\", ")}\"power_w\": 3000, \"priority\": 50, \"starts_per_day\": {Starts}, ")
                + (i < pins.Length ? "\"pin\": " + pins[i] : "\"set_point\": { \"topic\": \"home/" + Name("load", i) + "/power/set\" }") + " }");
            return "{\n  \"schema\": 1, \"id\": \"home\", \"name\": \"A home with a usual name\",\n"
                + "  \"supply\": { \"circuit\": \"" + Name("circuit", 0) + "\", \"limit_a\": 60, \"volts_per_volt\": 76.543 },\n"
                + (hasContract ? "  \"grid\": { \"contract_w\": 12000 },\n" : string.Empty)
                + "  \"broker\": { \"host\": \"broker.local\" }, \"wifi\": { \"ssid\": \"A network\", \"password\": \"of twenty characters\" },\n"
                + "  \"circuits\": [\n" + string.Join(",\n", measured) + "\n  ],\n  \"loads\": [\n" + string.Join(",\n", loads) + "\n  ]\n}\n";
        }

        private static string Name(string kind, int number)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:00}");
        }
    }
}
