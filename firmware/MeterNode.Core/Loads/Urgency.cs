namespace MeterNode.Core.Loads
{
    /// <summary>What a constraint asks for.</summary>
    public enum Urgency
    {
        /// <summary>Nothing: there is room.</summary>
        None,

        /// <summary>Less power from loads that can be told a power; nothing is switched.</summary>
        Modulate,

        /// <summary>Less power; what modulating does not give in time is switched off.</summary>
        Shed,

        /// <summary>Less power at once, by relays; nothing that first has to be told by a message is waited for.</summary>
        AtOnce,
    }
}
