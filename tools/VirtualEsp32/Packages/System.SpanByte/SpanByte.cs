namespace System
{
    /// <summary>nanoFramework's window on a byte array, of its mscorlib: there is no <c>Span&lt;byte&gt;</c> on the platform.</summary>
    public readonly ref struct SpanByte
    {
        private readonly Span<byte> _bytes;

        /// <summary>Covers a whole array.</summary>
        /// <param name="array">The array; null is an empty span.</param>
        public SpanByte(byte[]? array)
        {
            _bytes = array;
        }

        /// <summary>Covers a part of an array.</summary>
        /// <param name="array">The array; null goes with 0 and 0 only.</param>
        /// <param name="start">Index of the first byte.</param>
        /// <param name="length">Number of bytes.</param>
        /// <exception cref="ArgumentOutOfRangeException">The part does not lie in the array.</exception>
        public SpanByte(byte[]? array, int start, int length)
        {
            _bytes = new Span<byte>(array, start, length);
        }

        private SpanByte(Span<byte> bytes)
        {
            _bytes = bytes;
        }

        /// <summary>A span of no bytes.</summary>
        public static SpanByte Empty => default;

        /// <summary>Whether it covers no byte.</summary>
        public bool IsEmpty => _bytes.IsEmpty;

        /// <summary>Number of bytes.</summary>
        public int Length => _bytes.Length;

        /// <summary>The covered bytes, for the virtual bus.</summary>
        internal Span<byte> Bytes => _bytes;

        /// <summary>One byte.</summary>
        /// <param name="index">0 to <see cref="Length"/> - 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">The index lies outside; .NET's own spans throw another exception.</exception>
        public byte this[int index]
        {
            get
            {
                ThrowIfOutside(index);
                return _bytes[index];
            }

            set
            {
                ThrowIfOutside(index);
                _bytes[index] = value;
            }
        }

        /// <summary>Covers an array.</summary>
        /// <param name="array">The array; null is an empty span.</param>
        public static implicit operator SpanByte(byte[]? array)
        {
            return new SpanByte(array);
        }

        /// <summary>Copies the bytes.</summary>
        /// <param name="destination">Where to; at least as long.</param>
        /// <exception cref="ArgumentException">The destination is shorter.</exception>
        public void CopyTo(SpanByte destination)
        {
            _bytes.CopyTo(destination._bytes);
        }

        /// <summary>The part from an index to the end.</summary>
        /// <param name="start">Index of its first byte.</param>
        /// <exception cref="ArgumentOutOfRangeException">The index lies outside.</exception>
        public SpanByte Slice(int start)
        {
            return new SpanByte(_bytes.Slice(start));
        }

        /// <summary>A part.</summary>
        /// <param name="start">Index of its first byte.</param>
        /// <param name="length">Its number of bytes.</param>
        /// <exception cref="ArgumentOutOfRangeException">The part lies outside.</exception>
        public SpanByte Slice(int start, int length)
        {
            return new SpanByte(_bytes.Slice(start, length));
        }

        /// <summary>A copy of the bytes.</summary>
        public byte[] ToArray()
        {
            return _bytes.ToArray();
        }

        private void ThrowIfOutside(int index)
        {
            if ((uint)index >= (uint)_bytes.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }
        }
    }
}
