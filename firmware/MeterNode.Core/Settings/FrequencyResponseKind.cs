namespace MeterNode.Core.Settings
{
    /// <summary>How the home answers the grid's frequency.</summary>
    public enum FrequencyResponseKind
    {
        /// <summary>Not at all.</summary>
        Off,

        /// <summary>With a deadband and a droop, up and down.</summary>
        Dynamic,

        /// <summary>With steps at low frequency alone.</summary>
        LowFrequency,
    }
}
