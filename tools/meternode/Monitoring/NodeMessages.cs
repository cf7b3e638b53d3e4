using System;
using System.Net;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>Everything that one node publishes, message by message and in its order.</summary>
    internal sealed class NodeMessages : IAsyncDisposable
    {
        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private readonly Channel<NodeMessage> _received = Channel.CreateUnbounded<NodeMessage>();
        private readonly string _root;

        private NodeMessages(string id)
        {
            _root = "meternode/" + id + "/";
            _client.ApplicationMessageReceivedAsync += received =>
            {
                var message = received.ApplicationMessage;
                _received.Writer.TryWrite(new NodeMessage(message.Topic.Substring(_root.Length), message.ConvertPayloadToString() ?? string.Empty));
                return Task.CompletedTask;
            };
            _client.DisconnectedAsync += _ =>
            {
                _received.Writer.TryComplete();
                return Task.CompletedTask;
            };
        }

        /// <summary>Connects and listens.</summary>
        /// <param name="access">The broker.</param>
        /// <param name="id">The node's id.</param>
        /// <param name="cancel">Ends the attempt.</param>
        /// <exception cref="InputException">The broker cannot be reached, or refuses.</exception>
        internal static async Task<NodeMessages> ConnectAsync(BrokerAccess access, string id, CancellationToken cancel)
        {
            var messages = new NodeMessages(id);
            try
            {
                var endpoint = access.Name.Resolve(BrokerOptions.Broker);
                return await BrokerConnection.MakeAsync(BrokerOptions.Broker, access.Name, () => messages.ListenAsync(endpoint, access, cancel), cancel);
            }
            catch
            {
                messages._client.Dispose();
                throw;
            }
        }

        /// <summary>Publishes below the node's own topics.</summary>
        internal Task PublishAsync(string topic, string payload, CancellationToken cancel)
        {
            return _client.PublishStringAsync(_root + topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, false, cancel);
        }

        /// <summary>Waits for the next message.</summary>
        /// <param name="patience">For how long.</param>
        /// <param name="cancel">Ends the wait.</param>
        /// <returns>The message, or null when none came in time.</returns>
        /// <exception cref="InputException">The broker has closed the connection.</exception>
        internal async Task<NodeMessage?> NextAsync(TimeSpan patience, CancellationToken cancel)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            end.CancelAfter(patience);
            try
            {
                return await _received.Reader.ReadAsync(end.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return null;
            }
            catch (ChannelClosedException)
            {
                throw new InputException(BrokerOptions.Broker + ": the broker has closed the connection");
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

        private async Task<NodeMessages> ListenAsync(EndPoint endpoint, BrokerAccess access, CancellationToken cancel)
        {
            var options = new MqttClientOptionsBuilder().WithEndPoint(endpoint).WithTimeout(TimeSpan.FromSeconds(5));
            if (access.User is not null)
            {
                options = options.WithCredentials(access.User, access.Password ?? string.Empty);
            }

            if (access.Tls is not null)
            {
                options = options.WithTlsOptions(access.Tls.ToOptions());
            }

            var result = await _client.ConnectAsync(options.Build(), cancel);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new MqttCommunicationException("the broker refused the connection: " + result.ResultCode);
            }

            await _client.SubscribeAsync(_root + "#", MqttQualityOfServiceLevel.AtLeastOnce, cancel);
            return this;
        }
    }
}
