using System.Collections.Generic;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What a load really is and what the day asks of it: the truth that no controller is told.</summary>
    internal sealed class LoadSpec
    {
        /// <summary>What controllers are told about it.</summary>
        public required HomeLoad Load { get; init; }

        /// <summary>Its own stream of chance.</summary>
        public required ulong Seed { get; init; }

        /// <summary>Energy that it is asked for, at times, J; in order of time.</summary>
        public IReadOnlyList<(long Ms, double Joules)> Demands { get; init; } = [];

        /// <summary>Energy that it is asked for all the time, W: a house that loses heat.</summary>
        public double DemandW { get; init; }

        /// <summary>What it can be behind with at most, J: what comes on top is lost to it.</summary>
        public double MostBehindJ { get; init; } = double.PositiveInfinity;

        /// <summary>It starts by itself when it is behind by so much, J, and stops when it is not behind.</summary>
        public double StartsAtJ { get; init; } = 1000;

        /// <summary>When it is there at all, such as a car; in order of time, null for always.</summary>
        public IReadOnlyList<(long FromMs, long ToMs)>? Present { get; init; }

        /// <summary>What owner and plan ask for, from each time on, W; the first at 0.</summary>
        public required IReadOnlyList<(long Ms, int Watts)> Requests { get; init; }

        /// <summary>Shortest time from a command to the load's answer, ms.</summary>
        public int LeastLagMs { get; init; } = 1000;

        /// <summary>Longest time from a command to the load's answer, ms.</summary>
        public int MostLagMs { get; init; } = 5000;

        /// <summary>How fast it changes its power, W/s; 0 at once.</summary>
        public double RampWPerS { get; init; }

        /// <summary>Before it draws again after it was off or paused, ms: a car negotiates, a compressor waits.</summary>
        public int StartDelayMs { get; init; }

        /// <summary>How long its own controls keep it off after it stopped, ms.</summary>
        public int OwnOffMs { get; init; }

        /// <summary>Current at its start in multiples of its running current.</summary>
        public double InrushFactor { get; init; } = 1;

        /// <summary>How long that lasts, ms.</summary>
        public int InrushMs { get; init; }

        /// <summary>Its power factor, lagging.</summary>
        public double PowerFactor { get; init; } = 1;

        /// <summary>Whether it takes its rated power whatever set-point it is given.</summary>
        public bool IgnoresSetpoint { get; init; }

        /// <summary>From then on its contact does not open any more, ms.</summary>
        public long WeldedFromMs { get; init; } = long.MaxValue;

        /// <summary>Of a battery: what it holds when full, J.</summary>
        public double CapacityJ { get; init; }

        /// <summary>Whether the energy it takes can wait, and counts as served.</summary>
        public bool IsDeferrable => Load.Kind != HomeLoadKind.Critical && Load.Kind != HomeLoadKind.Battery;
    }
}
