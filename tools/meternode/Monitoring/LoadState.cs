namespace MeterNode.Cli.Monitoring
{
    /// <summary>What a node says of a load; null where it says nothing.</summary>
    /// <param name="Name">The load.</param>
    /// <param name="IsOn">Whether it may run.</param>
    /// <param name="PowerW">The power decided upon, W.</param>
    /// <param name="Rank">Who decided.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Operations">Relay operations since the node's start.</param>
    internal sealed record LoadState(string Name, bool? IsOn, double? PowerW, string Rank, string Reason, int? Operations);
}
