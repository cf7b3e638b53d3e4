using System;

namespace VirtualEsp32.Storage
{
    /// <summary>A file as it is durable on the flash.</summary>
    internal sealed class FlashFile
    {
        /// <summary>Up to this size littlefs keeps a file among the metadata (esp_littlefs: cache size 512, an eighth of a sector).</summary>
        internal const int MostInlineBytes = 512;

        private const int TagBytes = 4;
        private const int TimeBytes = 8;
        private const int ListHeadBytes = 8;

        internal FlashFile(string name, MetadataPair pair)
        {
            Name = name;
            Pair = pair;
        }

        internal string Name { get; set; }

        /// <summary>Where its entry is.</summary>
        internal MetadataPair Pair { get; set; }

        internal byte[] Content { get; set; } = Array.Empty<byte>();

        /// <summary>The sectors of its content, in order; none while it is among the metadata.</summary>
        internal int[] Sectors { get; set; } = Array.Empty<int>();

        /// <summary>What its entry takes of the metadata.</summary>
        internal int EntryBytes => (2 * TagBytes) + Name.Length + DataBytes;

        /// <summary>What a new version of its content takes of the metadata.</summary>
        internal int DataBytes => TagBytes + TimeBytes + (Sectors.Length == 0 ? Content.Length : ListHeadBytes);
    }
}
