using System;

namespace MeterNode.Services.Storage
{
    /// <summary>
    /// The entries of a log as they are in its files. A file is written once and never touched again: entries with rising numbers,
    /// then an end mark that tells a whole file from a torn one. Every entry has its own CRC-32, and after a damaged one the next
    /// good one is found, so that a damaged byte costs one entry and not the file.
    /// </summary>
    /// <remarks>
    /// An entry: 0 length of the payload (16 bit), 2 number of entries that it stands for (16 bit), 4 low half of its sequence
    /// number (32 bit), 8 CRC-32 of bytes 0 to 7 and of the payload, 12 payload. The end mark is an entry of length 0 with the
    /// last number of the file. Least significant byte first.
    /// </remarks>
    public sealed class LogFormat
    {
        /// <summary>Size of an entry beside its payload, and of the end mark, bytes.</summary>
        public const int HeaderBytes = 12;

        private const int CoversOffset = 2;
        private const int SequenceOffset = 4;
        private const int ChecksumOffset = 8;

        private readonly Crc32 _crc;

        /// <summary>Makes the format.</summary>
        /// <param name="crc">Computes the checksums.</param>
        public LogFormat(Crc32 crc)
        {
            _crc = crc;
        }

        /// <summary>Writes an entry.</summary>
        /// <param name="target">Is written to.</param>
        /// <param name="position">Where; <see cref="HeaderBytes"/> and the payload must fit.</param>
        /// <param name="sequence">Its number.</param>
        /// <param name="covers">For how many entries it stands, 1 to 65535.</param>
        /// <param name="payload">Holds the payload; may be the target with the payload in its place.</param>
        /// <param name="offset">Where the payload begins.</param>
        /// <param name="length">Its size, 1 to 65535 bytes.</param>
        /// <returns>The position after it.</returns>
        public int Write(byte[] target, int position, long sequence, int covers, byte[] payload, int offset, int length)
        {
            Array.Copy(payload, offset, target, position + HeaderBytes, length);
            return Seal(target, position, sequence, covers, length);
        }

        /// <summary>Writes the end mark.</summary>
        /// <param name="target">Is written to.</param>
        /// <param name="position">Where.</param>
        /// <param name="last">The last number of the file.</param>
        /// <returns>The position after it: the size of the file.</returns>
        public int WriteEnd(byte[] target, int position, long last)
        {
            return Seal(target, position, last, 0, 0);
        }

        /// <summary>Reads the next good entry.</summary>
        /// <param name="data">The file.</param>
        /// <param name="size">Its size, bytes.</param>
        /// <param name="position">Where to look first; is set to the place after the entry.</param>
        /// <param name="after">The number of the entry before it, or one less than the first of the file.</param>
        /// <param name="last">The last number of the file; at most 2^31 - 1 above <paramref name="after"/>.</param>
        /// <param name="entry">Is filled.</param>
        /// <returns>Whether there is one.</returns>
        public bool TryRead(byte[] data, int size, ref int position, long after, long last, LogEntry entry)
        {
            for (int at = position; at + HeaderBytes < size; at++)
            {
                int length = LittleEndian.GetUInt16(data, at);
                if (length == 0 || at + HeaderBytes + length > size)
                {
                    continue;
                }

                int covers = LittleEndian.GetUInt16(data, at + CoversOffset);
                long sequence = after + (uint)(LittleEndian.GetInt32(data, at + SequenceOffset) - (int)after);
                bool fits = sequence > after && sequence <= last && covers > 0 && covers <= sequence - after;
                if (fits && LittleEndian.GetInt32(data, at + ChecksumOffset) == Checksum(data, at, length))
                {
                    entry.Data = data;
                    entry.Offset = at + HeaderBytes;
                    entry.Length = length;
                    entry.Covers = covers;
                    entry.Sequence = sequence;
                    position = entry.Offset + length;
                    return true;
                }
            }

            position = size;
            return false;
        }

        /// <summary>Whether a file was written to its end, and nothing in it is damaged.</summary>
        /// <param name="data">The file.</param>
        /// <param name="size">Its size, bytes.</param>
        /// <param name="first">The first number of the file.</param>
        /// <param name="last">Its last number.</param>
        /// <param name="scratch">An entry to work with.</param>
        public bool IsWhole(byte[] data, int size, long first, long last, LogEntry scratch)
        {
            int end = size - HeaderBytes;
            if (end <= 0
                || LittleEndian.GetInt32(data, end) != 0
                || LittleEndian.GetInt32(data, end + SequenceOffset) != (int)last
                || LittleEndian.GetInt32(data, end + ChecksumOffset) != Checksum(data, end, 0))
            {
                return false;
            }

            long after = first - 1;
            int position = 0;
            while (position < end)
            {
                int expected = position + HeaderBytes;
                if (!TryRead(data, end, ref position, after, last, scratch) || scratch.Offset != expected)
                {
                    return false;
                }

                after = scratch.Sequence;
            }

            return true;
        }

        private int Seal(byte[] target, int position, long sequence, int covers, int length)
        {
            LittleEndian.PutUInt16(target, position, length);
            LittleEndian.PutUInt16(target, position + CoversOffset, covers);
            LittleEndian.PutInt32(target, position + SequenceOffset, (int)sequence);
            LittleEndian.PutInt32(target, position + ChecksumOffset, Checksum(target, position, length));
            return position + HeaderBytes + length;
        }

        private int Checksum(byte[] data, int position, int length)
        {
            return _crc.Continue(_crc.Of(data, position, ChecksumOffset), data, position + HeaderBytes, length);
        }
    }
}
