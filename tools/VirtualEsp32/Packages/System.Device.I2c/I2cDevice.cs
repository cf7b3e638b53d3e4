using VirtualEsp32;
using VirtualEsp32.Peripherals;

namespace System.Device.I2c
{
    /// <summary>A device on one of the virtual board's I2C buses.</summary>
    public class I2cDevice : IDisposable
    {
        private readonly VirtualI2cBus _bus;
        private readonly int _address;
        private readonly byte[] _oneByte = new byte[1];
        private bool _disposed;

        /// <summary>Opens a device; whether it is there shows at the first transfer only.</summary>
        /// <param name="settings">Bus, address and speed. The speed set last goes for every device of the bus.</param>
        /// <exception cref="ArgumentException">The ESP32 has no such bus.</exception>
        /// <exception cref="Exception">A pin of the bus is open as a GPIO.</exception>
        public I2cDevice(I2cConnectionSettings settings)
        {
            ConnectionSettings = settings;
            if (settings.BusId is not (1 or 2))
            {
                throw new ArgumentException("I2C buses are 1 and 2.", nameof(settings));
            }

            _bus = VirtualBoard.Current.I2c(settings.BusId);
            _address = settings.DeviceAddress;
            _bus.OpenDevice(settings.BusSpeed);
        }

        /// <summary>What the device was opened with.</summary>
        public I2cConnectionSettings ConnectionSettings { get; }

        /// <summary>Opens a device.</summary>
        /// <param name="settings">Bus, address and speed.</param>
        public static I2cDevice Create(I2cConnectionSettings settings)
        {
            return new I2cDevice(settings);
        }

        /// <summary>Reads one byte; a failure cannot be told from a byte.</summary>
        public byte ReadByte()
        {
            _bus.Transfer(_address, default, _oneByte);
            return _oneByte[0];
        }

        /// <summary>Reads.</summary>
        /// <param name="buffer">Takes the bytes; keeps its content when the transfer fails.</param>
        public I2cTransferResult Read(SpanByte buffer)
        {
            return _bus.Transfer(_address, default, buffer.Bytes);
        }

        /// <summary>Writes one byte.</summary>
        /// <param name="value">The byte.</param>
        public I2cTransferResult WriteByte(byte value)
        {
            _oneByte[0] = value;
            return _bus.Transfer(_address, _oneByte, default);
        }

        /// <summary>Writes.</summary>
        /// <param name="buffer">The bytes.</param>
        public I2cTransferResult Write(SpanByte buffer)
        {
            return _bus.Transfer(_address, buffer.Bytes, default);
        }

        /// <summary>Writes and, after a repeated start, reads.</summary>
        /// <param name="writeBuffer">The bytes to write.</param>
        /// <param name="readBuffer">Takes the bytes read; keeps its content when the transfer fails.</param>
        public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
        {
            return _bus.Transfer(_address, writeBuffer.Bytes, readBuffer.Bytes);
        }

        /// <summary>Closes the device; with the last one of a bus its driver goes too, and transfers throw.</summary>
        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                _bus.CloseDevice();
            }
        }
    }
}
