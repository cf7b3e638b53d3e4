using System;
using System.Buffers.Binary;
using System.Device.I2c;
using UnitsNet;
using VirtualEsp32;

namespace Iot.Device.Adc
{
    /// <summary>
    /// The INA219 binding of nanoFramework.IoT.Device, made anew from its behaviour and with its defects: firmware that gets along
    /// with this gets along with the real one.
    /// </summary>
    /// <remarks>
    /// Known defects: the shunt ADC's setter writes the bus ADC's bits; bus voltages from 16.384 V read negative; transfer results
    /// are ignored; before <see cref="Reset"/> delays are those of 9 bits; current and power rewrite the calibration every time;
    /// every delayed read waits for a clock of 10 ms.
    /// </remarks>
    public class Ina219 : IDisposable
    {
        private const byte ConfigurationRegister = 0;
        private const byte ShuntVoltageRegister = 1;
        private const byte BusVoltageRegister = 2;
        private const byte PowerRegister = 3;
        private const byte CurrentRegister = 4;
        private const byte CalibrationRegister = 5;
        private const ushort ResetBit = 0x8000;
        private const ushort BusRangeBits = 0x2000;
        private const ushort PgaBits = 0x1800;
        private const ushort BusAdcBits = 0x0780;
        private const ushort ShuntAdcBits = 0x0078;
        private const ushort ModeBits = 0x0007;
        private const int BusAdcShift = 4;
        private const double CountsPerShuntVolt = 100_000;
        private const double CountsPerBusVolt = 250;
        private const int PowerFactor = 20;
        private const long ClockTickUs = 10_000;
        private const long SpinUs = 500;

        private readonly I2cDevice _device;
        private readonly bool _ownsDevice;
        private Ina219AdcResolutionOrSamples _busDelay;
        private Ina219AdcResolutionOrSamples _shuntDelay;
        private ushort _calibration;
        private float _currentLsb = 1;

        /// <summary>Binds to a device, which stays the caller's to dispose.</summary>
        /// <param name="i2cDevice">The device.</param>
        public Ina219(I2cDevice i2cDevice)
        {
            _device = i2cDevice ?? throw new ArgumentNullException(nameof(i2cDevice));
        }

        /// <summary>Opens a device and binds to it.</summary>
        /// <param name="settings">Bus and address.</param>
        public Ina219(I2cConnectionSettings settings)
            : this(I2cDevice.Create(settings))
        {
            _ownsDevice = true;
        }

        /// <summary>Which converters run.</summary>
        public Ina219OperatingMode OperatingMode
        {
            get => (Ina219OperatingMode)(Read(ConfigurationRegister) & ModeBits);
            set => Replace(ModeBits, (ushort)value);
        }

        /// <summary>Full scale of the bus voltage.</summary>
        public Ina219BusVoltageRange BusVoltageRange
        {
            get => (Ina219BusVoltageRange)(Read(ConfigurationRegister) & BusRangeBits);
            set => Replace(BusRangeBits, (ushort)value);
        }

        /// <summary>Full scale of the shunt voltage.</summary>
        public Ina219PgaSensitivity PgaSensitivity
        {
            get => (Ina219PgaSensitivity)(Read(ConfigurationRegister) & PgaBits);
            set => Replace(PgaBits, (ushort)value);
        }

        /// <summary>Resolution of the bus ADC.</summary>
        public Ina219AdcResolutionOrSamples BusAdcResolutionOrSamples
        {
            get => (Ina219AdcResolutionOrSamples)((Read(ConfigurationRegister) & BusAdcBits) >> BusAdcShift);

            set
            {
                Replace(BusAdcBits, (ushort)((int)value << BusAdcShift));
                _busDelay = value;
            }
        }

        /// <summary>Resolution of the shunt ADC. Setting it sets the bus ADC's and leaves the shunt's at 9 bits.</summary>
        public Ina219AdcResolutionOrSamples ShuntAdcResolutionOrSamples
        {
            get => (Ina219AdcResolutionOrSamples)(Read(ConfigurationRegister) & ShuntAdcBits);

            set
            {
                // The defect: the right bits are cleared and the wrong ones set.
                Replace(ShuntAdcBits, (ushort)((int)value << BusAdcShift));
                _shuntDelay = value;
            }
        }

        /// <summary>The overflow flag of the last <see cref="ReadBusVoltage"/>.</summary>
        public bool MathOverflowFlag { get; private set; }

        /// <summary>Resets the chip and takes its delays from it.</summary>
        public void Reset()
        {
            Write(ConfigurationRegister, ResetBit);
            _currentLsb = 1;
            _calibration = 0;
            _busDelay = BusAdcResolutionOrSamples;
            _shuntDelay = ShuntAdcResolutionOrSamples;
        }

