using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MeterNode.Cli.Monitoring;
using MeterNode.Cli.Views;
using MeterNode.Core.Settings;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Shows a run on a terminal: what is true beside what the node says.</summary>
    internal sealed class LiveView : RunView
    {
        private const int EventsShown = 6;
        private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(250);

        private readonly IAnsiConsole _console;
        private readonly SimulationOptions _options;
        private readonly NodeSettings _settings;

        /// <summary>Makes the view.</summary>
        /// <param name="console">The terminal.</param>
        /// <param name="options">What the run is to be.</param>
        /// <param name="settings">The node's settings.</param>
        internal LiveView(IAnsiConsole console, SimulationOptions options, NodeSettings settings)
        {
            _console = console;
            _options = options;
            _settings = settings;
        }

        private int Width => Math.Max(40, _console.Profile.Width);

        /// <inheritdoc/>
        internal override async Task FollowAsync(Task run)
        {
            var live = _console.Live(new Text("The board boots.")).Overflow(VerticalOverflow.Crop).AutoClear(true);
            await live.StartAsync(async context =>
            {
                RunSnapshot? shown = null;
                while (!run.IsCompleted)
                {
                    await Task.WhenAny(run, Task.Delay(s_refresh));
                    if (Latest is { } now && !ReferenceEquals(now, shown))
                    {
                        shown = now;
                        context.UpdateTarget(Draw(now));
                    }
                }
            });
        }

        /// <summary>Draws a snapshot.</summary>
        internal IRenderable Draw(RunSnapshot now)
        {
            var parts = new List<IRenderable>
            {
                Clock(now),
                Gauge.Progress(now.Now.TotalHours / _options.Hours, Width - 1),
                Supply(now),
                Account(now),
                Circuits(now),
                Loads(now),
                Link(now),
            };
            parts.AddRange(NodePanel.Events(now.Events, EventsShown, Width));
            return new Rows(parts);
        }

        private Text Clock(RunSnapshot now)
        {
            double share = now.Now.TotalHours / _options.Hours;
            double leftS = now.Factor > 0 ? ((_options.Hours * 3600) - now.Now.TotalSeconds) / now.Factor : 0;
            var utc = _options.StartUtc + now.Now;
            return new Text(
                Tables.Format($"{_settings.Id}  {utc:yyyy-MM-dd HH:mm:ss} UTC  {share:0.0 %} of {_options.Hours:0.##} h  ")
                + Tables.Format($"{now.Factor:0.#} x real time  {now.Wall:hh\\:mm\\:ss} gone, {TimeSpan.FromSeconds(Math.Ceiling(leftS)):hh\\:mm\\:ss} left"),
                new Style(decoration: Decoration.Bold));
        }

        private Grid Supply(RunSnapshot now)
        {
            double limitA = _settings.Supply.LimitA;
            var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn().AddColumn(new GridColumn().NoWrap());
            grid.AddRow(
                new Text(Tables.Format($"Supply {now.SupplyA,5:0.0} A of {limitA:0} A")),
                Gauge.Of(now.SupplyA, limitA, Math.Max(10, Width - 52)),
                new Text(Tables.Format($"peak {now.PeakA:0.0} A")));
            return grid;
        }

        private static Paragraph Account(RunSnapshot now)
        {
            return new Paragraph()
                .Append(Tables.Format($"{now.Overloads} overloads, the longest {now.LongestOverload.TotalSeconds:0.00} s   {now.ShedEvents} loads shed   "))
                .Append(Tables.Format($"{now.Violations} violations"), new Style(now.Violations > 0 ? Color.Red : Color.Green));
        }

        private Table Circuits(RunSnapshot now)
        {
            var table = Tables.Create(string.Empty, "circuit", ">true W", ">published W", ">published A", ">import Wh", "faults");
            for (int i = 0; i < _settings.Circuits.Length; i++)
            {
                var said = now.State?.Circuit(_settings.Circuits[i].Name);
                table.AddRow(
                    new Text(_settings.Circuits[i].Name),
                    new Text(Tables.Figure(now.PowerW[i], "0")),
                    new Text(Tables.Figure(said?.PowerW, "0")),
                    new Text(Tables.Figure(said?.CurrentA, "0.00")),
                    new Text(Tables.Figure(said?.ImportWh, "0")),
                    new Text(said?.Faults ?? string.Empty, new Style(Color.Red)));
            }

            return table;
        }

        private Table Loads(RunSnapshot now)
        {
            var table = Tables.Create(string.Empty, "load", "contact", "published", ">W allowed", "decided by", "reason", ">operations");
            for (int i = 0; i < _settings.Loads.Length; i++)
            {
                var said = now.State?.Load(_settings.Loads[i].Name);
                table.AddRow(
                    new Text(_settings.Loads[i].Name),
                    Contact(now.Closed[i]),
                    NodePanel.OnOff(said?.IsOn),
                    new Text(Tables.Figure(said?.PowerW, "0")),
                    new Text(said?.Rank ?? "-"),
                    new Text(said?.Reason ?? "-"),
                    new Text(Tables.Figure(now.Operations[i], "0")));
            }

            return table;
        }

        private static Text Contact(bool? closed)
        {
            return closed is bool known ? new Text(known ? "closed" : "open", new Style(known ? Color.Green : Color.Yellow)) : new Text("-");
        }

        private static Paragraph Link(RunSnapshot now)
        {
            string status = now.Status.Length > 0 ? now.Status : "not heard yet";
            return new Paragraph()
                .Append("Link ")
                .Append(status, new Style(NodePanel.StatusColor(now.Status)))
                .Append(Tables.Format($", {now.Messages} messages published, {now.ConnectionsLost} connections lost; {now.Events.Count} events, the latest:"));
        }
    }
}
