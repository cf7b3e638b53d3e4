using System;
using System.Buffers;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace MeterNode.System.Tests.Network
{
    /// <summary>A real broker on a free port of the loopback, with the faults that a test wants.</summary>
    public sealed class TestBroker : IDisposable
    {
        private readonly object _gate = new object();
        private readonly List<BrokerMessage> _received = new List<BrokerMessage>();
        private readonly List<string> _gone = new List<string>();
        private readonly X509Certificate2? _certificate;
        private MqttServer? _server;

        /// <summary>Starts a broker.</summary>
        /// <param name="certificate">For TLS; null is plain TCP.</param>
        public TestBroker(X509Certificate2? certificate = null)
        {
            _certificate = certificate;
            EndPoint = new IPEndPoint(IPAddress.Loopback, FreePort());
            Start();
        }

        public IPEndPoint EndPoint { get; }

        /// <summary>The user whose connections are accepted; null lets everybody in.</summary>
        public string? OnlyUser { get; set; }

        /// <summary>Whether PUBACK and PUBREC are swallowed.</summary>
        public bool DropsAcknowledgements { get; set; }

        /// <summary>What has arrived from clients, repetitions included.</summary>
        public IReadOnlyList<BrokerMessage> Received
        {
            get
            {
                lock (_gate)
                {
                    return _received.ToArray();
                }
            }
        }

        public static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        public void Start()
        {
            var options = new MqttServerOptionsBuilder().WithDefaultCommunicationTimeout(TimeSpan.FromSeconds(10));
            if (_certificate is null)
            {
                options.WithDefaultEndpoint()
                    .WithDefaultEndpointBoundIPAddress(EndPoint.Address)
                    .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
                    .WithDefaultEndpointPort(EndPoint.Port);
            }
            else
            {
                options.WithoutDefaultEndpoint()
                    .WithEncryptedEndpoint()
                    .WithEncryptedEndpointBoundIPAddress(EndPoint.Address)
                    .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
                    .WithEncryptedEndpointPort(EndPoint.Port)
                    .WithEncryptionCertificate(_certificate);
            }

            _server = new MqttServerFactory().CreateMqttServer(options.Build());
            _server.ValidatingConnectionAsync += args =>
            {
                args.ReasonCode = OnlyUser is null || args.UserName == OnlyUser
                    ? MqttConnectReasonCode.Success
                    : MqttConnectReasonCode.BadUserNameOrPassword;
                return Task.CompletedTask;
            };
            _server.InterceptingInboundPacketAsync += args => Note(args.Packet);
            _server.InterceptingOutboundPacketAsync += args =>
            {
                args.ProcessPacket = !(DropsAcknowledgements && args.Packet is MqttPubAckPacket or MqttPubRecPacket);
                return Task.CompletedTask;
            };
            _server.ClientDisconnectedAsync += args =>
            {
                lock (_gate)
                {
                    _gone.Add(args.ClientId);
                    Monitor.PulseAll(_gate);
                }

                return Task.CompletedTask;
            };
            Wait(_server.StartAsync());
        }

        public void Stop()
        {
            if (_server is not null)
            {
                Wait(_server.StopAsync());
                _server.Dispose();
                _server = null;
            }
        }

        /// <summary>Sends a message to all subscribers, and comes back when the broker has it on its way.</summary>
        public void Publish(string topic, string text, int qos = 0, bool retain = false)
        {
            var message = new MqttApplicationMessage
            {
                Topic = topic,
                PayloadSegment = Encoding.UTF8.GetBytes(text),
                QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos,
                Retain = retain,
            };
            Wait(_server!.InjectApplicationMessage(new InjectedMqttApplicationMessage(message)));
        }

        /// <summary>Waits in real time until the broker has noticed that a client is gone.</summary>
        /// <returns>Whether it has, within the guard of ten seconds.</returns>
        public bool AwaitLossOf(string clientId)
        {
            long deadline = Environment.TickCount64 + 10_000;
            lock (_gate)
            {
                while (!_gone.Contains(clientId) && Environment.TickCount64 < deadline)
                {
                    Monitor.Wait(_gate, 100);
                }

                return _gone.Contains(clientId);
            }
        }

        /// <summary>Whether the broker has noticed by now that a client is gone.</summary>
        public bool HasLost(string clientId)
        {
            lock (_gate)
            {
                return _gone.Contains(clientId);
            }
        }

        public void Dispose()
        {
            Stop();
        }

        private static void Wait(Task task)
        {
            task.GetAwaiter().GetResult();
        }

        private Task Note(MqttPacket packet)
        {
            if (packet is MqttPublishPacket publish)
            {
                lock (_gate)
                {
                    _received.Add(new BrokerMessage(
                        publish.Topic,
                        Encoding.UTF8.GetString(publish.Payload.ToArray()),
                        (int)publish.QualityOfServiceLevel,
                        publish.Retain,
                        publish.Dup));
                }
            }

            return Task.CompletedTask;
        }
    }
}
