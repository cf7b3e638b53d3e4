namespace VirtualHome
{
    /// <summary>What a circuit is to the home.</summary>
    public enum CircuitKind
    {
        /// <summary>A way of the consumer unit, with the appliances behind it.</summary>
        Branch,

        /// <summary>The incoming supply of a phase: the sum of that phase's branches, less what they deliver.</summary>
        Supply,
    }
}
