namespace System.Device.Adc
{
    /// <summary>What a channel measures against.</summary>
    public enum AdcChannelMode
    {
        /// <summary>Ground.</summary>
        SingleEnded = 0,

        /// <summary>Another pin; the ESP32 cannot.</summary>
        Differential = 1,
    }
}
