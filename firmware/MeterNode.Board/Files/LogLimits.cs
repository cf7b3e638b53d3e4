namespace MeterNode.Board.Files
{
    /// <summary>How large a log may grow, and how often it is tidied up.</summary>
    public sealed class LogLimits
    {
        /// <summary>Size of a segment, bytes: one block of littlefs, so that no part of a block is wasted.</summary>
        public int SegmentBytes { get; set; } = 4096;

        /// <summary>Finished segments at most; with one more the oldest are thinned or dropped. 24 of 4 kB take 96 kB.</summary>
        public int MostSegments { get; set; } = 24;

        /// <summary>
        /// Batches that wait at most to be gathered into one file. littlefs keeps such small files among its metadata, where each
        /// takes its size in both blocks of a pair: many would fill the drive at a quarter of its size.
        /// </summary>
        public int MostBatches { get; set; } = 12;

        /// <summary>Acknowledged entries after which that is written down; so many at most are sent again after a restart.</summary>
        public int AcknowledgeEvery { get; set; } = 12;

        /// <summary>Largest payload of an entry, thinned ones too, bytes.</summary>
        public int MostEntryBytes { get; set; } = 512;
    }
}
