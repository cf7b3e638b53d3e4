namespace MeterNode.Core.Settings
{
    /// <summary>What a relay's contact does while its coil has no current: the wired safe state of the load.</summary>
    public enum ContactKind
    {
        /// <summary>Open without current: the load is off when the node is down.</summary>
        NormallyOpen,

        /// <summary>Closed without current: the load is on when the node is down.</summary>
        NormallyClosed,
    }
}
