using System;
using System.Collections.Generic;
using System.Text.Json;
using MeterNode.Cli.Monitoring;

namespace MeterNode.Cli.Simulation
{
    /// <summary>A run at one moment, for whoever watches it.</summary>
    internal sealed record RunSnapshot
    {
        /// <summary>Virtual time since the beginning.</summary>
        internal required TimeSpan Now { get; init; }

        /// <summary>Real time since the beginning.</summary>
        internal required TimeSpan Wall { get; init; }

        /// <summary>Virtual seconds a real second, lately.</summary>
        internal required double Factor { get; init; }

        /// <summary>True supply current, A rms.</summary>
        internal required double SupplyA { get; init; }

        /// <summary>Highest so far, A rms.</summary>
        internal required double PeakA { get; init; }

        /// <summary>True power by circuit, in the order of the settings, W.</summary>
        internal required double[] PowerW { get; init; }

        /// <summary>Whether each load's contact is closed, in the order of the settings; null for a load that is only told its power.</summary>
        internal required bool?[] Closed { get; init; }

        /// <summary>Relay operations by load, in the order of the settings; null for a load that is only told its power.</summary>
        internal required int?[] Operations { get; init; }

        /// <summary>How often the supply was above its limit.</summary>
        internal required int Overloads { get; init; }

        /// <summary>The longest that it was.</summary>
        internal required TimeSpan LongestOverload { get; init; }

        /// <summary>How often a load was shed.</summary>
        internal required int ShedEvents { get; init; }

        /// <summary>How much went wrong so far.</summary>
        internal required int Violations { get; init; }

        /// <summary>What the node says of itself.</summary>
        internal required string Status { get; init; }

        /// <summary>Its latest state message, or null.</summary>
        internal required NodeState? State { get; init; }

        /// <summary>Its events so far.</summary>
        internal required IReadOnlyList<JsonElement> Events { get; init; }

        /// <summary>Messages that it has published.</summary>
        internal required long Messages { get; init; }

        /// <summary>Connections with the broker that it has lost.</summary>
        internal required long ConnectionsLost { get; init; }
    }
}
