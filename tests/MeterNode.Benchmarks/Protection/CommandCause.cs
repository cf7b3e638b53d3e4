namespace MeterNode.Benchmarks.Protection
{
    /// <summary>Which authority is behind a load's present command.</summary>
    internal enum CommandCause
    {
        /// <summary>The request is followed.</summary>
        Request,

        /// <summary>Held for its equipment's sake: a minimum on or off time.</summary>
        Equipment,

        /// <summary>Held or reduced to protect the supply, or waiting to be given back after that.</summary>
        Protection,

        /// <summary>Anything else.</summary>
        Other,
    }
}
