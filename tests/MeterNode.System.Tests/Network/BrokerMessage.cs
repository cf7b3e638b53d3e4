namespace MeterNode.System.Tests.Network
{
    /// <summary>A message as the test broker got it.</summary>
    public sealed record BrokerMessage(string Topic, string Text, int Qos, bool Retain, bool Dup);
}
