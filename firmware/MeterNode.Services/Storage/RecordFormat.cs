namespace MeterNode.Services.Storage
{
    /// <summary>
    /// The image of a record as it is on flash: a header of 24 bytes and the payload, all under one CRC-32. Of two images the valid
    /// one with the higher sequence number counts.
    /// </summary>
    /// <remarks>
    /// Bytes: 0 magic "MNR1", 4 kind (16 bit), 6 schema version (16 bit), 8 sequence number (64 bit), 16 length of the payload
    /// (32 bit), 20 CRC-32 of bytes 0 to 19 and of the payload, 24 payload. Least significant byte first.
    /// </remarks>
    public sealed class RecordFormat
    {
        /// <summary>Size of the header, bytes.</summary>
        public const int HeaderBytes = 24;

        private const int Magic = 0x31524E4D;
        private const int KindOffset = 4;
        private const int SchemaOffset = 6;
        private const int SequenceOffset = 8;
        private const int LengthOffset = 16;
        private const int ChecksumOffset = 20;

        private readonly Crc32 _crc;
        private readonly int _kind;

        /// <summary>Makes the format of one kind of record.</summary>
        /// <param name="crc">Computes the checksums.</param>
        /// <param name="kind">What the record is of, 0 to 65535: keeps one kind from being taken for another.</param>
        public RecordFormat(Crc32 crc, int kind)
        {
            _crc = crc;
            _kind = kind;
        }

        /// <summary>Puts the header before a payload that is already in its place.</summary>
        /// <param name="image">The payload from <see cref="HeaderBytes"/> on.</param>
        /// <param name="length">Size of the payload, bytes.</param>
        /// <param name="schema">Version of the payload's layout, 0 to 65535.</param>
        /// <param name="sequence">Higher than that of any image written before.</param>
        /// <returns>Size of the image, bytes.</returns>
        public int Seal(byte[] image, int length, int schema, long sequence)
        {
            LittleEndian.PutInt32(image, 0, Magic);
            LittleEndian.PutUInt16(image, KindOffset, _kind);
            LittleEndian.PutUInt16(image, SchemaOffset, schema);
            LittleEndian.PutInt64(image, SequenceOffset, sequence);
            LittleEndian.PutInt32(image, LengthOffset, length);
            LittleEndian.PutInt32(image, ChecksumOffset, Checksum(image, length));
            return HeaderBytes + length;
        }

        /// <summary>Looks whether an image is whole and of this kind.</summary>
        /// <param name="image">Holds it from its start.</param>
        /// <param name="size">Its size, bytes.</param>
        public RecordCheck Check(byte[] image, int size)
        {
            if (size == 0)
            {
                return RecordCheck.Empty;
            }

            if (size < HeaderBytes)
            {
                return RecordCheck.WrongLength;
            }

            if (LittleEndian.GetInt32(image, 0) != Magic)
            {
                return RecordCheck.NotARecord;
            }

            if (LittleEndian.GetUInt16(image, KindOffset) != _kind)
            {
                return RecordCheck.OtherKind;
            }

            if (Length(image) != size - HeaderBytes)
            {
                return RecordCheck.WrongLength;
            }

            return LittleEndian.GetInt32(image, ChecksumOffset) == Checksum(image, size - HeaderBytes)
                ? RecordCheck.Good
                : RecordCheck.WrongChecksum;
        }

        /// <summary>Version of the payload's layout in a good image.</summary>
        /// <param name="image">The image.</param>
        public static int Schema(byte[] image)
        {
            return LittleEndian.GetUInt16(image, SchemaOffset);
        }

        /// <summary>Sequence number of a good image.</summary>
        /// <param name="image">The image.</param>
        public static long Sequence(byte[] image)
        {
            return LittleEndian.GetInt64(image, SequenceOffset);
        }

        /// <summary>Size of the payload of a good image, bytes.</summary>
        /// <param name="image">The image.</param>
        public static int Length(byte[] image)
        {
            return LittleEndian.GetInt32(image, LengthOffset);
        }

        /// <summary>Which of two images counts.</summary>
        /// <param name="first">What the first one is.</param>
        /// <param name="firstSequence">Its sequence number, if it is good.</param>
        /// <param name="second">What the second one is.</param>
        /// <param name="secondSequence">Its sequence number, if it is good.</param>
        /// <returns>0 or 1; -1 where neither is good.</returns>
        public static int Newer(RecordCheck first, long firstSequence, RecordCheck second, long secondSequence)
        {
            if (first != RecordCheck.Good)
            {
                return second == RecordCheck.Good ? 1 : -1;
            }

            return second == RecordCheck.Good && secondSequence > firstSequence ? 1 : 0;
        }

        private int Checksum(byte[] image, int length)
        {
            return _crc.Continue(_crc.Of(image, 0, ChecksumOffset), image, HeaderBytes, length);
        }
    }
}
