namespace System.Device.Adc
{
    /// <summary>An ADC.</summary>
    public abstract class AdcControllerBase
    {
        /// <summary>Number of channels.</summary>
        public abstract int ChannelCount { get; }

        /// <summary>What channels measure against.</summary>
        public abstract AdcChannelMode ChannelMode { get; set; }

        /// <summary>Largest raw value.</summary>
        public abstract int MaxValue { get; }

        /// <summary>Least raw value.</summary>
        public abstract int MinValue { get; }

        /// <summary>Bits of a raw value.</summary>
        public abstract int ResolutionInBits { get; }

        /// <summary>Whether channels can measure so.</summary>
        public abstract bool IsChannelModeSupported(AdcChannelMode channelMode);

        /// <summary>Opens a channel.</summary>
        public abstract AdcChannel OpenChannel(int channelNumber);
    }
}
