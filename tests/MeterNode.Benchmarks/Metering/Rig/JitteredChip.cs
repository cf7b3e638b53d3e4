using System;
using VirtualEsp32.Peripherals;

namespace MeterNode.Benchmarks.Metering.Rig
{
    /// <summary>A chip whose transfers lie up to some µs off the instant that the firmware's timer tells: interrupts, caches, the tick.</summary>
    public sealed class JitteredChip : II2cTarget
    {
        private readonly Ina219Model _chip;
        private readonly int _jitterUs;
        private uint _random;

        /// <summary>Wraps a chip.</summary>
        /// <param name="chip">The chip.</param>
        /// <param name="jitterUs">Largest deviation, µs, either way.</param>
        /// <param name="seed">What the deviations follow from.</param>
        public JitteredChip(Ina219Model chip, int jitterUs, int seed)
        {
            _chip = chip;
            _jitterUs = jitterUs;
            _random = (uint)(seed * 7919) + 12345;
        }

        /// <inheritdoc/>
        public void Write(ReadOnlySpan<byte> data, long timeUs)
        {
            _chip.Write(data, timeUs + Next());
        }

        /// <inheritdoc/>
        public void Read(Span<byte> data, long timeUs)
        {
            _chip.Read(data, timeUs + Next());
        }

        /// <inheritdoc/>
        public void PowerLost(long timeUs)
        {
            _chip.PowerLost(timeUs);
        }

        private int Next()
        {
            _random = (_random * 1664525) + 1013904223;
            return _jitterUs == 0 ? 0 : (int)(_random >> 16) % ((2 * _jitterUs) + 1) - _jitterUs;
        }
    }
}
