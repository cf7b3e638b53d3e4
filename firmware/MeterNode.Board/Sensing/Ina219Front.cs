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

        /// <summary>One step of the shunt register, µV, in every range.</summary>
        public const int ShuntLsbUv = 10;

        /// <summary>Time of one 12 bit conversion, µs (SBOS448G, table 5).</summary>
        public const int ConversionUs = 532;

        /// <summary>One step of the bus register's voltage, which stands in bits 15 to 3, mV.</summary>
        public const int BusLsbMv = 4;

        /// <summary>The bit of the bus register that says that a conversion has finished.</summary>
        public const int ReadyFlag = 2;

        private const byte ConfigurationRegister = 0;
        private const int FailuresBeforeGone = 4;
        private const int GainShift = 11;
        private const int ContinuousBit = 4;

        // 16 V bus range, 12 bit on both converters; the gain stands in bits 11 and 12, the mode in the lowest three.
        private const ushort TwelveBit = 0x0180 | 0x0018;

        private readonly byte[] _configurationPointer = { ConfigurationRegister };
        private readonly byte[] _data = new byte[2];
        private readonly int _mode;
        private int _failures;

        /// <summary>Makes the front end; <see cref="Initialize"/> sets the chip up.</summary>
        /// <param name="bus">I2C bus, 1 or 2.</param>
        /// <param name="address">I2C address.</param>
        /// <param name="withBus">Whether its bus input is converted as well.</param>
        /// <param name="mode">How it is made to convert.</param>
        /// <param name="fixedRange">Whether it keeps the widest gain range.</param>
        public Ina219Front(int bus, int address, bool withBus, SamplingMode mode, bool fixedRange)
        {
            Device = I2cDevice.Create(new I2cConnectionSettings(bus, address, I2cBusSpeed.FastMode));
            WithBus = withBus;
            Range = new GainRange(fixedRange);
            var single = withBus ? Ina219OperatingMode.ShuntAndBusTriggered : Ina219OperatingMode.ShuntVoltageTriggered;
            _mode = (int)single | (mode == SamplingMode.Continuous ? ContinuousBit : 0);
            ApplyRange();
        }

        /// <summary>The chip's pointer to the shunt register, ready to be sent.</summary>
        public static byte[] ShuntPointer { get; } = { 1 };

        /// <summary>The chip's pointer to the bus register.</summary>
        public static byte[] BusPointer { get; } = { 2 };

        /// <summary>
        /// What writes the configuration register, ready to be sent: in triggered mode it starts a conversion. Written at every
        /// visit, it also brings a chip back that has been without power.
        /// </summary>
        public readonly byte[] Configuration = new byte[3];

        /// <summary>The chip.</summary>
        public readonly I2cDevice Device;

        /// <summary>When the running conversion was started, µs.</summary>
        public long StartedUs;

        /// <summary>Whether its bus input is converted as well.</summary>
        public bool WithBus { get; }

        /// <summary>Its gain range.</summary>
        public GainRange Range { get; }

        /// <summary>Whether a conversion was started that has not been read yet; always in continuous mode.</summary>
        public bool IsStarted { get; set; }

        /// <summary>What became of the last transfer.</summary>
        public SampleStatus Status { get; private set; }

        /// <summary>
        /// Whether the last voltage at the bus input is one of a finished conversion: the conversion-ready bit, which stands in
        /// that register alone and is cleared by a start.
        /// </summary>
        public bool IsReady { get; private set; }

        /// <summary>Sets the chip up with the binding. May take tens of milliseconds; for the start of the node only.</summary>
        public void Initialize()
        {
            var binding = new Ina219(Device);
            binding.Reset();
            binding.BusVoltageRange = Ina219BusVoltageRange.Range16v;
            binding.PgaSensitivity = Ina219PgaSensitivity.PlusOrMinus320mv;

            // The binding's setter for the shunt converter changes the bus converter's bits and leaves the shunt at 9 bit: the
            // whole register is written once more, and read back, for the binding cannot tell whether anybody listened.
            if (Check(Device.Write(new SpanByte(Configuration))))
            {
                int readBack = Read(_configurationPointer);
                IsStarted = Status == SampleStatus.Ok && readBack == ((Configuration[1] << 8) | Configuration[2]);
            }
        }

        /// <summary>Makes the chosen gain range the one that the next start sets.</summary>
        public void ApplyRange()
        {
            int configuration = (Range.Range << GainShift) | TwelveBit | _mode;
            Configuration[0] = ConfigurationRegister;
            Configuration[1] = (byte)(configuration >> 8);
            Configuration[2] = (byte)configuration;
        }

        /// <summary>Reads the voltage across the shunt.</summary>
        /// <returns>µV; only meaningful when <see cref="Status"/> is <see cref="SampleStatus.Ok"/>.</returns>
        public int ReadShuntUv()
        {
            return (short)Read(ShuntPointer) * ShuntLsbUv;
        }

        /// <summary>Reads the voltage at the bus input, and with it <see cref="IsReady"/>.</summary>
        /// <returns>mV; only meaningful when <see cref="Status"/> is <see cref="SampleStatus.Ok"/>.</returns>
        public int ReadBusMv()
        {
            int register = Read(BusPointer);
            IsReady = (register & ReadyFlag) != 0;
            return (register >> 3) * BusLsbMv;
        }

        /// <summary>Writes the configuration: in triggered mode it starts a conversion.</summary>
        public bool Start()
        {
            IsStarted = Check(Device.Write(new SpanByte(Configuration)));
            if (!IsStarted && Retries())
            {
                IsStarted = Check(Device.Write(new SpanByte(Configuration)));
            }

            return IsStarted;
        }

        /// <summary>Notes what became of a transfer.</summary>
        /// <returns>Whether all of it went through.</returns>
        public bool Check(I2cTransferResult result)
        {
            if (result.Status == I2cTransferStatus.FullTransfer)
            {
                Status = SampleStatus.Ok;
                _failures = 0;
                return true;
            }

            _failures++;
            Status = result.Status == I2cTransferStatus.SlaveAddressNotAcknowledged ? SampleStatus.NoAnswer : SampleStatus.BusFault;
            return false;
        }

        private int Read(byte[] pointer)
        {
            bool isRead = Check(Device.WriteRead(new SpanByte(pointer), new SpanByte(_data)));
            if (!isRead && Retries())
            {
                isRead = Check(Device.WriteRead(new SpanByte(pointer), new SpanByte(_data)));
            }

            return isRead ? (_data[0] << 8) | _data[1] : 0;
        }

        /// <summary>A disturbed transfer is tried once more; a chip that is gone must not cost the others their time.</summary>
        private bool Retries()
        {
            return _failures < FailuresBeforeGone;
        }
    }
}
