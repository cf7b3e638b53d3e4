using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using MQTTnet;

namespace VirtualEsp32.Network
{
    /// <summary>Sets up the real connections with brokers, with TLS where the firmware asked for it.</summary>
    internal static class Dialer
    {
        /// <summary>Connects, in real time.</summary>
        /// <exception cref="SocketException">Refused, or no answer within the network's real-time guard.</exception>
        /// <exception cref="Exception">TLS failed.</exception>
        internal static BrokerLink Dial(VirtualNetwork network, BrokerAddress address)
        {
            if (address.Target is null)
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
            }

            var socket = new BrokerSocket();
            var client = new MqttClientFactory().CreateLowLevelMqttClient();
            using var guard = new CancellationTokenSource(network.RealTimeGuard);
            try
            {
                client.ConnectAsync(OptionsFor(address, socket), guard.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                socket.Cut();
                throw new SocketException((int)SocketError.TimedOut);
            }
            catch (Exception failure)
            {
                socket.Cut();
                throw Innermost(failure) as SocketException ?? failure;
            }

            return new BrokerLink(network, address, client, socket);
        }

        private static MqttClientOptions OptionsFor(BrokerAddress address, BrokerSocket socket)
        {
            var channel = new MqttClientTcpOptions { RemoteEndpoint = address.Target, StreamProvider = socket };
            if (address.Secure)
            {
                channel.TlsOptions = new MqttClientTlsOptions
                {
                    UseTls = true,
                    TargetHost = address.Host,
                    SslProtocol = address.Protocols,
                    IgnoreCertificateRevocationErrors = true,
                    CertificateValidationHandler = presented => IsTrusted(presented, address),
                };
                if (address.ClientCertificate is X509Certificate2 own)
                {
                    channel.TlsOptions.ClientCertificatesProvider =
                        new DefaultMqttCertificatesProvider(new X509Certificate2Collection(own));
                }
            }

            return new MqttClientOptions { ChannelOptions = channel, ProtocolVersion = address.Version };
        }

        /// <summary>What the platform checks: the host's name, and the signature of the given authority.</summary>
        private static bool IsTrusted(MqttClientCertificateValidationEventArgs presented, BrokerAddress address)
        {
            if (!address.Validate)
            {
                return true;
            }

            if (address.Authority is null)
            {
                return presented.SslPolicyErrors == SslPolicyErrors.None;
            }

            if ((presented.SslPolicyErrors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            {
                return false;
            }

            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
            chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(address.Authority.GetRawCertData()));
            return chain.Build(X509CertificateLoader.LoadCertificate(presented.Certificate.GetRawCertData()));
        }

        private static Exception Innermost(Exception failure)
        {
            while (failure.InnerException is not null)
            {
                failure = failure.InnerException;
            }

            return failure;
        }
    }
}
