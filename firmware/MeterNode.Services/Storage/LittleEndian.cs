namespace MeterNode.Services.Storage
{
    /// <summary>Whole numbers in a byte array, least significant byte first. Allocates nothing, unlike <c>BitConverter</c>.</summary>
    public static class LittleEndian
    {
        /// <summary>Writes the low 16 bits of a number.</summary>
        /// <param name="data">Is written to.</param>
        /// <param name="offset">Where; two bytes.</param>
        /// <param name="value">0 to 65535.</param>
        public static void PutUInt16(byte[] data, int offset, int value)
        {
            data[offset] = (byte)value;
            data[offset + 1] = (byte)(value >> 8);
        }

        /// <summary>Reads 16 bits.</summary>
        /// <param name="data">Is read.</param>
        /// <param name="offset">Where; two bytes.</param>
        /// <returns>0 to 65535.</returns>
        public static int GetUInt16(byte[] data, int offset)
        {
            return data[offset] | (data[offset + 1] << 8);
        }

        /// <summary>Writes a number of 32 bits.</summary>
        /// <param name="data">Is written to.</param>
        /// <param name="offset">Where; four bytes.</param>
        /// <param name="value">Any.</param>
        public static void PutInt32(byte[] data, int offset, int value)
        {
            data[offset] = (byte)value;
            data[offset + 1] = (byte)(value >> 8);
            data[offset + 2] = (byte)(value >> 16);
            data[offset + 3] = (byte)(value >> 24);
        }

        /// <summary>Reads a number of 32 bits.</summary>
        /// <param name="data">Is read.</param>
        /// <param name="offset">Where; four bytes.</param>
        public static int GetInt32(byte[] data, int offset)
        {
            return data[offset] | (data[offset + 1] << 8) | (data[offset + 2] << 16) | (data[offset + 3] << 24);
        }

        /// <summary>Writes a number of 64 bits.</summary>
        /// <param name="data">Is written to.</param>
        /// <param name="offset">Where; eight bytes.</param>
        /// <param name="value">Any.</param>
        public static void PutInt64(byte[] data, int offset, long value)
        {
            PutInt32(data, offset, (int)value);
            PutInt32(data, offset + 4, (int)(value >> 32));
        }

        /// <summary>Reads a number of 64 bits.</summary>
        /// <param name="data">Is read.</param>
        /// <param name="offset">Where; eight bytes.</param>
        public static long GetInt64(byte[] data, int offset)
        {
            return ((long)GetInt32(data, offset + 4) << 32) | (uint)GetInt32(data, offset);
        }
    }
}
