using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace VirtualNode
{
    /// <summary>How a client on the PC speaks TLS with a broker.</summary>
    /// <param name="Host">The name, or address, that the broker's certificate must bear.</param>
    /// <param name="Authority">Whose signature it must bear.</param>
    /// <param name="Own">The client's own certificate with its key, or null.</param>
    public sealed record BrokerTls(string Host, X509Certificate2 Authority, X509Certificate2? Own)
    {
        /// <summary>The client's options.</summary>
        public MqttClientTlsOptions ToOptions()
        {
            var options = new MqttClientTlsOptionsBuilder()
                .UseTls()
                .WithTargetHost(Host)
                .WithSslProtocols(SslProtocols.None)
                .WithTrustChain(new X509Certificate2Collection(Authority))
                .WithIgnoreCertificateRevocationErrors();
            return (Own is null ? options : options.WithClientCertificates(new X509Certificate2Collection(Own))).Build();
        }
    }
}
