using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>A chip on a virtual I2C bus. It is told the time of everything that happens to it, in order of time.</summary>
    public interface II2cTarget
    {
        /// <summary>Takes the bytes of one write.</summary>
        /// <param name="data">At least one byte, address byte not included.</param>
        /// <param name="timeUs">When the last byte was acknowledged, µs since the world began.</param>
        void Write(ReadOnlySpan<byte> data, long timeUs);

        /// <summary>Supplies the bytes of one read.</summary>
        /// <param name="data">To be filled; at least one byte.</param>
        /// <param name="timeUs">When the address was acknowledged, µs since the world began.</param>
        void Read(Span<byte> data, long timeUs);

        /// <summary>The board lost its power: registers are gone. A reset of the processor does not do this.</summary>
        /// <param name="timeUs">When, µs since the world began.</param>
        void PowerLost(long timeUs);
    }
}
