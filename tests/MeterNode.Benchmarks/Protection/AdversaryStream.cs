namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What an adversary who has broker, prices, limits and orchestrator in hand sends.</summary>
    internal enum AdversaryStream
    {
        /// <summary>Anything to anybody.</summary>
        Random,

        /// <summary>Everything on and off, as fast as it is accepted.</summary>
        Toggle,

        /// <summary>Everything off, until the supply is at its fullest; then everything on at once.</summary>
        OnAtThePeak,

        /// <summary>Each load switched at the very moment that its minimum time has passed.</summary>
        AtMinimumTimes,

        /// <summary>Limits of import and export of zero, below it, and far beyond any supply, in turn.</summary>
        Limits,

        /// <summary>Dimming to nothing and release.</summary>
        Dimming,

        /// <summary>Prices far below and above zero.</summary>
        Prices,

        /// <summary>Set-points from end to end and beyond.</summary>
        SetPoints,

        /// <summary>All of it together.</summary>
        Everything,
    }
}
