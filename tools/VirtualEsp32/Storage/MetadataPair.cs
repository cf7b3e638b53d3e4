namespace VirtualEsp32.Storage
{
    /// <summary>
    /// Two sectors in which littlefs keeps the entries of a directory, small files included, as a log: every change is appended;
    /// when the sector is full, what still counts is copied to the other one, erased for it (littlefs DESIGN.md, "Metadata
    /// pairs"). After a number of erases the pair moves to other sectors, so that it does not wear its own out.
    /// </summary>
    internal sealed class MetadataPair
    {
        /// <summary>Half a sector: what is more goes to another pair, or every change would be a copy.</summary>
        internal const int MostLiveBytes = FlashMedia.SectorBytes / 2;

        /// <summary>esp_littlefs' <c>CONFIG_LITTLEFS_WRITE_SIZE</c>.</summary>
        private const int ProgramBytes = 128;

        /// <summary>esp_littlefs' <c>CONFIG_LITTLEFS_BLOCK_CYCLES</c>.</summary>
        private const int ErasesBeforeMove = 512;

        private readonly FlashMedia _media;
        private int _active;
        private int _spare;
        private int _logBytes;
        private int _erases;

        internal MetadataPair(FlashMedia media)
            : this(media, media.Allocate(), -1)
        {
            _spare = media.Allocate();
        }

        private MetadataPair(FlashMedia media, int active, int spare)
        {
            _media = media;
            _active = active;
            _spare = spare;
        }

        /// <summary>Bytes of the log that still count.</summary>
        internal int LiveBytes { get; set; }

        /// <summary>The pair at the start of the flash, with the superblock.</summary>
        internal static MetadataPair Root(FlashMedia media)
        {
            media.Claim(0);
            media.Claim(1);
            return new MetadataPair(media, 0, 1);
        }

        /// <summary>Appends a change.</summary>
        /// <param name="bytes">Its size; it is padded to whole units of programming.</param>
        internal void Append(int bytes)
        {
            int padded = Pad(bytes);
            if (_logBytes + padded > FlashMedia.SectorBytes)
            {
                Compact();
            }

            _logBytes += padded;
            _media.Program(padded);
        }

        internal void Free()
        {
            _media.Free(_active);
            _media.Free(_spare);
        }

        private static int Pad(int bytes)
        {
            return (bytes + ProgramBytes - 1) / ProgramBytes * ProgramBytes;
        }

        private void Compact()
        {
            if (++_erases >= ErasesBeforeMove && _media.FreeSectors >= 2)
            {
                _erases = 0;
                Free();
                _active = _media.Allocate();
                _spare = _media.Allocate();
            }
            else
            {
                _media.Erase(_spare);
                (_active, _spare) = (_spare, _active);
            }

            _logBytes = Pad(LiveBytes);
            _media.Program(_logBytes);
        }
    }
}
