using System;
using System.Collections.Generic;
using MeterNode.Cli.Views;
using MeterNode.Core.Settings;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli.Settings
{
    /// <summary>Shows a node's settings as the firmware has understood them, without passwords.</summary>
    internal static class SettingsTable
    {
        /// <summary>Makes the tables.</summary>
        /// <param name="file">The file that they are from.</param>
        /// <param name="settings">The settings.</param>
        internal static IReadOnlyList<IRenderable> Create(string file, NodeSettings settings)
        {
            return new List<IRenderable>
            {
                new Text(file + ": good"),
                Overview(settings),
                Circuits(settings),
                settings.Loads.Length == 0 ? new Text("No loads: this node only measures.") : Loads(settings),
            };
        }

        private static Grid Overview(NodeSettings settings)
        {
            var supply = settings.Supply;
            var grid = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn();
            Row(grid, "Node", settings.Id + (settings.FriendlyName == settings.Id ? string.Empty : ", \"" + settings.FriendlyName + "\""));
            Row(grid, "Supply", Tables.Format($"{supply.LimitA} A on circuit {supply.Circuit}, {supply.NominalV} V, {supply.NominalHz} Hz"));
            Row(grid, "Broker", settings.Brokers.Length == 0 ? "none" : string.Join("; ", Array.ConvertAll(settings.Brokers, Broker)));
            Row(grid, "Wi-Fi", settings.Wifi.Ssid.Length == 0 ? "the network stored on the board" : settings.Wifi.Ssid);
            Row(grid, "Time zone", settings.TimeZone.Text);
            Row(grid, "Prices", settings.Currency.Length == 0 ? "in no currency that is named" : "in " + settings.Currency + " a kWh");
            var planned = Array.FindAll(settings.Loads, each => each.Plan is not null);
            Row(grid, "Plans", planned.Length == 0 ? "none" : string.Join("; ", Array.ConvertAll(planned, Plan)));
            Row(grid, "State", Tables.Format($"every {settings.StatePeriodMs / 1000.0:0.###} s"));
            Row(grid, "Discovery", settings.DiscoveryPrefix.Length == 0 ? "none" : settings.DiscoveryPrefix + "/...");
            return grid;
        }

        private static string Broker(BrokerSettings broker)
        {
            string security = broker.Plain ? "plain" : broker.UsesTls13 ? "TLS 1.3" : "TLS 1.2";
            string user = broker.User.Length > 0 ? ", as " + broker.User : string.Empty;
            return Tables.Format($"{broker.Host}:{broker.Port}, {security}{user}");
        }

        private static Table Circuits(NodeSettings settings)
        {
            var table = Tables.Create("Circuits", "circuit", ">bus", ">address", "ct", ">A per V", ">gain", ">phase °", "clamp");
            foreach (var each in settings.Circuits)
            {
                table.AddRow(
                    each.Name,
                    Tables.Format($"{each.Bus}"),
                    Tables.Format($"0x{each.Address:X2}"),
                    each.Ct.Length == 0 ? "-" : each.Ct,
                    Tables.Format($"{each.AmperesPerVolt:0.0}"),
                    Tables.Format($"{each.Gain:0.#####}"),
                    Tables.Format($"{each.PhaseDeg:0.###}"),
                    each.Reversed ? "reversed" : "forward");
            }

            return table;
        }

        private static Table Loads(NodeSettings settings)
        {
            var table = Tables.Create(
                "Loads, most important first", "load", "circuit", ">pin", "contact", ">W", ">priority", ">min on s", ">min off s", ">failsafe W");
            var loads = (LoadSettings[])settings.Loads.Clone();
            Array.Sort(loads, (a, b) => Importance(b).CompareTo(Importance(a)));
            foreach (var each in loads)
            {
                table.AddRow(
                    each.Name,
                    each.Circuit.Length == 0 ? "-" : each.Circuit,
                    each.Pin < 0 ? "-" : Tables.Format($"{each.Pin}"),
                    each.Pin < 0 ? "-" : each.Contact == ContactKind.NormallyClosed ? "normally closed" : "normally open",
                    Tables.Format($"{each.RatedW}"),
                    each.Critical ? "critical" : Tables.Format($"{each.Priority}"),
                    Tables.Format($"{each.MinOnMs / 1000}"),
                    Tables.Format($"{each.MinOffMs / 1000}"),
                    Tables.Format($"{each.FailsafeW}"));
            }

            return table;
        }

        private static string Plan(LoadSettings load)
        {
            var plan = load.Plan!;
            string need = plan.RunMin > 0 ? Tables.Format($"{plan.RunMin} min") : Tables.Format($"{plan.EnergyWh / 1000.0:0.###} kWh");
            string run = plan.IsSingleRun ? " in one piece" : string.Empty;
            return Tables.Format($"{load.Name} {need}{run} by {plan.ReadyByMin / 60:00}:{plan.ReadyByMin % 60:00}");
        }

        private static int Importance(LoadSettings load)
        {
            return load.Critical ? int.MaxValue : load.Priority;
        }

        private static void Row(Grid grid, string name, string value)
        {
            grid.AddRow(new Text(name), new Text(value));
        }
    }
}
