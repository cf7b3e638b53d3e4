using System;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>Makes room in a full log: thins the oldest segments, and drops the oldest where there is nothing left to thin.</summary>
    internal sealed class LogRoom
    {
        private readonly LogShelf _shelf;
        private readonly LogFormat _format;
        private readonly ILogThinner? _thinner;
        private readonly LogEntry _entry = new LogEntry();
        private readonly byte[] _thin;
        private readonly byte[] _merged;
        private int _mergedLength;
        private long _mergedSequence;
        private int _mergedCovers;
        private int _end;

        internal LogRoom(LogShelf shelf, LogFormat format, ILogThinner? thinner, LogLimits limits)
        {
            _shelf = shelf;
            _format = format;
            _thinner = thinner;
            _thin = new byte[thinner == null ? 0 : limits.SegmentBytes];
            _merged = new byte[thinner == null ? 0 : limits.MostEntryBytes];
        }

        /// <summary>Has fewer files among the first ones.</summary>
        /// <param name="among">How many segments there are.</param>
        /// <param name="readThrough">
        /// Up to this number entries may have been sent: merged with others they would be delivered twice, and are not thinned.
        /// </param>
        /// <param name="buffer">Is overwritten; takes a segment.</param>
        /// <returns>How many fewer there are.</returns>
        internal int Make(int among, long readThrough, byte[] buffer)
        {
            int thinned = _thinner == null ? 0 : Thin(among, readThrough, buffer);
            return thinned > 0 ? thinned : Drop(among);
        }

        /// <summary>Drops the oldest file, and counts what nobody will ever get.</summary>
        private int Drop(int among)
        {
            if (among == 0)
            {
                return 0;
            }

            long last = _shelf.Index.Last(0);
            long before = _shelf.Index.First(0) - 1 > _shelf.Released ? _shelf.Index.First(0) - 1 : _shelf.Released;
            if (last > before)
            {
                _shelf.Dropped += last - before;
                _shelf.Released = last;

                // First the count, then the file: the other way round a power cut would lose entries that nobody counted.
                _shelf.SaveState();
            }

            _shelf.Remove(0);
            return 1;
        }

        private int Thin(int among, long readThrough, byte[] buffer)
        {
            int start = 0;
            while (start < among && (_shelf.Index.IsThinned(start) || _shelf.Index.First(start) <= readThrough))
            {
                start++;
            }

            _end = 0;
            int taken = 0;
            int entriesBefore = 0;
            int entriesAfter = 0;
            while (start + taken < among)
            {
                int mark = _end;
                int before = 0;
                int after = TakeSegment(start + taken, buffer, ref before);
                if (after < 0)
                {
                    _end = mark;
                    break;
                }

                entriesBefore += before;
                entriesAfter += after;
                taken++;
            }

            // One for one gains nothing; and an empty file, from segments that are damaged all over, would not be whole.
            if (taken < 2 || entriesAfter == 0)
            {
                return 0;
            }

            long first = _shelf.Index.First(start);
            long last = _shelf.Index.Last(start + taken - 1);
            if (!_shelf.Write(first, last, true, _thin, 0, _end))
            {
                return 0;
            }

            // It stands before the ones that it replaces, for it begins with the first of them and is longer.
            for (int i = 0; i < taken; i++)
            {
                _shelf.Remove(start + 1);
            }

            _shelf.Thinned += entriesBefore - entriesAfter;
            return taken - 1;
        }

        /// <summary>Adds the entries of a segment, merged where that may be.</summary>
        /// <returns>How many entries they have become; -1 where they do not fit.</returns>
        private int TakeSegment(int i, byte[] buffer, ref int before)
        {
            int size = _shelf.Read(i, buffer);
            int position = 0;
            long after = _shelf.Index.First(i) - 1;
            int written = 0;
            _mergedLength = 0;
            while (_format.TryRead(buffer, size, ref position, after, _shelf.Index.Last(i), _entry))
            {
                after = _entry.Sequence;
                before++;
                int merged = _mergedLength == 0 || _mergedCovers + _entry.Covers > ushort.MaxValue
                    ? 0
                    : _thinner!.Merge(_merged, _mergedLength, buffer, _entry.Offset, _entry.Length);
                if (merged > 0)
                {
                    _mergedLength = merged;
                    _mergedSequence = _entry.Sequence;
                    _mergedCovers += _entry.Covers;
                    continue;
                }

                if (!Flush(ref written))
                {
                    return -1;
                }

                Array.Copy(buffer, _entry.Offset, _merged, 0, _entry.Length);
                _mergedLength = _entry.Length;
                _mergedSequence = _entry.Sequence;
                _mergedCovers = _entry.Covers;
            }

            return Flush(ref written) ? written : -1;
        }

        private bool Flush(ref int written)
        {
            if (_mergedLength == 0)
            {
                return true;
            }

            if (_end + _mergedLength + (2 * LogFormat.HeaderBytes) > _thin.Length)
            {
                return false;
            }

            _end = _format.Write(_thin, _end, _mergedSequence, _mergedCovers, _merged, 0, _mergedLength);
            _mergedLength = 0;
            written++;
            return true;
        }
    }
}
