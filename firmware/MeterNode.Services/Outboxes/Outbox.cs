using MeterNode.Services.Storage;

namespace MeterNode.Services.Outboxes
{
    /// <summary>What the storing thread and the link's share: a lane for each topic whose records must arrive.</summary>
    public sealed class Outbox
    {
        /// <summary>Makes an outbox, empty.</summary>
        /// <param name="circuits">How many circuits a record may have.</param>
        public Outbox(int circuits)
        {
            Circuits = circuits;
            Events = new OutboxLane(EventEntry.MostBytes);
            Intervals = new OutboxLane(IntervalEntry.MostBytes(circuits));
        }

        /// <summary>How many circuits a record may have.</summary>
        public int Circuits { get; }

        /// <summary>Whose records these are.</summary>
        public OutboxIdentity Identity { get; } = new OutboxIdentity();

        /// <summary>The events' lane.</summary>
        public OutboxLane Events { get; }

        /// <summary>The intervals' lane.</summary>
        public OutboxLane Intervals { get; }
    }
}
