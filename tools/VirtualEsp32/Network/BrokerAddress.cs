using System.Net;
using System.Security.Authentication;
using MQTTnet.Formatter;
using VirtualEsp32.Shadow;

namespace VirtualEsp32.Network
{
    /// <summary>A broker as the firmware's client holds it once its name is resolved.</summary>
    /// <param name="Host">The name that was resolved; TLS checks the certificate against it.</param>
    /// <param name="Target">Where that is on the PC; null when nothing listens there.</param>
    internal sealed record BrokerAddress(string Host, IPEndPoint? Target)
    {
        internal bool Secure { get; init; }

        /// <summary>What signs the broker's certificate; null for the PC's own trusted authorities.</summary>
        internal X509Certificate? Authority { get; init; }

        internal X509Certificate? ClientCertificate { get; init; }

        internal SslProtocols Protocols { get; init; }

        /// <summary>Whether the broker's certificate is checked at all.</summary>
        internal bool Validate { get; init; } = true;

        internal MqttProtocolVersion Version { get; init; } = MqttProtocolVersion.V311;
    }
}
