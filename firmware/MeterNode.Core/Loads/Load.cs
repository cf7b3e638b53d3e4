using MeterNode.Core.Settings;

namespace MeterNode.Core.Loads
{
    /// <summary>One switched load as it is now.</summary>
    public sealed class Load
    {
        /// <summary>Makes a load in its wired safe state.</summary>
        /// <param name="settings">What the settings say of it.</param>
        /// <param name="index">Its index.</param>
        /// <param name="circuit">Index of its circuit, or -1.</param>
        public Load(LoadSettings settings, int index, int circuit)
        {
            Index = index;
            Circuit = circuit;
            Name = settings.Name;
            RatedW = settings.RatedW;
            Priority = settings.Priority;
            Critical = settings.Critical;
            MinOnMs = settings.MinOnMs;
            MinOffMs = settings.MinOffMs;
            FailsafeW = settings.FailsafeW;
            IsOn = settings.Contact == ContactKind.NormallyClosed;
        }

        /// <summary>Its index.</summary>
        public int Index { get; }

        /// <summary>Index of its circuit, or -1 when it has no CT of its own.</summary>
        public int Circuit { get; }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>Rated power, W.</summary>
        public int RatedW { get; }

        /// <summary>Importance; the lowest is shed first.</summary>
        public int Priority { get; }

        /// <summary>Whether it must never be shed.</summary>
        public bool Critical { get; }

        /// <summary>Shortest time on, ms.</summary>
        public long MinOnMs { get; }

        /// <summary>Shortest time off, ms.</summary>
        public long MinOffMs { get; }

        /// <summary>Power that it may have unmeasured, W.</summary>
        public int FailsafeW { get; }

        /// <summary>Whether its contact is closed, as far as the node commands it.</summary>
        public bool IsOn { get; internal set; }

        /// <summary>When <see cref="IsOn"/> last changed, ms of the monotonic clock. Starts as 0, the node's own start: how long its relays had been without power before is not known, so the minimum times count from there.</summary>
        public long ChangedMs { get; internal set; }

        /// <summary>How often its contact was switched since the start.</summary>
        public int Operations { get; internal set; }

        /// <summary>The power decided upon, W.</summary>
        public int TargetW { get; internal set; }

        /// <summary>Who decided it.</summary>
        public Rank Winner { get; internal set; } = Rank.Plan;

        /// <summary>Why.</summary>
        public Reason Reason { get; internal set; }
    }
}
