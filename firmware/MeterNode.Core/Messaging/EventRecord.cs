namespace MeterNode.Core.Messaging
{
    /// <summary>One event, copied out of the <see cref="EventRing"/>.</summary>
    public sealed class EventRecord
    {
        /// <summary>Counts events since the start, from 1.</summary>
        public long Sequence { get; set; }

        /// <summary>When, ms of the monotonic clock.</summary>
        public long TimeMs { get; set; }

        /// <summary>What.</summary>
        public EventKind Kind { get; set; }

        /// <summary>Index of the load or circuit, or -1.</summary>
        public int Subject { get; set; }

        /// <summary>By kind; see <see cref="EventKind"/>.</summary>
        public int Detail { get; set; }

        /// <summary>By kind; see <see cref="EventKind"/>.</summary>
        public int Detail2 { get; set; }

        /// <summary>By kind; see <see cref="EventKind"/>.</summary>
        public int Value { get; set; }
    }
}
