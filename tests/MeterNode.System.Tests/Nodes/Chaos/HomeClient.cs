using System;
using System.Net;
using System.Threading;
using MQTTnet;
using MQTTnet.Protocol;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>An orchestrator on the broker, connected directly, that asks for loads.</summary>
    internal sealed class HomeClient : IDisposable
    {
        private readonly IPEndPoint _broker;
        private IMqttClient? _client;

        public HomeClient(IPEndPoint broker)
        {
            _broker = broker;
        }

        /// <summary>Publishes; when it returns the broker has it.</summary>
        public void Publish(string topic, string payload)
        {
            if (_client is null)
            {
                _client = new MqttClientFactory().CreateMqttClient();
                _client.ConnectAsync(new MqttClientOptionsBuilder().WithEndPoint(_broker).WithClientId("home").Build(), CancellationToken.None).GetAwaiter().GetResult();
            }

            _client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce).GetAwaiter().GetResult();
        }

        /// <summary>Ends the connection; the next message makes another.</summary>
        public void Disconnect()
        {
            _client?.Dispose();
            _client = null;
        }

        public void Dispose()
        {
            Disconnect();
        }
    }
}
