namespace System.Device.Adc
{
    /// <summary>An open channel.</summary>
    public abstract class AdcChannelBase
    {
        /// <summary>The controller that opened it; null once it is disposed.</summary>
        public AdcController Controller { get; internal set; } = null!;

        /// <summary>One raw sample.</summary>
        public abstract int ReadValue();

        /// <summary>One raw sample as a part of the largest value.</summary>
        public double ReadRatio()
        {
            return ReadValue() / (double)Controller.MaxValue;
        }
    }
}
