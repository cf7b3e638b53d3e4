using System;
using System.Buffers.Binary;

namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// An INA219 at its registers (SBOS448G). Its converters are not stepped: a register read finds the last conversion that had
    /// ended by then and asks the input for the mean over exactly that window.
    /// </summary>
    /// <remarks>
    /// A triggered conversion that is read late asks for a window that lies that far back. Below 12 bits the low bits of a
    /// reading are zero. Power of a negative current is its magnitude.
    /// </remarks>
    public sealed class Ina219Model : II2cTarget
    {
        private const ushort ResetConfiguration = 0x399F;
        private const ushort ResetBit = 0x8000;
        private const ushort ConfigurationMask = 0x3FFF;
        private const ushort CalibrationMask = 0xFFFE;
        private const int ModeMask = 7;
        private const int ModePowerDown = 0;
        private const int ModeAdcOff = 4;
        private const double WakeUs = 40;
        private const double MaxOscillatorError = 0.03;
        private const int ReadyFlag = 2;
        private const int OverflowFlag = 1;

        private readonly Ina219Timeline _timeline = new Ina219Timeline();
        private readonly Ina219Frontend _frontend;
        private byte _pointer;
        private ushort _calibration;
        private ushort _calibrationBefore;
        private long _calibrationFromCycle;
        private long _lastUs;

        // The last computed conversions, and what the registers held when the configuration was last written.
        private long _shuntCycle = -1;
        private int _shuntCounts;
        private long _busCycle = -1;
        private int _busCounts;
        private int _heldShunt;
        private int _heldBus;
        private bool _heldReady;
        private long _readyFromCycle;

        /// <summary>Makes a chip that has been running since the world began, at a phase of its own.</summary>
        /// <param name="input">What its two inputs are connected to.</param>
        /// <param name="seed">What its noise, its phase and everything not given follows from.</param>
        /// <param name="errors">How it differs from an ideal one; null is <see cref="Ina219Errors.Typical"/> of the seed.</param>
        /// <param name="oscillatorError">
        /// Relative error of all its conversion times, -0.1 to 0.1 (the datasheet's 586 for 532 µs); null is a random one within
        /// ±0.03.
        /// </param>
        public Ina219Model(IAnalogInput input, int seed, Ina219Errors? errors = null, double? oscillatorError = null)
        {
            ulong own = SeededNoise.Seed(seed, 2);
            OscillatorError = oscillatorError ?? MaxOscillatorError * SeededNoise.Uniform(own, 0);
            ArgumentOutOfRangeException.ThrowIfLessThan(OscillatorError, -0.1, nameof(oscillatorError));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(OscillatorError, 0.1, nameof(oscillatorError));
            Errors = errors ?? Ina219Errors.Typical(seed);
            _frontend = new Ina219Frontend(input, Errors, seed);
            Configuration = ResetConfiguration;
            _frontend.Configure(Configuration);
            double phase = (SeededNoise.Uniform(own, 1) + 1) / 2;
            StartConverting(0, -phase * (ShuntConversionUs + BusConversionUs));
        }

        /// <summary>How the chip differs from an ideal one.</summary>
        public Ina219Errors Errors { get; }

        /// <summary>Relative error of all conversion times.</summary>
        public double OscillatorError { get; }

        /// <summary>The configuration register.</summary>
        public ushort Configuration { get; private set; }

        /// <summary>The calibration register.</summary>
        public ushort Calibration => _calibration;

        /// <summary>Time of a shunt conversion at the present setting, by the chip's own oscillator, µs.</summary>
        public double ShuntConversionUs => _frontend.ShuntAdc.DurationUs * (1 + OscillatorError);

        /// <summary>Time of a bus conversion at the present setting, by the chip's own oscillator, µs.</summary>
        public double BusConversionUs => _frontend.BusAdc.DurationUs * (1 + OscillatorError);

        /// <inheritdoc/>
        public void Write(ReadOnlySpan<byte> data, long timeUs)
        {
            double now = InOrder(timeUs);
            _pointer = data[0];
            if (data.Length < 3)
            {
                return;
            }

            ushort value = BinaryPrimitives.ReadUInt16BigEndian(data.Slice(1));
            if (_pointer == (byte)Ina219RegisterAddress.Configuration)
            {
                WriteConfiguration(value, now);
            }
            else if (_pointer == (byte)Ina219RegisterAddress.Calibration)
            {
                WriteCalibration((ushort)(value & CalibrationMask), now);
            }
        }

        /// <inheritdoc/>
        public void Read(Span<byte> data, long timeUs)
        {
            ushort value = ReadRegister(InOrder(timeUs));
            data[0] = (byte)(value >> 8);
            if (data.Length > 1)
            {
                data[1] = (byte)value;

                // Nobody drives the data line behind the two bytes of a register.
                data.Slice(2).Fill(0xFF);
            }
        }

        /// <inheritdoc/>
        public void PowerLost(long timeUs)
        {
            _pointer = 0;
            ResetRegisters(InOrder(timeUs));
        }

        private double InOrder(long timeUs)
        {
            // A transfer that was interrupted by another thread's looks at the chip later than it says.
            if (timeUs > _lastUs)
            {
                _lastUs = timeUs;
            }

            return _lastUs;
        }

        private ushort ReadRegister(double now)
        {
            switch ((Ina219RegisterAddress)_pointer)
            {
                case Ina219RegisterAddress.ShuntVoltage:
                    return (ushort)LastShunt(now);
                case Ina219RegisterAddress.BusVoltage:
                    return BusRegister(now);
                case Ina219RegisterAddress.Current:
                    return (ushort)Current(_timeline.LastShunt(now));
                case Ina219RegisterAddress.Power:
                    ushort power = (ushort)Power(now);
                    _heldReady = false;
                    _readyFromCycle = _timeline.FirstCycle + _timeline.Completed(now) + 1;
                    return power;
                case Ina219RegisterAddress.Configuration:
                    return Configuration;
                case Ina219RegisterAddress.Calibration:
                    return _calibration;
                default:
                    return 0;
            }
        }

        private void WriteConfiguration(ushort value, double now)
        {
            if ((value & ResetBit) != 0)
            {
                ResetRegisters(now);
                return;
            }

            _heldShunt = LastShunt(now);
            _heldBus = LastBus(now);
            int mode = value & ModeMask;
            bool wakes = (Configuration & ModeMask) == ModePowerDown && mode != ModePowerDown;
            _heldReady = (mode is ModePowerDown or ModeAdcOff) && IsReady(now);
            Configuration = (ushort)(value & ConfigurationMask);
            _frontend.Configure(Configuration);
            StartConverting(now, wakes ? now + WakeUs : now);
        }

        private void WriteCalibration(ushort value, double now)
        {
            if (value == _calibration)
            {
                return;
            }

            // The multiplication is done at the end of a conversion: what has been computed stays until the next one.
            _calibrationBefore = _calibration;
            _calibrationFromCycle = _timeline.FirstCycle + _timeline.LastShunt(now) + 1;
            _calibration = value;
        }

        private void ResetRegisters(double now)
        {
            Configuration = ResetConfiguration;
            _frontend.Configure(Configuration);
            _calibration = 0;
            _calibrationBefore = 0;
            _heldShunt = 0;
            _heldBus = 0;
            _heldReady = false;
            StartConverting(now, now);
        }

        private void StartConverting(double now, double originUs)
        {
            _timeline.Restart(now, originUs, Configuration & ModeMask, ShuntConversionUs, BusConversionUs);
            _readyFromCycle = _timeline.FirstCycle;
        }

        private int LastShunt(double now)
        {
            return ShuntOf(_timeline.LastShunt(now));
        }

        private int LastBus(double now)
        {
            return BusOf(_timeline.LastBus(now));
        }

        private int ShuntOf(long cycle)
        {
            if (cycle < 0)
            {
                return _heldShunt;
            }

            long index = _timeline.FirstCycle + cycle;
            if (index != _shuntCycle)
            {
                var (fromUs, toUs) = _timeline.ShuntWindow(cycle);
                _shuntCounts = _frontend.ConvertShunt(fromUs, toUs, index);
                _shuntCycle = index;
            }

            return _shuntCounts;
        }

        private int BusOf(long cycle)
        {
            if (cycle < 0)
            {
                return _heldBus;
            }

            long index = _timeline.FirstCycle + cycle;
            if (index != _busCycle)
            {
                var (fromUs, toUs) = _timeline.BusWindow(cycle);
                _busCounts = _frontend.ConvertBus(fromUs, toUs, index);
                _busCycle = index;
            }

            return _busCounts;
        }

        private ushort BusRegister(double now)
        {
            int value = LastBus(now) << 3;
            if (IsReady(now))
            {
                value |= ReadyFlag;
            }

            if (_calibration != 0 && Overflows(now))
            {
                value |= OverflowFlag;
            }

            return (ushort)value;
        }

        private bool IsReady(double now)
        {
            long completed = _timeline.Completed(now);
            return _heldReady || (completed >= 0 && _timeline.FirstCycle + completed >= _readyFromCycle);
        }

        private bool Overflows(double now)
        {
            long current = Current(_timeline.LastShunt(now));
            return current is > short.MaxValue or < short.MinValue || Power(now) > ushort.MaxValue;
        }

        /// <summary>SBOS448G, equation 4.</summary>
        private long Current(long cycle)
        {
            bool before = _timeline.FirstCycle + cycle < _calibrationFromCycle;
            return (long)ShuntOf(cycle) * (before ? _calibrationBefore : _calibration) / 4096;
        }

        /// <summary>SBOS448G, equation 5; of the last pair of conversions, the shunt's being possibly one further.</summary>
        private long Power(double now)
        {
            long cycle = _timeline.Completed(now);
            long bus = _timeline.Bus ? BusOf(cycle) : _heldBus;
            return Math.Abs(Current(_timeline.Shunt ? cycle : -1)) * bus / 5000;
        }
    }
}
