namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// What the outbox takes of the flash, and how often it writes there, so that everything fits and the flash lasts ten years
    /// (<see cref="Storage.StorageBudget"/>).
    /// </summary>
    public sealed class OutboxSpace
    {
        /// <summary>Size of a segment of a log, bytes: one block of the file system.</summary>
        public const int SegmentBytes = 4096;

        /// <summary>A file system of less than this is spared where it can be, kB.</summary>
        public const int SmallBelowKb = 512;

        private const int LargeFromKb = 2048;

        /// <summary>Divides a file system.</summary>
        /// <param name="fileSystemKb">Its size, kB.</param>
        /// <param name="circuits">How many circuits the node has.</param>
        public OutboxSpace(int fileSystemKb, int circuits)
        {
            // With more than 8 circuits the counters have a block of their own for every save, and settings are larger.
            bool isSmall = fileSystemKb < SmallBelowKb;
            IntervalSegments = isSmall ? (circuits > 8 ? 13 : 22) : fileSystemKb * 1024 / SegmentBytes * 5 / 8;
            EventSegments = isSmall ? 3 : IntervalSegments / 8;
            bool isLarge = fileSystemKb >= LargeFromKb;
            MostAppends = isLarge ? 24 : 12;
            AppendRegainMs = isLarge ? 30000 : 600000;
        }

        /// <summary>Finished segments of the log of intervals.</summary>
        public int IntervalSegments { get; }

        /// <summary>Finished segments of the log of events.</summary>
        public int EventSegments { get; }

        /// <summary>How often events may be written in a row.</summary>
        public int MostAppends { get; }

        /// <summary>One more after each such time, ms.</summary>
        public long AppendRegainMs { get; }
    }
}
