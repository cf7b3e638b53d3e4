using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace VirtualEsp32.Storage
{
    /// <summary>
    /// An open file: a working copy, of which nothing is durable before <see cref="Commit"/>. littlefs never changes a sector in
    /// place: from the first changed one on, a file's content moves to new sectors, and the old ones stay until the commit.
    /// </summary>
    internal sealed class FlashHandle
    {
        private readonly FlashMedia _media;
        private readonly List<int> _newSectors = new List<int>();
        private byte[] _content;
        private int _firstNew;
        private int _runEnd = -1;

        internal FlashHandle(FlashMedia media, FlashFile file, string path, object record)
        {
            _media = media;
            File = file;
            Path = path;
            Record = record;
            _content = (byte[])file.Content.Clone();
            Length = _content.Length;
        }

        internal FlashFile File { get; }

        internal string Path { get; }

        /// <summary>Its place in the list of open files.</summary>
        internal object Record { get; }

        internal int Length { get; private set; }

        internal bool IsDirty { get; private set; }

        /// <summary>
        /// Whether a write has failed for lack of space. littlefs then leaves the file as it was last synced, and the close says
        /// nothing about it.
        /// </summary>
        internal bool HasFailed { get; private set; }

        internal int Read(int position, byte[] buffer, int offset, int count)
        {
            int available = Math.Max(0, Math.Min(count, Length - position));
            Array.Copy(_content, Math.Min(position, Length), buffer, offset, available);
            return available;
        }

        /// <exception cref="IOException">The flash is full.</exception>
        internal void Write(int position, byte[] buffer, int offset, int count)
        {
            int start = Math.Min(position, Length);
            int end = position + count;
            Reserve(end);
            Array.Clear(_content, start, position - start);
            Array.Copy(buffer, offset, _content, position, count);
            Length = Math.Max(Length, end);
            IsDirty = true;
            if (Length > FlashFile.MostInlineBytes || _newSectors.Count > 0)
            {
                Guarded(() => Move(start, end));
            }
        }

        /// <exception cref="IOException">The flash is full.</exception>
        internal void SetLength(int length)
        {
            if (length > Length)
            {
                Write(Length, new byte[length - Length], 0, length - Length);
                return;
            }

            Length = length;
            IsDirty = true;
            int kept = SectorsFor(length) - _firstNew;
            DropNew(Math.Max(0, kept));
            _runEnd = -1;
        }

        /// <summary>Writes what is still to be moved; after it only the entry in the directory is missing.</summary>
        /// <exception cref="IOException">The flash is full.</exception>
        internal void Complete()
        {
            if (_newSectors.Count > 0)
            {
                Guarded(() => AllocateUpTo(SectorsFor(Length), countCopies: true));
            }
        }

        /// <summary>Makes the working copy the file.</summary>
        internal void Commit()
        {
            var old = File.Sectors;
            bool inline = Length <= FlashFile.MostInlineBytes && _newSectors.Count == 0;
            int kept = inline ? 0 : _newSectors.Count > 0 ? Math.Min(_firstNew, old.Length) : Math.Min(SectorsFor(Length), old.Length);
            foreach (int sector in old[kept..])
            {
                _media.Free(sector);
            }

            var sectors = new List<int>(old[..kept]);
            sectors.AddRange(_newSectors);
            File.Sectors = sectors.ToArray();
            File.Content = _content.AsSpan(0, Length).ToArray();
            _newSectors.Clear();
        }

        /// <summary>Gives back what was never committed.</summary>
        internal void Discard()
        {
            DropNew(0);
        }

        /// <summary>The place of a byte in littlefs' skip list of sectors (DESIGN.md, "CTZ skip-lists").</summary>
        private static int SectorOf(int offset)
        {
            const int Pointer = 4;
            int payload = FlashMedia.SectorBytes - (2 * Pointer);
            int guess = offset / payload;
            return guess == 0 ? 0 : (offset - (Pointer * (BitOperations.PopCount((uint)(guess - 1)) + 2))) / payload;
        }

        private static int SectorsFor(int length)
        {
            return length == 0 ? 0 : SectorOf(length - 1) + 1;
        }

        private void Move(int start, int end)
        {
            int first = File.Sectors.Length == 0 && _newSectors.Count == 0 ? 0 : SectorOf(start);
            if (start != _runEnd)
            {
                BeginRun(first);
                _media.Program(start % FlashMedia.SectorBytes);
            }

            AllocateUpTo(SectorsFor(end), countCopies: false);
            _media.Program(end - start);
            _runEnd = end;
        }

        /// <summary>A write elsewhere: what had been moved from there on was in vain.</summary>
        private void BeginRun(int first)
        {
            if (_newSectors.Count == 0 || first < _firstNew)
            {
                DropNew(0);
                _firstNew = first;
            }
            else if (first < _firstNew + _newSectors.Count)
            {
                DropNew(first - _firstNew);
            }
            else
            {
                AllocateUpTo(first, countCopies: true);
            }
        }

        private void AllocateUpTo(int sectors, bool countCopies)
        {
            while (_firstNew + _newSectors.Count < sectors)
            {
                _newSectors.Add(_media.Allocate());
                _media.Program(countCopies ? FlashMedia.SectorBytes : 0);
            }
        }

        private void DropNew(int kept)
        {
            for (int i = _newSectors.Count - 1; i >= kept; i--)
            {
                _media.Free(_newSectors[i]);
                _newSectors.RemoveAt(i);
            }
        }

        private void Guarded(Action allocation)
        {
            try
            {
                allocation();
            }
            catch (IOException)
            {
                HasFailed = true;
                DropNew(0);
                throw;
            }
        }

        private void Reserve(int length)
        {
            if (length > _content.Length)
            {
                Array.Resize(ref _content, Math.Max(length, _content.Length * 2));
            }
        }
    }
}
