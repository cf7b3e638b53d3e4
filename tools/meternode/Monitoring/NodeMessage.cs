namespace MeterNode.Cli.Monitoring
{
    /// <summary>Something that a node has published.</summary>
    /// <param name="Topic">The part of its topic behind the node's id.</param>
    /// <param name="Payload">Its text.</param>
    internal sealed record NodeMessage(string Topic, string Payload);
}
