using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>Amplifier and ADC of an INA219: turns the mean over a conversion's window into a register's counts.</summary>
    internal sealed class Ina219Frontend
    {
        private const double ShuntCountsPerVolt = 1 / 10e-6;
        private const double BusCountsPerVolt = 1 / 4e-3;
        private const double MaxBusVolts = 26;
        private const int ShuntCountsAtGain1 = 4_000;
        private const int BusCounts16V = 4_000;
        private const int BusCounts32V = 8_000;

        // Limits of the offset at PGA /1, /2, /4, /8 in the datasheet: 100, 125, 150, 200 µV.
        private static readonly double[] s_offsetFactor = { 1, 1.25, 1.5, 2 };

        private readonly IAnalogInput _input;
        private readonly Ina219Errors _errors;
        private readonly ulong _shuntSeed;
        private readonly ulong _busSeed;
        private readonly double _commonModeLeak;
        private double _shuntScale;
        private double _shuntOffset;
        private double _shuntNoise;
        private double _shuntLimit;
        private double _busScale;
        private double _busOffset;
        private double _busNoise;
        private double _busLimit;

        internal Ina219Frontend(IAnalogInput input, Ina219Errors errors, int seed)
        {
            ArgumentNullException.ThrowIfNull(input);
            _input = input;
            _errors = errors;
            _shuntSeed = SeededNoise.Seed(seed, 3);
            _busSeed = SeededNoise.Seed(seed, 4);
            _commonModeLeak = errors.CommonModeVoltsPerVolt;
        }

        /// <summary>The shunt converter's setting.</summary>
        internal Ina219Adc ShuntAdc { get; private set; }

        /// <summary>The bus converter's setting.</summary>
        internal Ina219Adc BusAdc { get; private set; }

        /// <summary>Takes ranges and resolutions from the configuration register.</summary>
        internal void Configure(ushort configuration)
        {
            ShuntAdc = new Ina219Adc((configuration >> 3) & 0xF);
            BusAdc = new Ina219Adc((configuration >> 7) & 0xF);
            int gain = (configuration >> 11) & 3;
            bool range32V = (configuration & 0x2000) != 0;

            // From here on everything is in steps of the converter, so that a conversion is one multiplication and one rounding.
            double shuntStep = ShuntAdc.StepCounts;
            _shuntScale = ShuntCountsPerVolt / shuntStep;
            _shuntOffset = _errors.ShuntOffsetVolts * s_offsetFactor[gain] * _shuntScale;
            _shuntNoise = _errors.ShuntNoiseVolts * ShuntAdc.NoiseFactor * _shuntScale;
            _shuntLimit = (ShuntCountsAtGain1 << gain) / shuntStep;

            double busStep = BusAdc.StepCounts;
            _busScale = BusCountsPerVolt / busStep;
            _busOffset = _errors.BusOffsetVolts * _busScale;
            _busNoise = _errors.BusNoiseVolts * BusAdc.NoiseFactor * _busScale;
            _busLimit = (range32V ? BusCounts32V : BusCounts16V) / busStep;
        }

        /// <summary>One conversion of the shunt voltage.</summary>
        /// <param name="fromUs">Start of its window.</param>
        /// <param name="toUs">End of its window.</param>
        /// <param name="index">Number of the conversion, which its noise follows from.</param>
        /// <returns>Counts of 10 µV.</returns>
        internal int ConvertShunt(double fromUs, double toUs, long index)
        {
            double volts = _input.MeanShuntVolts(fromUs, toUs) * (1 + _errors.ShuntGain);
            if (_commonModeLeak != 0)
            {
                volts += (_input.MeanBusVolts(fromUs, toUs) - _errors.CommonModeReferenceVolts) * _commonModeLeak;
            }

            double steps = (volts * _shuntScale) + _shuntOffset;
            if (_shuntNoise != 0)
            {
                steps += _shuntNoise * SeededNoise.Gaussian(_shuntSeed, index);
            }

            return (int)Math.Clamp(Math.Floor(steps + 0.5), -_shuntLimit, _shuntLimit) * ShuntAdc.StepCounts;
        }

        /// <summary>One conversion of the bus voltage.</summary>
        /// <param name="fromUs">Start of its window.</param>
        /// <param name="toUs">End of its window.</param>
        /// <param name="index">Number of the conversion, which its noise follows from.</param>
        /// <returns>Counts of 4 mV.</returns>
        internal int ConvertBus(double fromUs, double toUs, long index)
        {
            double volts = Math.Clamp(_input.MeanBusVolts(fromUs, toUs), 0, MaxBusVolts) * (1 + _errors.BusGain);
            double steps = (volts * _busScale) + _busOffset;
            if (_busNoise != 0)
            {
                steps += _busNoise * SeededNoise.Gaussian(_busSeed, index);
            }

            return (int)Math.Clamp(Math.Floor(steps + 0.5), 0, _busLimit) * BusAdc.StepCounts;
        }
    }
}
