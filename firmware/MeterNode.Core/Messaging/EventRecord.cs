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

        /// <summary>Largest current of the supply's phases when a decision was made, mA; 0 where it played no part.</summary>
        public int SupplyMa { get; set; }

        /// <summary>Share of the protective device's budget that was used then, thousandths.</summary>
        public int BudgetPermille { get; set; }

        /// <summary>Name of the load or circuit, once the event has left the ring; empty where there is none.</summary>
        public string SubjectName { get; set; } = "";

        /// <summary>Name of a second circuit; empty where there is none.</summary>
        public string PartnerName { get; set; } = "";

        /// <summary>What there is to tell in words; empty where there is nothing.</summary>
        public string Text { get; set; } = "";
    }
}
