using System;
using System.Collections.Generic;
using System.Net;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Protocol;

namespace VirtualNode
{
    /// <summary>
    /// A client of a broker that listens to nodes, real or virtual, as any orchestrator would: over TCP, and knowing only what
    /// they publish.
    /// </summary>
    public sealed class NodeObserver : IAsyncDisposable
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private readonly object _gate = new object();
        private readonly string _fenceId = "observer-" + Guid.NewGuid().ToString("N");
        private readonly Dictionary<string, NodeView> _nodes = new Dictionary<string, NodeView>(StringComparer.Ordinal);

        private volatile TaskCompletionSource? _fence;

        private NodeObserver()
        {
            _client.ApplicationMessageReceivedAsync += OnReceived;
        }

        /// <summary>Whether the connection stands.</summary>
        public bool IsConnected => _client.IsConnected;

        /// <summary>The nodes seen so far.</summary>
        public IReadOnlyList<NodeView> Nodes
        {
            get
            {
                lock (_gate)
                {
                    return new List<NodeView>(_nodes.Values);
                }
            }
        }

        /// <summary>Connects and listens to all nodes.</summary>
        /// <param name="broker">Where the broker is.</param>
        /// <param name="user">User name, or null.</param>
        /// <param name="password">Password, or null.</param>
        /// <param name="cancel">Ends the attempt.</param>
        /// <param name="tls">How TLS is spoken; null for plain MQTT.</param>
        /// <param name="clientId">The client id, or null for one that nobody else has.</param>
        /// <param name="subscribe">What to listen to.</param>
        /// <exception cref="MQTTnet.Exceptions.MqttCommunicationException">The broker cannot be reached.</exception>
        public static async Task<NodeObserver> ConnectAsync(EndPoint broker, string? user = null, string? password = null, CancellationToken cancel = default, BrokerTls? tls = null, string? clientId = null, string subscribe = "meternode/#")
        {
            var observer = new NodeObserver();
            try
            {
                var options = new MqttClientOptionsBuilder()
                    .WithClientId(clientId ?? observer._fenceId)
                    .WithEndPoint(broker)
                    .WithTimeout(TimeSpan.FromSeconds(5));
                if (user is not null)
                {
                    options = options.WithCredentials(user, password ?? string.Empty);
                }

                if (tls is not null)
                {
                    options = options.WithTlsOptions(tls.ToOptions());
                }

                var result = await observer._client.ConnectAsync(options.Build(), cancel);
                if (result.ResultCode != MqttClientConnectResultCode.Success)
                {
                    throw new MQTTnet.Exceptions.MqttCommunicationException("the broker refused the connection: " + result.ResultCode);
                }

                await observer._client.SubscribeAsync(subscribe, MqttQualityOfServiceLevel.AtLeastOnce, cancel);
                return observer;
            }
            catch
            {
                await observer.DisposeAsync();
                throw;
            }
        }

        /// <summary>Publishes something, such as a request to a node, and waits until the broker has it.</summary>
        public async Task PublishAsync(string topic, string payload, bool retain = false)
        {
            await _client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain);
        }

        /// <summary>
        /// Makes sure that everything is in that the broker had when it was asked: the observer sends itself a message, which comes
        /// back behind all of that. (The answer to a ping may overtake messages, in brokers as well as in clients.)
        /// </summary>
        /// <returns>Whether everything is in; otherwise the connection is lost, or slower than five seconds of real time.</returns>
        public async Task<bool> SettleAsync()
        {
            var fence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _fence = fence;
            try
            {
                await PublishAsync("meternode/" + _fenceId + "/fence", string.Empty);
                await fence.Task.WaitAsync(s_patience);
                return true;
            }
            catch (Exception failure) when (failure is MQTTnet.Exceptions.MqttCommunicationException or TimeoutException)
            {
                return false;
            }
        }

        /// <summary>What is known of a node.</summary>
        /// <param name="id">Its id.</param>
        public NodeView Node(string id)
        {
            lock (_gate)
            {
                if (!_nodes.TryGetValue(id, out var view))
                {
                    view = new NodeView(id);
                    _nodes.Add(id, view);
                }

                return view;
            }
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            if (_client.IsConnected)
            {
                await _client.DisconnectAsync();
            }

            _client.Dispose();
        }

        private Task OnReceived(MqttApplicationMessageReceivedEventArgs received)
        {
            var parts = received.ApplicationMessage.Topic.Split('/');
            if (parts.Length >= 3 && parts[1] == _fenceId)
            {
                _fence?.TrySetResult();
            }
            else if (parts.Length >= 3 && !parts[1].StartsWith("observer-", StringComparison.Ordinal))
            {
                string payload = received.ApplicationMessage.ConvertPayloadToString() ?? string.Empty;
                try
                {
                    Node(parts[1]).Take(string.Join('/', parts, 2, parts.Length - 2), payload);
                }
                catch (JsonException)
                {
                    Node(parts[1]).CountMalformed();
                }
            }

            return Task.CompletedTask;
        }
    }
}
