using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>Reads a log from entry to entry: remembers the segment that it is in, the place there, and which numbers were missing.</summary>
    internal sealed class LogReader
    {
        private const long Nowhere = -1;

        private readonly LogShelf _shelf;
        private readonly LogFormat _format;
        private long _segmentLast = Nowhere;
        private int _segmentSize;
        private int _position;
        private long _positionAfter = Nowhere;
        private bool _isInTail;
        private long _gaps;
        private long _sentBefore;

        internal LogReader(LogShelf shelf, LogFormat format, int segmentBytes)
        {
            _shelf = shelf;
            _format = format;
            Buffer = new byte[segmentBytes];
        }

        /// <summary>Holds the segment that was read last. Others may use it if they say so by <see cref="Forget"/>.</summary>
        internal byte[] Buffer { get; }

        /// <summary>Up to this number entries were read, and may have been sent.</summary>
        internal long ReadThrough { get; private set; }

        /// <summary>
        /// Up to this number entries may have been sent: those that were read, and those that were read before the start and whose
        /// acknowledgement was not yet written down.
        /// </summary>
        internal long SentThrough => ReadThrough > _sentBefore ? ReadThrough : _sentBefore;

        /// <summary>Says what may have been sent before the start.</summary>
        /// <param name="through">Up to this number.</param>
        internal void MaybeSent(long through)
        {
            _sentBefore = through;
        }

        /// <summary>Segments have changed, or the buffer.</summary>
        internal void Forget()
        {
            _segmentLast = Nowhere;
            _positionAfter = Nowhere;
            ReadThrough = ReadThrough > _shelf.Released ? ReadThrough : _shelf.Released;
        }

        /// <summary>The tail begins anew.</summary>
        internal void ForgetTail()
        {
            _positionAfter = Nowhere;
        }

        /// <summary>The numbers that were missing among entries that have been delivered.</summary>
        /// <param name="sequence">Number of the last one delivered.</param>
        internal long TakeGaps(long sequence)
        {
            if (sequence < ReadThrough)
            {
                return 0;
            }

            long gaps = _gaps;
            _gaps = 0;
            return gaps;
        }

        /// <summary>Reads the first good entry after a number from the segments.</summary>
        internal bool TryReadSegments(int segments, long after, LogEntry entry)
        {
            for (int i = 0; i < segments; i++)
            {
                long last = _shelf.Index.Last(i);
                if (last <= after)
                {
                    continue;
                }

                if (_segmentLast != last)
                {
                    _segmentSize = _shelf.Read(i, Buffer);
                    _segmentLast = last;
                    _positionAfter = Nowhere;
                }

                if (TryRead(Buffer, _segmentSize, _shelf.Index.First(i) - 1, last, after, false, entry))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Reads the first good entry after a number from the tail.</summary>
        internal bool TryReadTail(byte[] tail, int size, long first, long last, long after, LogEntry entry)
        {
            return last > after && TryRead(tail, size, first - 1, last, after, true, entry);
        }

        /// <summary>Copies the good entries of a file behind others.</summary>
        /// <returns>The place after them.</returns>
        internal int CopyEntries(int i, byte[] target, int end)
        {
            Forget();
            int size = _shelf.Read(i, Buffer);
            int position = 0;
            long after = _shelf.Index.First(i) - 1;
            var entry = new LogEntry();
            while (_format.TryRead(Buffer, size, ref position, after, _shelf.Index.Last(i), entry))
            {
                after = entry.Sequence;
                end = _format.Write(target, end, after, entry.Covers, Buffer, entry.Offset, entry.Length);
            }

            return end;
        }

        /// <summary>Goes on from where the last entry was found, if that is before the wanted one.</summary>
        private bool TryRead(byte[] data, int size, long before, long last, long after, bool isTail, LogEntry entry)
        {
            bool goesOn = _positionAfter != Nowhere && _positionAfter <= after && _isInTail == isTail;
            int position = goesOn ? _position : 0;
            long from = goesOn ? _positionAfter : before;
            while (_format.TryRead(data, size, ref position, from, last, entry))
            {
                from = entry.Sequence;
                if (from > after)
                {
                    _position = position;
                    _positionAfter = from;
                    _isInTail = isTail;
                    long gap = from - entry.Covers - ReadThrough;
                    _gaps += gap > 0 ? gap : 0;
                    ReadThrough = from > ReadThrough ? from : ReadThrough;
                    return true;
                }
            }

            return false;
        }
    }
}
