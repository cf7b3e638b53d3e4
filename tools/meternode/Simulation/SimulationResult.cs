using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using MeterNode.Cli.Monitoring;
using VirtualNode;

namespace MeterNode.Cli.Simulation
{
    /// <summary>What came out of a run. Its properties, in their order, are the keys of the JSON file.</summary>
    internal sealed record SimulationResult
    {
        /// <summary>Whether nothing went wrong: neither violations nor problems.</summary>
        public bool Ok => Violations.Count == 0 && Problems.Count == 0;

        /// <summary>What must never happen and did.</summary>
        public required IReadOnlyList<string> Violations { get; init; }

        /// <summary>What is wrong with the run beside violations: exceptions, resets, a node that was not heard.</summary>
        public required IReadOnlyList<string> Problems { get; init; }

        /// <summary>When the world began, ISO 8601, UTC.</summary>
        public required string Start { get; init; }

        /// <summary>Length of the run, h.</summary>
        public required double Hours { get; init; }

        /// <summary>The seed.</summary>
        public required int Seed { get; init; }

        /// <summary>Energy that the supply really took from the network, Wh.</summary>
        public required double EnergyImportWh { get; init; }

        /// <summary>Energy that it really delivered, Wh.</summary>
        public required double EnergyExportWh { get; init; }

        /// <summary>Energy taken as the node last published it, Wh; null when it was not heard.</summary>
        public required double? MeasuredImportWh { get; init; }

        /// <summary>Energy delivered as the node last published it, Wh; null when it was not heard.</summary>
        public required double? MeasuredExportWh { get; init; }

        /// <summary>Highest true supply current, A rms.</summary>
        public required double PeakImportA { get; init; }

        /// <summary>The supply's limit, A.</summary>
        public required double LimitA { get; init; }

        /// <summary>How often the supply was above it.</summary>
        public required int Overloads { get; init; }

        /// <summary>The longest that it was, s.</summary>
        public required double LongestOverloadS { get; init; }

        /// <summary>How often a load lost its power because of that.</summary>
        public required int ShedEvents { get; init; }

        /// <summary>How often each load's relay was pulled in; a load that is only told its power has none.</summary>
        public required IReadOnlyDictionary<string, int> RelayOperations { get; init; }

        /// <summary>The node's events, by kind.</summary>
        public required IReadOnlyDictionary<string, int> Events { get; init; }

        /// <summary>Messages that the node published.</summary>
        public required long MessagesPublished { get; init; }

        /// <summary>Connections with the broker that it lost.</summary>
        public required long ConnectionsLost { get; init; }

        /// <summary>How often it was started.</summary>
        public required int Boots { get; init; }

        /// <summary>How often its watchdog had to.</summary>
        public required int WatchdogResets { get; init; }

        /// <summary>Cost of the energy, what was earned taken off; only with prices.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? Cost { get; init; }

        /// <summary>Cost of the energy taken.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? CostImport { get; init; }

        /// <summary>Earned by the energy delivered.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? CostExport { get; init; }

        /// <summary>The unit of the costs.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? CostUnit { get; init; }

        /// <summary>Real time that the run took, s: the only figure that differs between two runs of one seed.</summary>
        public required double WallS { get; init; }

        /// <summary>Sums up a run that has ended.</summary>
        /// <param name="options">What was asked for.</param>
        /// <param name="run">The run.</param>
        /// <param name="node">What was heard of the node.</param>
        internal static SimulationResult Of(SimulationOptions options, SimulationRun run, NodeView node)
        {
            var world = run.World;
            var supply = world.Home.Circuit(world.Settings.Supply.Circuit);
            var said = node.State is { } message ? new NodeState(message).Circuit(world.Settings.Supply.Circuit) : null;
            var operations = new Dictionary<string, int>();
            foreach (var load in world.Settings.Loads)
            {
                if (world.FindRelay(load.Name) is { } relay)
                {
                    operations.Add(load.Name, relay.Operations);
                }
            }

            return new SimulationResult
            {
                Violations = Texts(world.Truth.Violations),
                Problems = RunProblems.Find(run, node),
                Start = options.StartUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                Hours = options.Hours,
                Seed = options.Seed,
                EnergyImportWh = Math.Round(supply.ImportWh, 1),
                EnergyExportWh = Math.Round(supply.ExportWh, 1),
                MeasuredImportWh = said?.ImportWh,
                MeasuredExportWh = said?.ExportWh,
                PeakImportA = Math.Round(world.Truth.PeakSupplyA, 2),
                LimitA = world.Settings.Supply.LimitA,
                Overloads = world.Truth.Overloads,
                LongestOverloadS = Math.Round(world.Truth.LongestOverload.TotalSeconds, 3),
                ShedEvents = world.Truth.ShedEvents,
                RelayOperations = operations,
                Events = CountEvents(node),
                MessagesPublished = world.Board.Network.Counters.MessagesPublished,
                ConnectionsLost = world.Board.Network.Counters.ConnectionsLost,
                Boots = world.Board.Boots,
                WatchdogResets = world.Watchdog.Resets,
                Cost = run.Cost is { } cost ? Math.Round(cost.Import - cost.Export, 2) : null,
                CostImport = run.Cost is { } paid ? Math.Round(paid.Import, 2) : null,
                CostExport = run.Cost is { } earned ? Math.Round(earned.Export, 2) : null,
                CostUnit = run.Cost is null ? null : PriceTimeline.Unit,
                WallS = Math.Round(run.Wall.TotalSeconds, 2),
            };
        }

        private static List<string> Texts(IReadOnlyList<Violation> violations)
        {
            var texts = new List<string>();
            foreach (var each in violations)
            {
                texts.Add(each.ToString());
            }

            return texts;
        }

        private static SortedDictionary<string, int> CountEvents(NodeView node)
        {
            var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var each in node.Events)
            {
                string kind = EventLine.KindOf(each);
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
            }

            return counts;
        }
    }
}
