namespace MeterNode.Core.Metering
{
    /// <summary>What became of one attempt to read a converter.</summary>
    public enum SampleStatus
    {
        /// <summary>A fresh value.</summary>
        Ok,

        /// <summary>Nobody answered at the address: the chip is unplugged or without power.</summary>
        NoAnswer,

        /// <summary>The transfer failed in another way: bus held, timed out or cut short.</summary>
        BusFault,

        /// <summary>The chip answered, but its conversion has not ended: its value is an old one.</summary>
        NotReady,
    }
}