        /// <summary>Sets the calibration register.</summary>
        /// <param name="calibrationValue">Its value.</param>
        /// <param name="currentLsb">Amperes of one count of current.</param>
        public void SetCalibration(ushort calibrationValue, float currentLsb = 1)
        {
            _calibration = calibrationValue;
            _currentLsb = currentLsb;
            Write(CalibrationRegister, calibrationValue);
        }

        /// <summary>The last shunt voltage.</summary>
        public ElectricPotential ReadShuntVoltage()
        {
            short counts = (short)Read(ShuntVoltageRegister, DelayUs(_shuntDelay));
            return ElectricPotential.FromVolts(counts / CountsPerShuntVolt);
        }

        /// <summary>The last bus voltage; wrong by -32.768 V from 16.384 V on.</summary>
        public ElectricPotential ReadBusVoltage()
        {
            ushort register = Read(BusVoltageRegister, DelayUs(_busDelay));
            MathOverflowFlag = (register & 1) != 0;

            // The defect: the shift drags a sign in that the register does not have.
            return ElectricPotential.FromVolts(((short)register >> 3) / CountsPerBusVolt);
        }

        /// <summary>The chip's current.</summary>
        public ElectricCurrent ReadCurrent()
        {
            SetCalibration(_calibration, _currentLsb);
            return ElectricCurrent.FromAmperes((short)Read(CurrentRegister, DelayUs(_shuntDelay)) * _currentLsb);
        }

        /// <summary>The chip's power; reading it clears the conversion-ready flag.</summary>
        public Power ReadPower()
        {
            SetCalibration(_calibration, _currentLsb);
            return Power.FromWatts(Read(PowerRegister, DelayUs(_shuntDelay)) * _currentLsb * PowerFactor);
        }

        /// <summary>Disposes the device if it was opened here.</summary>
        public void Dispose()
        {
            if (_ownsDevice)
            {
                _device.Dispose();
            }
        }

        private static long DelayUs(Ina219AdcResolutionOrSamples setting)
        {
            return setting switch
            {
                Ina219AdcResolutionOrSamples.Adc9Bit => 84,
                Ina219AdcResolutionOrSamples.Adc10Bit => 148,
                Ina219AdcResolutionOrSamples.Adc11Bit => 276,
                Ina219AdcResolutionOrSamples.Adc12Bit => 532,
                Ina219AdcResolutionOrSamples.Adc2Sample => 1_006,
                Ina219AdcResolutionOrSamples.Adc4Sample => 2_130,
                Ina219AdcResolutionOrSamples.Adc8Sample => 4_260,
                Ina219AdcResolutionOrSamples.Adc16Sample => 8_510,
                Ina219AdcResolutionOrSamples.Adc32Sample => 17_020,
                Ina219AdcResolutionOrSamples.Adc64Sample => 34_050,
                Ina219AdcResolutionOrSamples.Adc128Sample => 68_100,
                _ => -1,
            };
        }

        /// <summary>Spins on a clock of 10 ms until it shows the delay; other threads get their turns meanwhile.</summary>
        private static void Spin(long delayUs)
        {
            var board = VirtualBoard.Current;
            var scheduler = board.Scheduler;
            long ticks = (delayUs + ClockTickUs - 1) / ClockTickUs;
            long sinceBoot = (scheduler.NowUs - board.BootUs) / ClockTickUs;
            long end = board.BootUs + ((sinceBoot + ticks) * ClockTickUs);
            while (scheduler.NowUs < end)
            {
                long before = scheduler.NowUs;
                scheduler.Advance(Math.Min(SpinUs, end - before));
                if (scheduler.NowUs == before)
                {
                    // In an event of the world time stands still.
                    return;
                }
            }
        }

        private void Replace(ushort bits, ushort value)
        {
            Write(ConfigurationRegister, (ushort)((Read(ConfigurationRegister) & ~bits) | value));
        }

        private ushort Read(byte register, long delayUs = 0)
        {
            // After a failed transfer the pointer is what is left in the buffer: that is where the plausible values come from.
            var buffer = new byte[2];
            buffer[0] = register;
            _device.Write(new SpanByte(buffer, 0, 1));
            if (delayUs > 0)
            {
                Spin(delayUs);
            }

            _device.Read(buffer);
            return BinaryPrimitives.ReadUInt16BigEndian(buffer);
        }

        private void Write(byte register, ushort value)
        {
            var buffer = new byte[3];
            buffer[0] = register;
            BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(1), value);
            _device.Write(buffer);
        }
    }
}
