using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Protocol;
using VirtualNode;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>A client of a broker that keeps every message of every topic as it came.</summary>
    internal sealed class MessageLog : IAsyncDisposable
    {
        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private readonly List<LoggedMessage> _messages = new List<LoggedMessage>();
        private readonly string _fenceTopic = "fence/" + Guid.NewGuid().ToString("N");
        private TaskCompletionSource _fence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        private MessageLog()
        {
            _client.ApplicationMessageReceivedAsync += OnReceived;
        }

        /// <summary>Everything so far, oldest first.</summary>
        public IReadOnlyList<LoggedMessage> Messages
        {
            get
            {
                lock (_messages)
                {
                    return _messages.ToArray();
                }
            }
        }

        public static async Task<MessageLog> ConnectAsync(EndPoint broker)
        {
            var log = new MessageLog();
            await log._client.ConnectAsync(new MqttClientOptionsBuilder().WithEndPoint(broker).Build(), CancellationToken.None);
            await log._client.SubscribeAsync("#", MqttQualityOfServiceLevel.AtLeastOnce);
            return log;
        }

        /// <summary>The payloads of a topic, oldest first.</summary>
        public IReadOnlyList<string> Of(string topic)
        {
            return Messages.Where(each => each.Topic == topic).Select(each => each.Payload).ToArray();
        }

        /// <summary>The last message of a topic.</summary>
        public JsonElement Last(string topic)
        {
            return JsonDocument.Parse(Of(topic)[^1]).RootElement.Clone();
        }

        /// <summary>Publishes something, and waits until the broker has it.</summary>
        public Task PublishAsync(string topic, string payload, bool retain = false)
        {
            return _client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain);
        }

        /// <summary>Makes sure that everything is in that the world has said by now.</summary>
        public async Task SettleAsync(NodeWorld world)
        {
            world.Board.Network.Settle();
            _fence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await PublishAsync(_fenceTopic, string.Empty);
            await _fence.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        /// <summary>Sends the node something, lets it have some time, and hears it out.</summary>
        public async Task AskAsync(NodeWorld world, string topic, string payload, double seconds)
        {
            await PublishAsync(topic, payload);
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(seconds));
            await SettleAsync(world);
        }

        public async ValueTask DisposeAsync()
        {
            await _client.DisconnectAsync();
            _client.Dispose();
        }

        private Task OnReceived(MqttApplicationMessageReceivedEventArgs received)
        {
            var message = received.ApplicationMessage;
            if (message.Topic == _fenceTopic)
            {
                _fence.TrySetResult();
            }
            else
            {
                lock (_messages)
                {
                    _messages.Add(new LoggedMessage(message.Topic, message.ConvertPayloadToString() ?? string.Empty, message.Retain));
                }
            }

            return Task.CompletedTask;
        }
    }
}
