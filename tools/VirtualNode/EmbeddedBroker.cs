using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Server;

namespace VirtualNode
{
    /// <summary>An MQTT broker inside this process, on a port of the loopback interface.</summary>
    public sealed class EmbeddedBroker : IDisposable
    {
        private MqttServer? _server;

        private EmbeddedBroker(IPEndPoint endpoint)
        {
            Endpoint = endpoint;
        }

        /// <summary>Where it listens.</summary>
        public IPEndPoint Endpoint { get; }

        /// <summary>Whether it runs.</summary>
        public bool IsRunning => _server is not null;

        /// <summary>
        /// What a client has published: topic and payload, on the broker's thread. A virtual board that published it waits meanwhile,
        /// so its clock may be read.
        /// </summary>
        public event Action<string, byte[]>? Published;

        /// <summary>A client has subscribed to a topic or filter, on the broker's thread; what is published from now on it gets.</summary>
        public event Action<string>? Subscribed;

        /// <summary>Starts a broker.</summary>
        /// <param name="port">Its port; 0 for a free one.</param>
        /// <exception cref="SocketException">The port is in use.</exception>
        public static EmbeddedBroker Start(int port = 0)
        {
            var broker = new EmbeddedBroker(new IPEndPoint(IPAddress.Loopback, Claim(port)));
            broker.Start();
            return broker;
        }

        /// <summary>Starts it again on its port after <see cref="Stop"/>.</summary>
        public void Start()
        {
            var options = new MqttServerOptionsBuilder()
                .WithDefaultEndpoint()
                .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
                .WithDefaultEndpointPort(Endpoint.Port)
                .WithPersistentSessions(false)
                .Build();
            options.DefaultEndpointOptions.ReuseAddress = true;
            _server = new MqttServerFactory().CreateMqttServer(options);
            _server.InterceptingPublishAsync += message =>
            {
                if (Published is { } published)
                {
                    published(message.ApplicationMessage.Topic, System.Buffers.BuffersExtensions.ToArray(message.ApplicationMessage.Payload));
                }

                return Task.CompletedTask;
            };
            _server.ClientSubscribedTopicAsync += subscription =>
            {
                Subscribed?.Invoke(subscription.TopicFilter.Topic);
                return Task.CompletedTask;
            };
            _server.StartAsync().GetAwaiter().GetResult();
        }

        /// <summary>Stops it: every connection ends at once.</summary>
        public void Stop()
        {
            var server = _server;
            _server = null;
            if (server is not null)
            {
                server.StopAsync(new MqttServerStopOptions()).GetAwaiter().GetResult();
                server.Dispose();
            }
        }

        /// <summary>Publishes as if a client had; when it returns the message is on its way to every subscriber.</summary>
        /// <param name="topic">Topic.</param>
        /// <param name="payload">Text.</param>
        /// <param name="retain">Whether the broker keeps it.</param>
        public void Publish(string topic, string payload, bool retain = false)
        {
            var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(retain)
                .WithQualityOfServiceLevel(MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce).Build();
            var server = _server ?? throw new InvalidOperationException("The broker does not run.");
            server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "world" }).GetAwaiter().GetResult();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Stop();
        }

        /// <summary>Finds out whether a port can be had, which the broker's own listener would only tell in its log.</summary>
        private static int Claim(int port)
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            int claimed = ((IPEndPoint)listener.LocalEndpoint).Port;
            listener.Stop();
            return claimed;
        }
    }
}
