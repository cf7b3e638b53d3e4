using System;
using System.Collections.Generic;
using System.Text.Json;
using MeterNode.Cli.Views;
using Spectre.Console;
using Spectre.Console.Rendering;
using VirtualNode;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>Shows one node: its state and its latest events.</summary>
    internal static class NodePanel
    {
        private const int EventsShown = 8;

        /// <summary>Makes the panel.</summary>
        /// <param name="node">The node.</param>
        /// <param name="width">Width of the screen, characters.</param>
        internal static IRenderable Create(NodeView node, int width)
        {
            var parts = new List<IRenderable> { Head(node) };
            if (node.State is { } message)
            {
                var state = new NodeState(message);
                parts.Insert(1, new Text(Facts(state)));
                parts.Add(Circuits(state));
                if (state.Loads.Count > 0)
                {
                    parts.Add(Loads(state));
                }
            }

            parts.AddRange(Events(node.Events, EventsShown, width));
            return new Rows(parts);
        }

        /// <summary>The latest events, a line each.</summary>
        internal static IEnumerable<IRenderable> Events(IReadOnlyList<JsonElement> events, int most, int width)
        {
            for (int i = Math.Max(0, events.Count - most); i < events.Count; i++)
            {
                string line = EventLine.Of(events[i]);
                yield return new Text(line.Length < width ? line : line.Substring(0, Math.Max(0, width - 1)), new Style(Color.Grey));
            }
        }

        /// <summary>The color of a status.</summary>
        internal static Color StatusColor(string status)
        {
            return status switch
            {
                "online" => Color.Green,
                "offline" => Color.Red,
                _ => Color.Yellow,
            };
        }

        private static Paragraph Head(NodeView node)
        {
            string status = node.Status.Length > 0 ? node.Status : "status unknown";
            return new Paragraph()
                .Append(node.Id + "  ", new Style(decoration: Decoration.Bold))
                .Append(status, new Style(StatusColor(node.Status)))
                .Append(Tables.Format($"  {node.Messages} messages, {node.States} states, {node.Events.Count} events"))
                .Append(node.Malformed > 0 ? Tables.Format($", {node.Malformed} malformed") : string.Empty, new Style(Color.Red));
        }

        private static string Facts(NodeState state)
        {
            string time = state.Time.Length > 0 ? state.Time : "no clock";
            string uptime = state.UptimeS is double s ? TimeSpan.FromSeconds(s).ToString("d\\.hh\\:mm\\:ss") : "-";
            string mode = state.Mode.Length > 0 ? state.Mode : "-";
            return Tables.Format($"{time}  up {uptime}  mode {mode}  limit {Tables.Figure(state.LimitA, "0")} A  ")
                + Tables.Format($"{Tables.Figure(state.VoltageV, "0.0")} V  {Tables.Figure(state.FrequencyHz, "0.00")} Hz  ")
                + Tables.Format($"{Tables.Figure(state.Reconnects, "0")} reconnects");
        }

        private static Table Circuits(NodeState state)
        {
            var table = Tables.Create(string.Empty, "circuit", ">W", ">A", ">import Wh", ">export Wh", "faults");
            foreach (var each in state.Circuits)
            {
                table.AddRow(
                    new Text(each.Name),
                    new Text(Tables.Figure(each.PowerW, "0.0")),
                    new Text(Tables.Figure(each.CurrentA, "0.00")),
                    new Text(Tables.Figure(each.ImportWh, "0.0")),
                    new Text(Tables.Figure(each.ExportWh, "0.0")),
                    new Text(each.Faults, new Style(Color.Red)));
            }

            return table;
        }

        private static Table Loads(NodeState state)
        {
            var table = Tables.Create(string.Empty, "load", "on", ">W allowed", "decided by", "reason", ">operations");
            foreach (var each in state.Loads)
            {
                table.AddRow(
                    new Text(each.Name),
                    OnOff(each.IsOn),
                    new Text(Tables.Figure(each.PowerW, "0")),
                    new Text(each.Rank),
                    new Text(each.Reason),
                    new Text(Tables.Figure(each.Operations, "0")));
            }

            return table;
        }

        /// <summary>On or off, in color.</summary>
        internal static Text OnOff(bool? on)
        {
            return on is null ? new Text("-") : new Text(on.Value ? "on" : "off", new Style(on.Value ? Color.Green : Color.Yellow));
        }
    }
}
