using VirtualEsp32;
using VirtualEsp32.Peripherals;

namespace System.Device.Adc
{
    /// <summary>The ESP32's ADC.</summary>
    public class AdcController : AdcControllerBase
    {
        private const int Bits = 12;
        private const int HallSensor = 9;

        private readonly VirtualAdc _adc = VirtualAdc.Of(VirtualBoard.Current);

        /// <summary>20.</summary>
        public override int ChannelCount => VirtualAdc.Channels;

        /// <summary>Kept, without effect.</summary>
        public override AdcChannelMode ChannelMode { get; set; } = AdcChannelMode.SingleEnded;

        /// <summary>4095.</summary>
        public override int MaxValue => VirtualAdc.MaxValue;

        /// <summary>0.</summary>
        public override int MinValue => 0;

        /// <summary>12.</summary>
        public override int ResolutionInBits => Bits;

        public override bool IsChannelModeSupported(AdcChannelMode channelMode)
        {
            return channelMode == AdcChannelMode.SingleEnded;
        }

        /// <summary>Opens a channel.</summary>
        /// <param name="channelNumber">0 to 19, without the Hall sensor at 9, which the chip's later revisions lack.</param>
        /// <exception cref="ArgumentException">There is no such channel.</exception>
        public override AdcChannel OpenChannel(int channelNumber)
        {
            if (channelNumber is < 0 or >= VirtualAdc.Channels or HallSensor)
            {
                throw new ArgumentException($"There is no channel {channelNumber}.", nameof(channelNumber));
            }

            return new AdcChannel(this, _adc, channelNumber);
        }
    }
}
