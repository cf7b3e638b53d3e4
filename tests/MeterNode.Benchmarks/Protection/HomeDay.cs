using System.Collections.Generic;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>A home and what happens in it from midnight to midnight. Never changed: every controller gets the same day.</summary>
    internal sealed class HomeDay
    {
        /// <summary>What it was made from.</summary>
        public required ulong Seed { get; init; }

        /// <summary>What a controller is told.</summary>
        public required HomeDescription Home { get; init; }

        /// <summary>The truth about the loads, in the order of the description.</summary>
        public required IReadOnlyList<LoadSpec> Loads { get; init; }

        /// <summary>What the uncontrolled loads and the panels do, in order of time.</summary>
        public required CurrentStep[] Steps { get; init; }

        /// <summary>What makes it awkward.</summary>
        public NastyDay Nasty { get; init; }

        /// <summary>Uses that were taken away since nobody could have protected the supply against them.</summary>
        public int UsesRemoved { get; init; }

        /// <summary>What the uncontrolled and critical loads alone spend of the device at most.</summary>
        public double AloneShare { get; init; }
    }
}
