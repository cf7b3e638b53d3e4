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
        /// <exception cref="HandshakeHungException">No end of the TLS handshake within it.</exception>
        /// <exception cref="Exception">TLS failed.</exception>
        internal static BrokerLink Dial(VirtualNetwork network, BrokerAddress address)
        {
            if (address.Target is null)
            {
                throw new BoardSocketException(SocketError.ConnectionRefused);
            }

            var socket = new BrokerSocket();
            var client = new MqttClientFactory().CreateLowLevelMqttClient();
            using var guard = new CancellationTokenSource(network.RealTimeGuard);
            try
            {
                client.ConnectAsync(OptionsFor(address, socket, Shadow.DateTime.UtcNow), guard.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                bool isHung = address.Secure && socket.HasConnected;
                socket.Cut();
                throw isHung ? new HandshakeHungException() : new BoardSocketException(SocketError.TimedOut);
            }
            catch (Exception failure)
            {
                socket.Cut();
                throw Innermost(failure) is SocketException socketFailure ? new BoardSocketException(socketFailure.SocketErrorCode) : failure;
            }

            return new BrokerLink(network, address, client, socket);
        }

        private static MqttClientOptions OptionsFor(BrokerAddress address, BrokerSocket socket, System.DateTime boardUtc)
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
                    CertificateValidationHandler = presented => IsTrusted(presented, address, boardUtc),
                };
                if (address.ClientCertificate is Shadow.X509Certificate2 { HasPrivateKey: true } own)
                {
                    channel.TlsOptions.ClientCertificatesProvider =
                        new DefaultMqttCertificatesProvider(new X509Certificate2Collection(own.ForHandshake()));
                }
            }

            return new MqttClientOptions { ChannelOptions = channel, ProtocolVersion = address.Version };
        }

        /// <summary>
        /// What the platform checks: the host's name, the signature of the given authority, and the dates against the board's
        /// own clock (its mbed TLS is built with MBEDTLS_HAVE_TIME_DATE), be that set or not.
        /// </summary>
        private static bool IsTrusted(MqttClientCertificateValidationEventArgs presented, BrokerAddress address, System.DateTime boardUtc)
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
            chain.ChainPolicy.CustomTrustStore.Add(address.Authority.Parsed);
            return chain.Build(X509CertificateLoader.LoadCertificate(presented.Certificate.GetRawCertData())) && AreOfNow(chain, boardUtc);
        }

        private static bool AreOfNow(X509Chain chain, System.DateTime boardUtc)
        {
            foreach (var element in chain.ChainElements)
            {
                if (boardUtc < element.Certificate.NotBefore.ToUniversalTime() || boardUtc > element.Certificate.NotAfter.ToUniversalTime())
                {
                    return false;
                }
            }

            return true;
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
