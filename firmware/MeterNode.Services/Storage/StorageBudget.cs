namespace MeterNode.Services.Storage
{
    /// <summary>
    /// What the node's files take of the flash, and how they wear it: the arithmetic behind the default rates. littlefs programs
    /// 128 bytes and erases 4096 bytes at once, keeps up to 512 bytes of a file among its metadata, never changes a block in place,
    /// and takes free blocks in turn, so that erases spread over all blocks that are free at some time.
    /// </summary>
    /// <remarks>
    /// Sources: littlefs DESIGN.md; esp_littlefs defaults (write size 128, cache size 512, block cycles 512). Endurance: 100 000
    /// erases a sector, as in the data sheets of the flash chips of ESP32 modules (GD25Q, W25Q, XM25Q).
    /// </remarks>
    public sealed class StorageBudget
    {
        /// <summary>Size of a block of the file system, bytes.</summary>
        public const int BlockBytes = 4096;

        /// <summary>Erases that a block stands.</summary>
        public const int EnduranceErases = 100000;

        /// <summary>How long the flash has to last, years.</summary>
        public const int LifeYears = 10;

        /// <summary>Erases of a pair of metadata blocks before littlefs moves it: how uneven the wear can be.</summary>
        public const int BlockCycles = 512;

        /// <summary>
        /// How much more than its share of the wear the block gets that gets most: what a log holds for weeks is spared meanwhile.
        /// 1.4 after 150 and 1.6 after 1000 days of a full log on the simulated flash.
        /// </summary>
        public const double Unevenness = 1.75;

        private const int ProgramBytes = 128;
        private const int InlineBytes = 512;
        private const int EntryBytes = 64;

        // Between two erases a pair of metadata blocks is filled from at most half to full.
        private const int RoomInMetadata = BlockBytes / 2;

        private readonly int _blocks;
        private int _dataBlocks;
        private int _restingBlocks;
        private int _metadataBytes;

        /// <summary>Begins a budget.</summary>
        /// <param name="partitionBytes">Size of the drive, bytes: 256 kB with 4 MB of flash, 2 MB with 8 MB.</param>
        public StorageBudget(int partitionBytes)
        {
            _blocks = partitionBytes / BlockBytes;
        }

        /// <summary>Erases a year, of all blocks together.</summary>
        public double ErasesAYear { get; private set; }

        /// <summary>Bytes programmed a year.</summary>
        public double ProgrammedAYear { get; private set; }

        /// <summary>Blocks that files and metadata take at most, with one to spare for a file that is being replaced.</summary>
        public int UsedBlocks => _dataBlocks + MetadataBlocks + 1;

        /// <summary>Blocks that are left.</summary>
        public int FreeBlocks => _blocks - UsedBlocks;

        /// <summary>
        /// Blocks that share the wear: those that are free, and those of logs and records, which are free again after weeks at most;
        /// not those of files that may stay as they are for ten years, nor those of the metadata.
        /// </summary>
        public int SharedBlocks => _blocks - _restingBlocks - MetadataBlocks - 1;

        /// <summary>Whether everything has its place.</summary>
        public bool Fits => FreeBlocks > 0;

        /// <summary>Erases of the block that has had most, after <see cref="LifeYears"/>; -1 where nothing fits.</summary>
        public int MostErases => Fits ? (int)(Unevenness * ErasesAYear * LifeYears / SharedBlocks) + BlockCycles : -1;

        /// <summary>Whether the flash lasts.</summary>
        public bool Lasts => Fits && MostErases < EnduranceErases;

        private int MetadataBlocks => 2 * (1 + ((_metadataBytes + RoomInMetadata - 1) / RoomInMetadata));

        /// <summary>Adds a record: two files, of which a save replaces one.</summary>
        /// <param name="payloadBytes">Size of its payload, bytes.</param>
        /// <param name="savesAYear">How often it is saved.</param>
        public void AddRecord(int payloadBytes, double savesAYear)
        {
            int bytes = payloadBytes + RecordFormat.HeaderBytes;
            AddWrites(bytes, savesAYear, false);
            Place(bytes, 2);
        }

        /// <summary>Adds a log: files that are made, and gathered or deleted.</summary>
        /// <param name="segmentBytes">Size of a segment, bytes.</param>
        /// <param name="segments">How many there are at most.</param>
        /// <param name="batches">How many batches wait at most to be gathered.</param>
        /// <param name="batchBytes">Size of a batch of entries with their headers, bytes.</param>
        /// <param name="batchesAYear">How often one is written.</param>
        public void AddLog(int segmentBytes, int segments, int batches, int batchBytes, double batchesAYear)
        {
            int bytes = batchBytes + LogFormat.HeaderBytes;
            AddWrites(bytes, batchesAYear, true);

            // Each time that the batches are gathered, all of the unfinished segment is written: half of it on average.
            AddWrites(segmentBytes / 2, batchesAYear / batches, true);

            // One more while the one before is dropped, one while some are thinned, one unfinished.
            Place(segmentBytes, segments + 3);
            Place(bytes, batches + 1);
        }

        /// <summary>Adds a file that is seldom written, or never, so that its blocks take no part in the wear of others.</summary>
        /// <param name="bytes">Its size, bytes.</param>
        /// <param name="writesAYear">How often it is.</param>
        public void AddFile(int bytes, double writesAYear)
        {
            AddWrites(bytes, writesAYear, true);
            Place(bytes, 1);
            _restingBlocks += BlocksOf(bytes);
        }

        private static int Padded(int bytes)
        {
            return (bytes + ProgramBytes - 1) / ProgramBytes * ProgramBytes;
        }

        private static int BlocksOf(int bytes)
        {
            return bytes <= InlineBytes ? 0 : (bytes + BlockBytes - 1) / BlockBytes;
        }

        private void AddWrites(int bytes, double aYear, bool isNewFile)
        {
            int dataBlocks = BlocksOf(bytes);
            int metadata = Padded((dataBlocks > 0 ? 0 : bytes) + EntryBytes) + (isNewFile ? 2 * ProgramBytes : 0);
            ErasesAYear += aYear * (dataBlocks + ((double)metadata / RoomInMetadata));
            ProgrammedAYear += aYear * ((dataBlocks > 0 ? Padded(bytes) : 0) + (2.0 * metadata));
        }

        private void Place(int bytes, int files)
        {
            _dataBlocks += BlocksOf(bytes) * files;
            _metadataBytes += (EntryBytes + (BlocksOf(bytes) > 0 ? 0 : bytes)) * files;
        }
    }
}
