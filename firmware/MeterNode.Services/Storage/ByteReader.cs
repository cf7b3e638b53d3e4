using System.Text;

namespace MeterNode.Services.Storage
{
    /// <summary>
    /// Reads numbers one after the other from a piece of an array. Beyond its end, or where a number is malformed, it gives 0 and
    /// remembers it in <see cref="Failed"/>: one look at the end in place of one at every number. Allocates nothing but itself.
    /// </summary>
    public sealed class ByteReader
    {
        private byte[] _data;
        private int _position;
        private int _end;

        /// <summary>Makes a reader over a whole array.</summary>
        /// <param name="data">Is read.</param>
        public ByteReader(byte[] data)
        {
            _data = data;
            Reset(data, 0, data.Length);
        }

        /// <summary>Bytes that are left.</summary>
        public int Remaining => _end - _position;

        /// <summary>Whether something was missing or malformed, so that what was read is of no use.</summary>
        public bool Failed { get; private set; }

        /// <summary>Starts over.</summary>
        /// <param name="data">Is read.</param>
        /// <param name="offset">From here on.</param>
        /// <param name="count">So many bytes.</param>
        public void Reset(byte[] data, int offset, int count)
        {
            _data = data;
            _position = offset;
            _end = offset + count;
            Failed = false;
        }

        /// <summary>Reads one byte, 0 to 255.</summary>
        public int GetByte()
        {
            return Take(1) ? _data[_position - 1] : 0;
        }

        /// <summary>Reads 32 bits.</summary>
        public int GetInt32()
        {
            return Take(4) ? LittleEndian.GetInt32(_data, _position - 4) : 0;
        }

        /// <summary>Reads 64 bits.</summary>
        public long GetInt64()
        {
            return Take(8) ? LittleEndian.GetInt64(_data, _position - 8) : 0;
        }

        /// <summary>Reads what <see cref="ByteWriter.PutCompact"/> wrote; not negative.</summary>
        public long GetCompact()
        {
            long value = 0;
            for (int shift = 0; shift < 63; shift += 7)
            {
                int part = GetByte();
                value |= (long)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }

            Failed = true;
            return 0;
        }

        /// <summary>Reads a text: its length in bytes as a compact number, and its UTF-8.</summary>
        public string GetText()
        {
            long length = GetCompact();
            if (length < 0 || length > Remaining || !Take((int)length))
            {
                Failed = true;
                return "";
            }

            return length == 0 ? "" : Encoding.UTF8.GetString(_data, _position - (int)length, (int)length);
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
