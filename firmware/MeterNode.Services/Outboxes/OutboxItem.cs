namespace MeterNode.Services.Outboxes
{
    /// <summary>A record on its way to the broker.</summary>
    public sealed class OutboxItem
    {
        /// <summary>Makes an empty one.</summary>
        /// <param name="mostBytes">Largest record, bytes.</param>
        public OutboxItem(int mostBytes)
        {
            Data = new byte[mostBytes];
        }

        /// <summary>Its number in its series.</summary>
        public long Sequence { get; set; }

        /// <summary>For how many records it stands.</summary>
        public int Covers { get; set; }

        /// <summary>Whether it is stored, and its number one of the log's; otherwise it is one since the start.</summary>
        public bool IsStored { get; set; }

        /// <summary>Records of this topic that nobody will ever get: dropped, damaged or overwritten.</summary>
        public long Lost { get; set; }

        /// <summary>The record as a log entry, from index 0 on.</summary>
        public byte[] Data { get; }

        /// <summary>Its size, bytes.</summary>
        public int Length { get; set; }
    }
}
