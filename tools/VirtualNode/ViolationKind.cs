namespace VirtualNode
{
    /// <summary>What a node must never let happen.</summary>
    public enum ViolationKind
    {
        /// <summary>The supply was above its limit for longer than the grace.</summary>
        SupplyLimit,

        /// <summary>A load was switched within its minimum on or off time without an overload or a lost sensor to excuse it.</summary>
        MinimumOnOff,

        /// <summary>A critical load lost its power while the board had power.</summary>
        CriticalLoadShed,
    }
}
