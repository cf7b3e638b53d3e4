using System;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// A log on flash: entries with rising numbers wait here until somebody has them. An entry is durable when
    /// <see cref="Commit"/> has said so, is read in order, and stays until it is acknowledged. When the log is full the oldest
    /// are thinned, then dropped and counted. For the thread of the link, never for the control loop: a commit is some ten
    /// file operations, each of which stalls all threads for milliseconds, or for 50 where a sector is erased.
    /// </summary>
    /// <remarks>
    /// A batch becomes a small file of its own, which littlefs keeps among its metadata; some batches are gathered into one file,
    /// and that grows to a segment of a whole block. Appending to the segment in place would erase and copy its block for every
    /// batch, which wears the flash four times as much, and would stake what is already stored on the append. Nothing here is
    /// ever written over.
    /// </remarks>
    public sealed class LogFiles : IRecordLog
    {
        /// <summary>Size of the record beside the log, bytes.</summary>
        public const int StateBytes = LogShelf.StateBytes;

        private readonly LogLimits _limits;
        private readonly LogFormat _format;
        private readonly LogShelf _shelf;
        private readonly LogRoom _room;
        private readonly byte[] _tail;
        private readonly LogReader _reader;
        private int _tailEnd;
        private int _committedEnd;
        private int _segments;
        private long _tailFirst = 1;
        private long _next = 1;
        private long _committed;
        private long _unsaved;

        /// <summary>Makes a log; <see cref="Open"/> is the next.</summary>
        /// <param name="directory">Its directory, such as <c>I:\interval</c>; the record beside it has the same name.</param>
        /// <param name="crc">Computes the checksums.</param>
        /// <param name="limits">Its size.</param>
        /// <param name="thinner">Thins the oldest entries; null to drop them at once.</param>
        public LogFiles(string directory, Crc32 crc, LogLimits limits, ILogThinner? thinner)
        {
            _limits = limits;
            _format = new LogFormat(crc);
            _shelf = new LogShelf(directory, crc, _format, limits);
            _room = new LogRoom(_shelf, _format, thinner, limits);
            _tail = new byte[limits.SegmentBytes];
            _reader = new LogReader(_shelf, _format, limits.SegmentBytes);
        }

        /// <inheritdoc/>
        public long Next => _next;

        /// <inheritdoc/>
        public int MostEntryBytes => _limits.MostEntryBytes;

        /// <inheritdoc/>
        public bool IsAcknowledgeUnsaved => _unsaved > 0;

        /// <summary>The number of the newest entry that is durable.</summary>
        public long Committed => _committed;

        /// <inheritdoc/>
        public long Released => _shelf.Released;

        /// <inheritdoc/>
        public long Dropped => _shelf.Dropped;

        /// <summary>By how many entries the log was thinned; over restarts too.</summary>
        public long Thinned => _shelf.Thinned;

        /// <inheritdoc/>
        public long Damaged => _shelf.Damaged;

        /// <summary>Entries that were not taken in, for want of room or because they were too large; since the start.</summary>
        public int Refused { get; private set; }

        /// <summary>Files on flash, beside the record.</summary>
        public int Files => _shelf.Index.Count;

        /// <summary>Files written since the start, beside the record.</summary>
        public int FilesWritten => _shelf.FilesWritten;

        /// <summary>How often the record was saved in its life.</summary>
        public long StateSaves => _shelf.StateSaves;

        /// <summary>Why the last failure was; empty where there was none.</summary>
        public string Problem => _shelf.Problem;

        private int Batches => _shelf.Index.Count - _segments;

        private bool IsDelivered => _committed <= _shelf.Released;

        /// <inheritdoc/>
        public bool Open()
        {
            if (!_shelf.Open(_reader.Buffer))
            {
                return false;
            }

            var index = _shelf.Index;
            long newest = index.Count == 0 ? 0 : index.Last(index.Count - 1);
            _committed = newest > _shelf.Released ? newest : _shelf.Released;
            _next = _committed + 1;
            _reader.Forget();
            long maybeSent = _shelf.Released + _limits.AcknowledgeEvery;
            _reader.MaybeSent(maybeSent < _committed ? maybeSent : _committed);
            LoadTail();
            return true;
        }

        /// <inheritdoc/>
        public long Add(byte[] payload, int length)
        {
            int size = length + (2 * LogFormat.HeaderBytes);
            bool isEntry = length > 0 && length <= _limits.MostEntryBytes && size <= _tail.Length;
            if (!isEntry || (_tailEnd + size > _tail.Length && !FinishSegment()))
            {
                Refused++;
                return 0;
            }

            _tailEnd = _format.Write(_tail, _tailEnd, _next, 1, payload, 0, length);
            return _next++;
        }

        /// <inheritdoc/>
        public bool Commit()
        {
            if (_committedEnd == _tailEnd)
            {
                return true;
            }

            if (Batches >= _limits.MostBatches)
            {
                if (!IsDelivered || !ForgetDelivered())
                {
                    return Gather();
                }
            }

            return Store(_committed + 1, _committedEnd);
        }

        /// <inheritdoc/>
        public bool TryRead(long after, LogEntry entry)
        {
            if (after < _shelf.Released)
            {
                after = _shelf.Released;
            }

            return _reader.TryReadSegments(_segments, after, entry)
                || _reader.TryReadTail(_tail, _committedEnd, _tailFirst, _committed, after, entry);
        }

        /// <inheritdoc/>
        public void Acknowledge(long sequence)
        {
            if (sequence <= _shelf.Released || sequence > _committed)
            {
                return;
            }

            _shelf.Damaged += _reader.TakeGaps(sequence);
            _unsaved += sequence - _shelf.Released;
            _shelf.Released = sequence;
            bool isSegmentDone = _segments > 0 && _shelf.Index.Count > 1 && _shelf.Index.Last(0) <= sequence;
            if (isSegmentDone || _unsaved >= _limits.AcknowledgeEvery)
            {
                SaveAcknowledged();
            }
        }

        /// <inheritdoc/>
        public void SaveAcknowledged()
        {
            if (_unsaved > 0 && _shelf.SaveState())
            {
                _unsaved = 0;
                _segments -= _shelf.RemoveReleased(_segments);
            }
        }

        /// <summary>Writes what is in the tail from a place on to a file of its own; makes room where the flash has none.</summary>
        private bool Store(long first, int offset)
        {
            bool stored = _shelf.Write(first, _next - 1, false, _tail, offset, _tailEnd);
            if (!stored && MakeRoom())
            {
                stored = _shelf.Write(first, _next - 1, false, _tail, offset, _tailEnd);
            }

            if (stored)
            {
                _committedEnd = _tailEnd;
                _committed = _next - 1;
            }

            return stored;
        }

        /// <summary>Writes the whole tail to one file, in place of those of its batches.</summary>
        private bool Gather()
        {
            if (Batches == 1 && _committedEnd == _tailEnd)
            {
                return true;
            }

            if (!Store(_tailFirst, 0))
            {
                return false;
            }

            // All that was there before is delivered or in the new file. The oldest goes first: while it is there a start knows
            // that nothing has gone yet, and does without the new file if that is not whole.
            int kept = 0;
            while (_segments + kept < _shelf.Index.Count)
            {
                int i = _segments + kept;
                if (_shelf.Index.First(i) == _tailFirst && _shelf.Index.Last(i) == _committed)
                {
                    kept++;
                }
                else
                {
                    _shelf.Remove(i);
                }
            }

            return true;
        }

        /// <summary>Makes a segment of the tail, and begins another.</summary>
        private bool FinishSegment()
        {
            if (IsDelivered && _committedEnd == _tailEnd && ForgetDelivered())
            {
                return true;
            }

            if (!Gather())
            {
                return false;
            }

            _segments = _shelf.Index.Count;
            BeginTail();
            while (_segments > _limits.MostSegments && MakeRoom())
            {
                // Thinning frees many at once, dropping one.
            }

            return true;
        }

        /// <summary>All that is durable was delivered: the files go, without ever having become a segment.</summary>
        private bool ForgetDelivered()
        {
            if (!_shelf.SaveState())
            {
                return false;
            }

            _unsaved = 0;
            _shelf.RemoveReleased(_shelf.Index.Count);
            _segments = 0;
            Array.Copy(_tail, _committedEnd, _tail, 0, _tailEnd - _committedEnd);
            int left = _tailEnd - _committedEnd;
            BeginTail();
            _tailEnd = left;
            return true;
        }

        private void BeginTail()
        {
            _tailEnd = 0;
            _committedEnd = 0;
            _tailFirst = _committed + 1;
            _reader.ForgetTail();
        }

        private bool MakeRoom()
        {
            int fewer = _room.Make(_segments, _reader.SentThrough, _reader.Buffer);
            _segments -= fewer;
            _reader.Forget();
            return fewer > 0;
        }

        /// <summary>Takes the newest files for the tail, as many as it has room for.</summary>
        private void LoadTail()
        {
            var index = _shelf.Index;
            _segments = _shelf.OlderThan(_tail.Length, _limits.MostBatches);
            BeginTail();
            for (int i = _segments; i < index.Count; i++)
            {
                if (index.Last(i) > _shelf.Released)
                {
                    _tailFirst = index.First(i) < _tailFirst ? index.First(i) : _tailFirst;
                    _tailEnd = _reader.CopyEntries(i, _tail, _tailEnd);
                }
            }

            _committedEnd = _tailEnd;
        }
    }
}
