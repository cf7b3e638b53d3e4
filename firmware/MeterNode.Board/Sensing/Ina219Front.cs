using System;
using System.Device.I2c;
using Iot.Device.Adc;
using MeterNode.Core.Metering;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// One INA219 as an analog front end. The binding puts it into its ranges; samples are then read straight from the registers
    /// with checked transfers, since the binding ignores failed ones and would hand out plausible values for a chip that is not
    /// there.
    /// </summary>
    internal sealed class Ina219Front
    {
        /// <summary>Full scale of the widest shunt range, µV.</summary>
        public const int ShuntFullScaleUv = 320000;

        // A chip that was without power has lost its configuration; one that was disturbed once has not.
        private const int FailuresBeforeSetup = 4;

        private const byte ConfigurationRegister = 0;
        private const byte ShuntRegister = 1;
        private const byte BusRegister = 2;
        private const int ShuntLsbUv = 10;
        private const int BusLsbMv = 4;

        // 16 V bus range, ±320 mV, 12 bit on both converters; the mode stands in the lowest three bits.
        private const ushort Ranges = (ushort)Ina219PgaSensitivity.PlusOrMinus320mv;
        private const ushort TwelveBit = 0x0180 | 0x0018;

        private readonly I2cDevice _device;
        private readonly byte[] _pointer = new byte[1];
        private readonly byte[] _data = new byte[2];
        private readonly byte[] _write = new byte[3];
        private readonly ushort _configuration;
        private readonly Ina219OperatingMode _mode;
        private bool _ready;
        private int _failures;

        /// <summary>Makes the front end; the chip is set up at the first read, and again whenever it was gone.</summary>
        /// <param name="bus">I2C bus, 1 or 2.</param>
        /// <param name="address">I2C address.</param>
        /// <param name="withBus">Whether its bus input is converted as well.</param>
        public Ina219Front(int bus, int address, bool withBus)
        {
            _device = I2cDevice.Create(new I2cConnectionSettings(bus, address, I2cBusSpeed.FastMode));
            _mode = withBus ? Ina219OperatingMode.ShuntAndBusContinuous : Ina219OperatingMode.ShuntVoltageContinuous;
            _configuration = (ushort)(Ranges | TwelveBit | (ushort)_mode);
        }

        /// <summary>What became of the last read.</summary>
        public SampleStatus Status { get; private set; }

        /// <summary>Sets the chip up with the binding. May take tens of milliseconds; for the start of the node only.</summary>
        public void Initialize()
        {
            var binding = new Ina219(_device);
            binding.Reset();
            binding.BusVoltageRange = Ina219BusVoltageRange.Range16v;
            binding.PgaSensitivity = Ina219PgaSensitivity.PlusOrMinus320mv;
            binding.OperatingMode = _mode;

            // The binding's setter for the shunt converter changes the bus converter's bits and leaves the shunt at 9 bit: the
            // whole register is written once more, and read back, for the binding cannot tell whether anybody listened.
            _ready = Configure();
        }

        /// <summary>Reads the newest shunt voltage.</summary>
        /// <returns>µV; only meaningful when <see cref="Status"/> is <see cref="SampleStatus.Ok"/>.</returns>
        public int ReadShuntUv()
        {
            return Prepare() ? (short)ReadRegister(ShuntRegister) * ShuntLsbUv : 0;
        }

        /// <summary>Reads the newest voltage at the bus input.</summary>
        /// <returns>mV; only meaningful when <see cref="Status"/> is <see cref="SampleStatus.Ok"/>.</returns>
        public int ReadBusMv()
        {
            return Prepare() ? (ReadRegister(BusRegister) >> 3) * BusLsbMv : 0;
        }

        private bool Prepare()
        {
            if (!_ready)
            {
                _ready = Configure();
            }

            return _ready;
        }

        private bool Configure()
        {
            _write[0] = ConfigurationRegister;
            _write[1] = (byte)(_configuration >> 8);
            _write[2] = (byte)_configuration;
            if (!Check(_device.Write(new SpanByte(_write)), 3))
            {
                return false;
            }

            int readBack = ReadRegister(ConfigurationRegister);
            if (Status == SampleStatus.Ok && readBack != _configuration)
            {
                Status = SampleStatus.BusFault;
            }

            return Status == SampleStatus.Ok;
        }

        private int ReadRegister(byte register)
        {
            _pointer[0] = register;
            if (!Check(_device.WriteRead(new SpanByte(_pointer), new SpanByte(_data)), 3))
            {
                if (++_failures >= FailuresBeforeSetup)
                {
                    _ready = false;
                }

                return 0;
            }

            _failures = 0;
            return (_data[0] << 8) | _data[1];
        }

        private bool Check(I2cTransferResult result, uint expectedBytes)
        {
            if (result.Status == I2cTransferStatus.FullTransfer && result.BytesTransferred == expectedBytes)
            {
                Status = SampleStatus.Ok;
                return true;
            }

            Status = result.Status == I2cTransferStatus.SlaveAddressNotAcknowledged ? SampleStatus.NoAnswer : SampleStatus.BusFault;
            return false;
        }
    }
}
