namespace MeterNode.Services.Storage
{
    /// <summary>
    /// CRC-32 as Ethernet, zip and PNG have it (ISO 3309 / ITU-T V.42: polynomial 0x04C11DB7, reflected): finds every single burst
    /// of up to 32 damaged bits. Interpreted code needs about 25 µs a byte for it on an ESP32, so 4 kB take a tenth of a second:
    /// for the storage thread, not for the control loop.
    /// </summary>
    public sealed class Crc32
    {
        private const uint ReflectedPolynomial = 0xEDB88320;

        private readonly uint[] _table = new uint[256];

        /// <summary>Makes the table of 1 kB; one instance serves everybody on a thread.</summary>
        public Crc32()
        {
            for (int i = 0; i < _table.Length; i++)
            {
                uint value = (uint)i;
                for (int bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) != 0 ? (value >> 1) ^ ReflectedPolynomial : value >> 1;
                }

                _table[i] = value;
            }
        }

        /// <summary>The checksum of some bytes.</summary>
        /// <param name="data">Holds them.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="count">How many; none at all give 0.</param>
        /// <returns>The checksum as its 32 bits.</returns>
        public int Of(byte[] data, int offset, int count)
        {
            return Continue(0, data, offset, count);
        }

        /// <summary>The checksum of bytes that follow others.</summary>
        /// <param name="before">The checksum of those before; 0 where there are none.</param>
        /// <param name="data">Holds them.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="count">How many.</param>
        /// <returns>The checksum of all of them together.</returns>
        public int Continue(int before, byte[] data, int offset, int count)
        {
            uint value = ~(uint)before;
            uint[] table = _table;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                value = (value >> 8) ^ table[(int)((value ^ data[i]) & 0xFF)];
            }

            return (int)~value;
        }
    }
}
