namespace MeterNode.Core.Grid
{
    /// <summary>What the frequency asks of the home.</summary>
    public enum FrequencyState
    {
        /// <summary>Nothing.</summary>
        Normal,

        /// <summary>To draw less: the frequency is low, or was until a moment ago.</summary>
        Low,

        /// <summary>To give less and draw more: it is high, or was until a moment ago.</summary>
        High,
    }
}
