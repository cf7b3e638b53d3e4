using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>
    /// A TCP proxy in front of a broker, which resets connections where it is told to, and sees what the broker has taken. It ends TLS
    /// where it has a certificate, as the proxies in front of many brokers do.
    /// </summary>
    internal sealed class BrokerProxy : IDisposable
    {
        private readonly IPEndPoint _broker;
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly object _gate = new object();
        private readonly List<ProxiedConnection> _connections = new List<ProxiedConnection>();
        private ResetMoment _moment;

        public BrokerProxy(IPEndPoint broker)
        {
            _broker = broker;
            _listener.Start();
            Endpoint = (IPEndPoint)_listener.LocalEndpoint;
            _ = Task.Run(AcceptAsync);
        }

        /// <summary>Where it listens.</summary>
        public IPEndPoint Endpoint { get; }

        /// <summary>What it shows of itself in a TLS handshake; null for plain TCP. Holds for connections from now on.</summary>
        public X509Certificate2? Certificate { get; set; }

        /// <summary>Connections that it has reset.</summary>
        public int Resets { get; private set; }

        /// <summary>
        /// The broker has acknowledged a message: topic and payload, on a thread of the proxy. A virtual board that published it waits
        /// meanwhile.
        /// </summary>
        public event Action<string, ReadOnlyMemory<byte>>? Taken;

        /// <summary>Has the next message above QoS 0 end its connection at some moment.</summary>
        public void Arm(ResetMoment moment)
        {
            lock (_gate)
            {
                _moment = moment;
            }
        }

        /// <summary>Resets every connection on which the node has sent something.</summary>
        public void Reset()
        {
            ProxiedConnection[] all;
            lock (_gate)
            {
                all = _connections.ToArray();
                _connections.Clear();
                Resets += all.Length;
            }

            foreach (var each in all)
            {
                each.Reset();
            }
        }

        public void Dispose()
        {
            _listener.Stop();
            Reset();
        }

        /// <summary>Asks at which moment of a message that has come the connection ends; that moment comes once.</summary>
        internal ResetMoment TakeMoment()
        {
            lock (_gate)
            {
                var moment = _moment;
                _moment = ResetMoment.None;
                Resets += moment == ResetMoment.None ? 0 : 1;
                return moment;
            }
        }

        internal void OnTaken(byte[] publish)
        {
            Taken?.Invoke(MqttFrames.TopicOf(publish), MqttFrames.PayloadOf(publish));
        }

        internal void OnGreeted(ProxiedConnection connection)
        {
            lock (_gate)
            {
                _connections.Add(connection);
            }
        }

        internal void OnEnded(ProxiedConnection connection)
        {
            lock (_gate)
            {
                _connections.Remove(connection);
            }
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var socket = await _listener.AcceptSocketAsync();
                    _ = Task.Run(() => ServeAsync(socket));
                }
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped.
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            socket.NoDelay = true;
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            try
            {
                if (Certificate is { } certificate)
                {
                    var secure = new SslStream(stream);
                    // Every handshake is a full one, as the node's are: a session taken up again would not show another certificate.
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, AllowTlsResume = false });
                    stream = secure;
                }
            }
            catch (Exception failure) when (failure is IOException or global::System.Security.Authentication.AuthenticationException or SocketException or ObjectDisposedException)
            {
                // The node would not have the certificate.
                socket.Close(0);
                return;
            }

            await new ProxiedConnection(this, socket, stream).RunAsync(_broker);
        }
    }
}
