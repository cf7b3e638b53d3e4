namespace MeterNode.Core.Grid
{
    /// <summary>What holds for the devices that the network operator may dim.</summary>
    public enum DimmingState
    {
        /// <summary>They are not dimmed.</summary>
        Free,

        /// <summary>They are dimmed by an order.</summary>
        Ordered,

        /// <summary>They are dimmed because the operator can no longer be heard.</summary>
        Failsafe,
    }
}
