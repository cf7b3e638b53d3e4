using System;
using System.Device.I2c;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// One I2C bus of the board with the chips on it. A transfer keeps the processor to itself for the driver's overhead and its
    /// bits; the interpreted code around it is charged behind it, so that a timestamp taken just before a transfer is a good one.
    /// </summary>
    public sealed class VirtualI2cBus
    {
        private const int Addresses = 128;
        private const int FirstAddress = 0x08;
        private const int LastAddress = 0x77;
        private const long DriverTimeoutUs = 1_000_000;
        private const int NoPin = -1;

        private readonly VirtualBoard _board;
        private readonly Scheduler _scheduler;
        private readonly BoardTimings _timings;
        private readonly I2cSlot?[] _slots = new I2cSlot?[Addresses];
        private int _dataPin = NoPin;
        private int _clockPin = NoPin;
        private int _openDevices;
        private int _quarterUsPerBit = 10;
        private long _heldUntilUs;

        // Set while nothing but a chip's own fault can make a transfer fail.
        private bool _ready;

        internal VirtualI2cBus(VirtualBoard board, int busId)
        {
            _board = board;
            _scheduler = board.Scheduler;
            _timings = board.Timings;
            BusId = busId;
        }

        /// <summary>Number of the bus: 1 or 2.</summary>
        public int BusId { get; }

        /// <summary>Transfers begun on this bus, failed ones included.</summary>
        public long Transfers { get; private set; }

        /// <summary>Transfers that failed.</summary>
        public long FailedTransfers { get; private set; }

        /// <summary>Puts a chip on the bus.</summary>
        /// <param name="address">0x08 to 0x77.</param>
        /// <param name="target">The chip.</param>
        /// <exception cref="ArgumentOutOfRangeException">The address is reserved or no 7 bit address.</exception>
        /// <exception cref="InvalidOperationException">Another chip has the address.</exception>
        public void Attach(int address, II2cTarget target)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(address, FirstAddress);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(address, LastAddress);
            ArgumentNullException.ThrowIfNull(target);
            if (_slots[address] is not null)
            {
                throw new InvalidOperationException($"Address 0x{address:X2} of bus {BusId} is taken.");
            }

            _slots[address] = new I2cSlot(target);
        }

        /// <summary>Takes a chip off the bus for good, with its faults and counts.</summary>
        /// <param name="address">Its address.</param>
        public void Detach(int address)
        {
            _ = Slot(address);
            _slots[address] = null;
        }

        /// <summary>Breaks the connection to a chip; it keeps running, and its address is not acknowledged.</summary>
        /// <param name="address">Its address.</param>
        public void Unplug(int address)
        {
            Slot(address).SetPlugged(false);
        }

        /// <summary>Mends what <see cref="Unplug"/> broke.</summary>
        /// <param name="address">Its address.</param>
        public void Replug(int address)
        {
            Slot(address).SetPlugged(true);
        }

        /// <summary>Has every nth transfer to a chip not acknowledged.</summary>
        /// <param name="address">Its address.</param>
        /// <param name="every">n; 1 is every transfer, 0 none.</param>
        public void NackEvery(int address, int every)
        {
            Slot(address).SetNackEvery(every);
        }

        /// <summary>Has the last byte of every nth read from a chip arrive wrong, which nothing on the bus can notice.</summary>
        /// <param name="address">Its address.</param>
        /// <param name="every">n, counted in transfers; 0 is none.</param>
        /// <param name="mask">The bits to flip.</param>
        public void CorruptEvery(int address, int every, byte mask)
        {
            Slot(address).SetCorruptEvery(every, mask);
        }

        /// <summary>How many transfers were addressed to a chip, failed ones included.</summary>
        /// <param name="address">Its address.</param>
        public long TransfersTo(int address)
        {
            return Slot(address).Transfers;
        }

        /// <summary>
        /// Holds the bus low from now on. A transfer waits for its end, at most the driver's 1000 ms, in which nothing else runs.
        /// </summary>
        /// <param name="durationUs">How long, µs; <see cref="long.MaxValue"/> until <see cref="Release"/>.</param>
        public void Hold(long durationUs)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(durationUs);
            _heldUntilUs = durationUs > long.MaxValue - _scheduler.NowUs ? long.MaxValue : _scheduler.NowUs + durationUs;
            UpdateReady();
        }

        /// <summary>Ends a <see cref="Hold"/> before its time; a transfer that waits already still times out.</summary>
        public void Release()
        {
            _heldUntilUs = 0;
            UpdateReady();
        }

        /// <summary>Gives the bus a pin of the board.</summary>
        internal void SetPin(bool clock, int pin)
        {
            if (clock)
            {
                _clockPin = pin;
            }
            else
            {
                _dataPin = pin;
            }

            UpdateReady();
        }

        internal void OpenDevice(I2cBusSpeed speed)
        {
            _scheduler.ThrowIfResetting();
            if (_board.Pins.IsOpen(_dataPin) || _board.Pins.IsOpen(_clockPin))
            {
                throw new Exception("A pin of the I2C bus is open as a GPIO.");
            }

            // The driver is configured anew by every device, for all of them.
            _quarterUsPerBit = speed switch
            {
                I2cBusSpeed.FastModePlus => 4,
                I2cBusSpeed.FastMode => 10,
                _ => 40,
            };
            _openDevices++;
            UpdateReady();
        }

        internal void CloseDevice()
        {
            _openDevices = Math.Max(0, _openDevices - 1);
            UpdateReady();
        }

        /// <summary>One transfer: a write, a read, or a write and a read joined by a repeated start.</summary>
        internal I2cTransferResult Transfer(int address, ReadOnlySpan<byte> write, Span<byte> read)
        {
            Transfers++;
            if (!_ready && Obstacle() is { } failure)
            {
                FailedTransfers++;
                return new I2cTransferResult(failure, 0);
            }

            var slot = (uint)address < Addresses ? _slots[address] : null;
            if (slot is null)
            {
                return NotAcknowledged();
            }

            slot.Transfers++;
            if (slot.Impaired && !slot.Acknowledges)
            {
                return NotAcknowledged();
            }

            // Start or repeated start, address and data with their acknowledge bits.
            int writeBits = write.IsEmpty ? 0 : 10 + (9 * write.Length);
            int readBits = read.IsEmpty ? 0 : 10 + (9 * read.Length);
            int overheadUs = _timings.I2cOverheadUs;
            long firstBitUs = _scheduler.NowUs + (overheadUs / 2);

            // In one piece: on the board a transfer stalls every thread. The chip is asked afterwards for what was in its
            // registers at the bit in question, when all that the world did until then has happened.
            _scheduler.Advance(overheadUs + BitsUs(writeBits + readBits + 1));
            if (writeBits > 0)
            {
                slot.Target.Write(write, firstBitUs + BitsUs(writeBits));
            }

            if (readBits > 0)
            {
                slot.Target.Read(read, firstBitUs + BitsUs(writeBits + 10));
                if (slot.Impaired)
                {
                    slot.Corrupt(read);
                }
            }

            _scheduler.Advance(_timings.ManagedPerTransferUs);
            return new I2cTransferResult(I2cTransferStatus.FullTransfer, (uint)(write.Length + read.Length));
        }

        internal void OnReset()
        {
            _dataPin = NoPin;
            _clockPin = NoPin;
            _openDevices = 0;
            UpdateReady();
            if (_board.Powered)
            {
                return;
            }

            foreach (var slot in _slots)
            {
                slot?.Target.PowerLost(_scheduler.NowUs);
            }
        }

        private I2cTransferResult NotAcknowledged()
        {
            FailedTransfers++;
            _scheduler.Advance(_timings.I2cOverheadUs + BitsUs(11));
            _scheduler.Advance(_timings.ManagedPerTransferUs);
            return new I2cTransferResult(I2cTransferStatus.SlaveAddressNotAcknowledged, 0);
        }

        /// <summary>What keeps the bus as a whole from working, with its time spent; null when it works after all.</summary>
        private I2cTransferStatus? Obstacle()
        {
            if (_openDevices == 0)
            {
                throw new InvalidOperationException("The I2C driver of the bus went with its last device.");
            }

            if (_dataPin == NoPin || _clockPin == NoPin)
            {
                _scheduler.Advance(_timings.I2cOverheadUs);
                return I2cTransferStatus.UnknownError;
            }

            long waitUs = _heldUntilUs - _scheduler.NowUs;
            if (waitUs >= DriverTimeoutUs)
            {
                _scheduler.Advance(DriverTimeoutUs);
                return I2cTransferStatus.ClockStretchTimeout;
            }

            if (waitUs > 0)
            {
                _scheduler.Advance(waitUs);
            }

            UpdateReady();
            return null;
        }

        private long BitsUs(int bits)
        {
            return ((bits * _quarterUsPerBit) + 3) >> 2;
        }

        private void UpdateReady()
        {
            _ready = _openDevices > 0 && _dataPin != NoPin && _clockPin != NoPin && _heldUntilUs <= _scheduler.NowUs;
        }

        private I2cSlot Slot(int address)
        {
            var slot = (uint)address < Addresses ? _slots[address] : null;
            return slot ?? throw new ArgumentException($"Nothing is attached at 0x{address:X2} of bus {BusId}.", nameof(address));
        }
    }
}
