using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>One address of a bus: the chip there and what is wrong with it.</summary>
    internal sealed class I2cSlot
    {
        private bool _plugged = true;
        private int _nackEvery;
        private int _corruptEvery;
        private byte _corruptMask;

        internal I2cSlot(II2cTarget target)
        {
            Target = target;
        }

        internal II2cTarget Target { get; }

        /// <summary>Transfers addressed to it, failed ones included.</summary>
        internal long Transfers { get; set; }

        /// <summary>Whether any fault is on; looked at by every transfer.</summary>
        internal bool Impaired { get; private set; }

        /// <summary>Whether the chip acknowledges the current transfer.</summary>
        internal bool Acknowledges => _plugged && (_nackEvery == 0 || Transfers % _nackEvery != 0);

        internal void SetPlugged(bool plugged)
        {
            _plugged = plugged;
            Update();
        }

        internal void SetNackEvery(int every)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(every);
            _nackEvery = every;
            Update();
        }

        internal void SetCorruptEvery(int every, byte mask)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(every);
            _corruptEvery = every;
            _corruptMask = mask;
            Update();
        }

        /// <summary>Flips the asked-for bits of what was read, if it is this transfer's turn.</summary>
        internal void Corrupt(Span<byte> data)
        {
            if (_corruptEvery > 0 && Transfers % _corruptEvery == 0)
            {
                data[^1] ^= _corruptMask;
            }
        }

        private void Update()
        {
            Impaired = !_plugged || _nackEvery > 0 || _corruptEvery > 0;
        }
    }
}
