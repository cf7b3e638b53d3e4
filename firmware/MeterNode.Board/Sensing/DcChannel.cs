using System.Device.I2c;
using Iot.Device.Adc;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// A slow direct-current channel behind an INA219, read with the binding. The binding does not look at the results of its
    /// transfers, so every value has to earn its trust:
    /// <list type="bullet">
    /// <item>A chip that is not there reads as 256 mV and 2.56 mV (the register's number, left in the buffer), and its
    /// configuration as 0. So its operating mode, which is never 0 here, is asked for before each value. Where only the
    /// register's number was lost on the way, the configuration is what is read for a voltage: 3276 mV or 65.59 mV. A value that
    /// equals one of these four is read again, and believed when it stays the same three times.</item>
    /// <item>Bus voltages from 16.384 V read negative in the 32 V range. The 16 V range is set, and a divider brings the
    /// terminals below that. A chip that lost its power is in the 32 V range again, which is how it is noticed.</item>
    /// <item>The setter for the shunt's resolution changes the bus converter's: neither is touched, a reset leaves both at
    /// 12 bit.</item>
    /// <item>A read waits for a clock of 10 ms while the other threads go on: one read a step, and steps a second apart
    /// (<see cref="DcPoller"/>).</item>
    /// </list>
    /// </summary>
    public sealed class DcChannel
    {
        /// <summary>A value is out of date when it is older than this, ms.</summary>
        public const long StaleAfterMs = 30000;

        private const long Never = long.MinValue / 2;
        // What is in the configuration register after SetUp: 16 V, ±320 mV, 12 bit both, continuous.
        private const int Configuration = 0x199F;
        private const int BusStepMv = 4;
        private const int ShuntStepUv = 10;
        private const double PhantomBusMv = 256;
        private const double PhantomShuntUv = 2560;
        private const int TimesToBelieve = 3;
        private const double LastBusMv = 15990;
        private const double LastShuntUv = 319900;
        private const double HalfStepMv = 2;
        private const double HalfStepUv = 5;

        private readonly DcChannelSettings _settings;
        private readonly Ina219 _chip;
        private DcFlags _flags = DcFlags.NoAnswer;
        private bool _isCurrentNext;
        private bool _isSetUp;
        private long _voltageReadMs = Never;
        private long _currentReadMs = Never;

        /// <summary>Opens the channel; the chip is set up at the first read.</summary>
        /// <param name="settings">What it is.</param>
        public DcChannel(DcChannelSettings settings)
        {
            _settings = settings;
            _chip = new Ina219(I2cDevice.Create(new I2cConnectionSettings(settings.Bus, settings.Address, I2cBusSpeed.FastMode)));
        }

        /// <summary>Its name.</summary>
        public string Name => _settings.Name;

        /// <summary>Last plausible voltage at the terminals, mV.</summary>
        public int VoltageMv { get; private set; }

        /// <summary>Last plausible current, mA; positive is what the shunt's sign says, such as charging.</summary>
        public int CurrentMa { get; private set; }

        /// <summary>Power of the two, mW; they are up to two polls apart.</summary>
        public long PowerMw => (long)VoltageMv * CurrentMa / 1000;

        /// <summary>How often a phantom was taken for what it is.</summary>
        public int Phantoms { get; private set; }

        /// <summary>What is wrong now.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public DcFlags FlagsAt(long nowMs)
        {
            bool stale = nowMs - _voltageReadMs > StaleAfterMs || nowMs - _currentReadMs > StaleAfterMs;
            return stale ? _flags | DcFlags.Stale : _flags;
        }

        /// <summary>Whether both values can be relied upon.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public bool IsKnown(long nowMs)
        {
            return (FlagsAt(nowMs) & ~DcFlags.SetUpAgain) == DcFlags.None;
        }

        /// <summary>Reads the voltage or the current, in turn. Waits up to 10 ms; never throws for a chip that is not there.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether a plausible value was read.</returns>
        public bool ReadNext(long nowMs)
        {
            bool wasSetUpAgain = (_flags & DcFlags.SetUpAgain) != DcFlags.None;
            if (!Answers() || !IsConfigured())
            {
                return false;
            }

            _flags &= ~DcFlags.NoAnswer;
            bool isCurrent = _isCurrentNext;
            _isCurrentNext = !_isCurrentNext;
            bool good = isCurrent ? ReadCurrent(nowMs) : ReadVoltage(nowMs);
            if (good && wasSetUpAgain)
            {
                // Shown for one poll at least.
                _flags &= ~DcFlags.SetUpAgain;
            }

            return good;
        }

        private bool Answers()
        {
            if (_chip.OperatingMode == Ina219OperatingMode.ShuntAndBusContinuous)
            {
                return true;
            }

            // Nobody there, or a chip in a mode that is not ours: it is set up when it answers again.
            if (!_isSetUp && SetUp())
            {
                return true;
            }

            _flags |= DcFlags.NoAnswer;
            _isSetUp = false;
            return false;
        }

        private bool IsConfigured()
        {
            if (_isSetUp && _chip.BusVoltageRange == Ina219BusVoltageRange.Range16v)
            {
                return true;
            }

            if (_isSetUp)
            {
                _flags |= DcFlags.SetUpAgain;
            }

            if (SetUp())
            {
                return true;
            }

            _flags |= DcFlags.NoAnswer;
            return false;
        }

        private bool SetUp()
        {
            _chip.Reset();
            _chip.BusVoltageRange = Ina219BusVoltageRange.Range16v;

            // A range that reads back as 0 proves nothing, since that is what nobody says; the mode does.
            _isSetUp = _chip.OperatingMode == Ina219OperatingMode.ShuntAndBusContinuous
                && _chip.BusVoltageRange == Ina219BusVoltageRange.Range16v;
            return _isSetUp;
        }

        private bool ReadVoltage(long nowMs)
        {
            double busMv = _chip.ReadBusVoltage().Volts * 1000;
            for (int i = 1; IsSuspicious(busMv, PhantomBusMv, (Configuration >> 3) * BusStepMv, HalfStepMv); i++)
            {
                if (!IsWorthAnother(i))
                {
                    return false;
                }

                if (i == TimesToBelieve)
                {
                    break;
                }

                busMv = _chip.ReadBusVoltage().Volts * 1000;
            }

            Set(DcFlags.VoltageOutOfRange, busMv < -HalfStepMv || busMv >= LastBusMv);
            double terminalMv = busMv * _settings.VoltsPerVolt;
            Set(DcFlags.VoltageImplausible, terminalMv < _settings.LeastMv || terminalMv > _settings.MostMv);
            if ((_flags & (DcFlags.VoltageOutOfRange | DcFlags.VoltageImplausible)) != DcFlags.None)
            {
                return false;
            }

            VoltageMv = (int)(terminalMv + 0.5);
            _voltageReadMs = nowMs;
            return true;
        }

        private bool ReadCurrent(long nowMs)
        {
            double shuntUv = _chip.ReadShuntVoltage().Volts * 1e6;
            for (int i = 1; IsSuspicious(shuntUv, PhantomShuntUv, Configuration * ShuntStepUv, HalfStepUv); i++)
            {
                if (!IsWorthAnother(i))
                {
                    return false;
                }

                if (i == TimesToBelieve)
                {
                    break;
                }

                shuntUv = _chip.ReadShuntVoltage().Volts * 1e6;
            }

            Set(DcFlags.CurrentOutOfRange, shuntUv >= LastShuntUv || shuntUv <= -LastShuntUv);
            double currentMa = (shuntUv - _settings.ShuntOffsetUv) * 1000 / _settings.ShuntMicroOhm;
            Set(DcFlags.CurrentImplausible, currentMa > _settings.MostMa || currentMa < -_settings.MostMa);
            if ((_flags & (DcFlags.CurrentOutOfRange | DcFlags.CurrentImplausible)) != DcFlags.None)
            {
                return false;
            }

            CurrentMa = (int)(currentMa < 0 ? currentMa - 0.5 : currentMa + 0.5);
            _currentReadMs = nowMs;
            return true;
        }

        private static bool IsSuspicious(double value, double phantom, double configuration, double within)
        {
            return IsNear(value, phantom, within) || IsNear(value, configuration, within);
        }

        private static bool IsNear(double value, double other, double within)
        {
            double apart = value - other;
            return apart <= within && apart >= -within;
        }

        /// <summary>Asks once whether the chip is still there, so that the reads are not all at the same distance from each other.</summary>
        private bool IsWorthAnother(int times)
        {
            if (times != 1 || _chip.OperatingMode == Ina219OperatingMode.ShuntAndBusContinuous)
            {
                return true;
            }

            Phantoms++;
            _flags |= DcFlags.NoAnswer;
            _isSetUp = false;
            return false;
        }

        private void Set(DcFlags flag, bool on)
        {
            _flags = on ? _flags | flag : _flags & ~flag;
        }
    }
}
