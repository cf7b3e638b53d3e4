using System;
using System.Text;

namespace MeterNode.Services.Storage
{
    /// <summary>
    /// Writes numbers one after the other into a piece of an array. What does not fit is left out and remembered in
    /// <see cref="Failed"/>: one look at the end in place of one at every number. Allocates nothing but itself.
    /// </summary>
    public sealed class ByteWriter
    {
        private byte[] _data;
        private int _start;
        private int _position;
        private int _end;

        /// <summary>Makes a writer over a whole array.</summary>
        /// <param name="data">Is written to.</param>
        public ByteWriter(byte[] data)
        {
            _data = data;
            Reset(data, 0, data.Length);
        }

        /// <summary>How many bytes were written.</summary>
        public int Length => _position - _start;

        /// <summary>Whether something did not fit, so that what was written is of no use.</summary>
        public bool Failed { get; private set; }

        /// <summary>Starts over.</summary>
        /// <param name="data">Is written to.</param>
        /// <param name="offset">From here on.</param>
        /// <param name="count">At most so many bytes.</param>
        public void Reset(byte[] data, int offset, int count)
        {
            _data = data;
            _start = offset;
            _position = offset;
            _end = offset + count;
            Failed = false;
        }

        /// <summary>Writes one byte.</summary>
        /// <param name="value">0 to 255.</param>
        public void PutByte(int value)
        {
            if (Take(1))
            {
                _data[_position - 1] = (byte)value;
            }
        }

        /// <summary>Writes 32 bits.</summary>
        /// <param name="value">Any.</param>
        public void PutInt32(int value)
        {
            if (Take(4))
            {
                LittleEndian.PutInt32(_data, _position - 4, value);
            }
        }

        /// <summary>Writes 64 bits.</summary>
        /// <param name="value">Any.</param>
        public void PutInt64(long value)
        {
            if (Take(8))
            {
                LittleEndian.PutInt64(_data, _position - 8, value);
            }
        }

        /// <summary>Writes a number in as few bytes as it needs: seven bits each, the lowest first (LEB128).</summary>
        /// <param name="value">Not negative; below 128 it is one byte, below 2^35 five.</param>
        public void PutCompact(long value)
        {
            while (value >= 0x80)
            {
                PutByte((int)(value & 0x7F) | 0x80);
                value >>= 7;
            }

            PutByte((int)value);
        }

        /// <summary>Writes bytes as they are.</summary>
        /// <param name="source">Holds them.</param>
        /// <param name="offset">The first.</param>
        /// <param name="count">How many.</param>
        public void PutBytes(byte[] source, int offset, int count)
        {
            if (Take(count))
            {
                Array.Copy(source, offset, _data, _position - count, count);
            }
        }

        /// <summary>Writes a text: its length in bytes as a compact number, and its UTF-8.</summary>
        public void PutText(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            PutCompact(bytes.Length);
            PutBytes(bytes, 0, bytes.Length);
        }

        private bool Take(int count)
        {
            if (Failed || _end - _position < count)
            {
                Failed = true;
                return false;
            }

            _position += count;
            return true;
        }
    }
}
