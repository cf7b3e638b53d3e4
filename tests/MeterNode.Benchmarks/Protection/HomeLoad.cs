namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What an installer tells a controller about one load.</summary>
    internal sealed class HomeLoad
    {
        /// <summary>What it is called.</summary>
        public required string Name { get; init; }

        /// <summary>What it is.</summary>
        public required HomeLoadKind Kind { get; init; }

        /// <summary>The most that it draws in steady running, over all of its phases, W.</summary>
        public required int RatedW { get; init; }

        /// <summary>The phase it is on, from 0; -1 for all three in balance.</summary>
        public required int Phase { get; init; }

        /// <summary>The lowest is shed first; 1 to 100.</summary>
        public required int Priority { get; init; }

        /// <summary>Never to be shed.</summary>
        public bool Critical { get; init; }

        /// <summary>Whether it follows a power; otherwise it is on or off.</summary>
        public bool FollowsPower { get; init; }

        /// <summary>The least power that it runs at when it follows a power, W; below, it pauses.</summary>
        public int LeastW { get; init; }

        /// <summary>Least time its contact is to stay closed, s.</summary>
        public int MinOnS { get; init; }

        /// <summary>Least time its contact is to stay open, s.</summary>
        public int MinOffS { get; init; }

        /// <summary>Whether it has a current transformer of its own.</summary>
        public bool HasOwnCt { get; init; }

        /// <summary>Whether a contactor switches it, 20 ms; otherwise a relay, 10 ms.</summary>
        public bool Contactor { get; init; }

        /// <summary>Whether it draws on a phase.</summary>
        public bool IsOn(int phase)
        {
            return Phase < 0 || Phase == phase;
        }

        /// <summary>Its rated current on each of its phases, mA at 230 V.</summary>
        public int RatedMa => (int)(RatedW * 1000L / (Phase < 0 ? 3 * Mains.V : Mains.V));
    }
}
