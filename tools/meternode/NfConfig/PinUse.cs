namespace MeterNode.Cli.NfConfig
{
    /// <summary>What a pin is used for.</summary>
    public enum PinUse
    {
        /// <summary>The firmware drives it.</summary>
        Output,

        /// <summary>The firmware reads it.</summary>
        Input,
    }
}
