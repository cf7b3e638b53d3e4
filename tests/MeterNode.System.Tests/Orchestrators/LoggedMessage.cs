namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>A message as a subscriber got it.</summary>
    /// <param name="Topic">Its topic.</param>
    /// <param name="Payload">Its text.</param>
    /// <param name="IsKept">Whether it came from the broker's store.</param>
    internal sealed record LoggedMessage(string Topic, string Payload, bool IsKept);
}
