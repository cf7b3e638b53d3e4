using VirtualNode;

namespace MeterNode.Cli.Inputs
{
    /// <summary>A broker, and who we are there.</summary>
    /// <param name="Name">The broker as the user names it.</param>
    /// <param name="User">User name, or null.</param>
    /// <param name="Password">Password, or null.</param>
    internal sealed record BrokerAccess(BrokerName Name, string? User, string? Password)
    {
        /// <summary>How TLS is spoken with it; null for plain MQTT.</summary>
        internal BrokerTls? Tls { get; init; }
    }
}
