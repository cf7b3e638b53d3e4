using System;
using System.Runtime.CompilerServices;

namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// The ESP32's own ADC at 12 dB attenuation: 12 bits, with the reference of the individual chip, no calibration, a dead zone
    /// at the bottom and saturation before the top. Channels 10 to 19 belong to ADC2, which Wi-Fi keeps to itself.
    /// </summary>
    public sealed class VirtualAdc
    {
        /// <summary>Number of channels: 0 to 7 of ADC1, two internal sensors, 10 to 19 of ADC2.</summary>
        public const int Channels = 20;

        /// <summary>Largest raw value.</summary>
        public const int MaxValue = 4095;

        private const int FirstAdc2Channel = 10;
        private const double SampleUs = 25;
        private const double FullScaleVolts = 3.2;
        private const double DeadZoneVolts = 0.08;
        private const double MaxReferenceError = 0.08;
        private const double NoiseCounts = 4;

        private static readonly ConditionalWeakTable<VirtualBoard, VirtualAdc> s_all = new ConditionalWeakTable<VirtualBoard, VirtualAdc>();

        private readonly VirtualBoard _board;
        private readonly IAnalogInput?[] _inputs = new IAnalogInput?[Channels];
        private readonly ulong _noiseSeed;
        private readonly double _countsPerVolt;

        private VirtualAdc(VirtualBoard board)
        {
            _board = board;
            ulong own = SeededNoise.Seed(board.Seed, 5);
            _noiseSeed = SeededNoise.Seed(board.Seed, 6);
            _countsPerVolt = MaxValue / FullScaleVolts * (1 + (MaxReferenceError * SeededNoise.Uniform(own, 0)));
        }

        /// <summary>Whether Wi-Fi lets the firmware have ADC2; false by default, as on every node that is on the air.</summary>
        public bool Adc2Free { get; set; }

        /// <summary>The ADC of a board.</summary>
        /// <param name="board">The board.</param>
        public static VirtualAdc Of(VirtualBoard board)
        {
            return s_all.GetValue(board, b => new VirtualAdc(b));
        }

        /// <summary>Connects something to a channel, in place of what was there.</summary>
        /// <param name="channel">0 to 19.</param>
        /// <param name="input">Its bus voltage is what the channel sees; null leaves the pin open, which reads about 0.</param>
        public void Connect(int channel, IAnalogInput? input)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(channel);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels);
            _inputs[channel] = input;
        }

        internal bool IsAvailable(int channel)
        {
            return channel < FirstAdc2Channel || Adc2Free;
        }

        internal int Sample(int channel)
        {
            _board.Scheduler.Advance(_board.Timings.AdcReadUs);
            double now = _board.Scheduler.NowUs;
            double volts = _inputs[channel]?.MeanBusVolts(now - SampleUs, now) ?? 0;
            double counts = ((volts - DeadZoneVolts) * _countsPerVolt) + (NoiseCounts * SeededNoise.Gaussian(_noiseSeed, (long)now));
            return (int)Math.Clamp(Math.Round(counts), 0, MaxValue);
        }
    }
}
