using System;
using System.Collections.Generic;

namespace VirtualEsp32.Storage
{
    /// <summary>A directory as it is durable on the flash. Names differ by case, and are listed in their order.</summary>
    internal sealed class FlashDirectory
    {
        /// <summary>What a change costs in the log beside its data: the tag of the entry and the checksum.</summary>
        internal const int CommitBytes = 16;

        private readonly FlashMedia _media;
        private readonly List<MetadataPair> _pairs = new List<MetadataPair>();

        internal FlashDirectory(FlashMedia media, string name, MetadataPair pair)
        {
            _media = media;
            Name = name;
            _pairs.Add(pair);
        }

        internal string Name { get; }

        internal SortedDictionary<string, FlashFile> Files { get; } = new SortedDictionary<string, FlashFile>(StringComparer.Ordinal);

        internal SortedDictionary<string, FlashDirectory> Directories { get; } =
            new SortedDictionary<string, FlashDirectory>(StringComparer.Ordinal);

        internal bool IsEmpty => Files.Count == 0 && Directories.Count == 0;

        /// <summary>A pair with room for an entry; a new one if need be.</summary>
        /// <exception cref="System.IO.IOException">The flash is full.</exception>
        internal MetadataPair PairFor(int bytes)
        {
            foreach (var pair in _pairs)
            {
                if (pair.LiveBytes + bytes <= MetadataPair.MostLiveBytes)
                {
                    return pair;
                }
            }

            var added = new MetadataPair(_media);
            _pairs.Add(added);
            return added;
        }

        /// <summary>Records a change of the directory itself.</summary>
        internal void Append(int bytes)
        {
            _pairs[0].Append(bytes + CommitBytes);
        }

        internal void FreePairs()
        {
            _pairs.ForEach(pair => pair.Free());
        }
    }
}
