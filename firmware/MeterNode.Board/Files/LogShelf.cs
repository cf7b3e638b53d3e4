using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// The files of a log and the record beside them. A file is written once, and holds for good once it is whole; another that
    /// covers all that some files do takes their place, and only then are those deleted. So whatever moment the power goes at,
    /// each entry is in one file at least, and entries that are in two are recognised by the names of the files.
    /// </summary>
    internal sealed class LogShelf
    {
        private const int StateKind = 0x4C47;
        private const int StateSchema = 1;
        internal const int StateBytes = 32;

        private readonly string _directory;
        private readonly FlashFiles _files = new FlashFiles();
        private readonly RecordFile _record;
        private readonly LogFormat _format;
        private readonly LogEntry _scratch = new LogEntry();
        private readonly byte[] _state = new byte[StateBytes];
        private readonly ByteWriter _writer;

        internal LogShelf(string directory, Crc32 crc, LogFormat format, LogLimits limits)
        {
            _directory = directory;
            _format = format;
            _record = new RecordFile(directory + ".log", crc, StateKind, StateSchema, StateBytes);
            _writer = new ByteWriter(_state);
            Index = new LogIndex(limits.MostSegments + limits.MostBatches + 4);
        }

        internal LogIndex Index { get; }

        /// <summary>Up to this number everything was delivered or dropped.</summary>
        internal long Released { get; set; }

        internal long Dropped { get; set; }

        internal long Thinned { get; set; }

        internal long Damaged { get; set; }

        internal string Problem { get; private set; } = "";

        internal int FilesWritten => _files.Writes;

        internal long StateSaves => _record.Saves;

        /// <summary>Finds out what is there, and finishes what a power cut left half done.</summary>
        internal bool Open(byte[] buffer)
        {
            var paths = _files.List(_directory);
            if (paths == null)
            {
                Problem = _files.Problem;
                return false;
            }

            foreach (string path in paths)
            {
                // What is none of ours is left alone.
                Index.TryAdd(path.Substring(path.LastIndexOf('\\') + 1));
            }

            RemoveDoubles(buffer);
            RemoveEmptyEnd();
            LoadState();
            RemoveReleased(Index.Count);
            return true;
        }

        /// <summary>Reads a file.</summary>
        /// <returns>Its size, bytes; 0 where it cannot be read.</returns>
        internal int Read(int i, byte[] buffer)
        {
            int size = _files.Read(PathOf(i), buffer);
            return size > 0 ? size : 0;
        }

        /// <summary>How many files there are before the newest, of which a few are taken that are small enough.</summary>
        /// <param name="mostBytes">What those taken have together at most, bytes.</param>
        /// <param name="mostFiles">How many are taken at most.</param>
        internal int OlderThan(int mostBytes, int mostFiles)
        {
            int older = Index.Count;
            while (older > 0 && Index.Count - older < mostFiles && !Index.IsThinned(older - 1))
            {
                int length = LengthOf(older - 1);
                if (length < 0 || length > mostBytes)
                {
                    break;
                }

                mostBytes -= length;
                older--;
            }

            return older;
        }

        /// <summary>Writes a file, end mark included, and puts it on the shelf.</summary>
        internal bool Write(long first, long last, bool thinned, byte[] data, int offset, int end)
        {
            string path = PathOf(LogIndex.Name(first, last, thinned));
            int size = _format.WriteEnd(data, end, last) - offset;
            if (!_files.Write(path, data, offset, size))
            {
                Problem = _files.Problem;
                _files.Delete(path);
                return false;
            }

            Index.Add(first, last, thinned);
            return true;
        }

        /// <summary>Takes a file away. One that cannot be deleted is found again at the next start, and is released then.</summary>
        internal void Remove(int i)
        {
            if (!_files.Delete(PathOf(i)))
            {
                Problem = _files.Problem;
            }

            Index.RemoveAt(i);
        }

        /// <summary>
        /// Takes the released ones among the first files away. The newest of all stays: its name keeps the numbers from starting
        /// over should the record be lost.
        /// </summary>
        /// <returns>How many were taken away.</returns>
        internal int RemoveReleased(int among)
        {
            int removed = 0;
            while (removed < among && Index.Count > 1 && Index.Last(0) <= Released)
            {
                Remove(0);
                removed++;
            }

            return removed;
        }

        internal bool SaveState()
        {
            _writer.Reset(_state, 0, StateBytes);
            _writer.PutInt64(Released);
            _writer.PutInt64(Dropped);
            _writer.PutInt64(Thinned);
            _writer.PutInt64(Damaged);
            if (_record.Save(_state, StateBytes))
            {
                return true;
            }

            Problem = _record.Problem;
            return false;
        }

        private void LoadState()
        {
            var found = _record.Load(null);
            if (found == RecordState.Whole || found == RecordState.OneCopy)
            {
                var reader = new ByteReader(_record.Image);
                reader.Reset(_record.Image, RecordFormat.HeaderBytes, _record.Length);
                Released = reader.GetInt64();
                Dropped = reader.GetInt64();
                Thinned = reader.GetInt64();
                Damaged = reader.GetInt64();
            }

            // Files go only after the record says so: where some are missing it is the record that is old, or lost.
            if (Index.Count > 0 && Released < Index.First(0) - 1)
            {
                Released = Index.First(0) - 1;
            }
        }

        private void RemoveDoubles(byte[] buffer)
        {
            for (int i = 0; i + 1 < Index.Count; i++)
            {
                if (!Index.Contains(i, i + 1))
                {
                    continue;
                }

                int size = Read(i, buffer);
                bool isWhole = _format.IsWhole(buffer, size, Index.First(i), Index.Last(i), _scratch);
                if (!isWhole && Index.First(i) == Index.First(i + 1))
                {
                    // The power went while it was written: of those that it was to replace not even the oldest is gone.
                    Remove(i--);
                    continue;
                }

                while (i + 1 < Index.Count && Index.Contains(i, i + 1))
                {
                    Remove(i + 1);
                }
            }
        }

        /// <summary>
        /// An empty file at the end was never whole, so nobody was ever given its numbers: they are free again. A torn one is kept
        /// for what is in it.
        /// </summary>
        private void RemoveEmptyEnd()
        {
            while (Index.Count > 0 && LengthOf(Index.Count - 1) == 0)
            {
                Remove(Index.Count - 1);
            }
        }

        private int LengthOf(int i)
        {
            return _files.LengthOf(PathOf(i));
        }

        private string PathOf(int i)
        {
            return PathOf(Index.Name(i));
        }

        private string PathOf(string name)
        {
            return _directory + "\\" + name;
        }
    }
}
