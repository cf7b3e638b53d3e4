namespace MeterNode.Core.Loads
{
    /// <summary>What the orchestrator asks of a load.</summary>
    public enum RequestMode
    {
        /// <summary>Nothing: the node's own plan decides.</summary>
        Auto,

        /// <summary>To be on.</summary>
        On,

        /// <summary>To be off.</summary>
        Off,

        /// <summary>To have a power.</summary>
        Power,
    }
}
