using System.Collections.Generic;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What an installer tells a controller about a home.</summary>
    internal sealed class HomeDescription
    {
        /// <summary>What protects the supply.</summary>
        public required DeviceKind Device { get; init; }

        /// <summary>The protective device's rating, A a phase: 40, 60, 80 or 100.</summary>
        public required int RatedA { get; init; }

        /// <summary>1 or 3.</summary>
        public required int Phases { get; init; }

        /// <summary>The loads that it controls, in the order of all arrays.</summary>
        public required IReadOnlyList<HomeLoad> Loads { get; init; }
    }
}
