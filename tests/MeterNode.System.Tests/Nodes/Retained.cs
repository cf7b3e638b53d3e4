using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>Reads what a broker has kept.</summary>
    internal static class Retained
    {
        public static async Task<string> ReadAsync(EndPoint broker, string topic)
        {
            var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var client = new MqttClientFactory().CreateMqttClient();
            client.ApplicationMessageReceivedAsync += message =>
            {
                received.TrySetResult(message.ApplicationMessage.ConvertPayloadToString() ?? string.Empty);
                return Task.CompletedTask;
            };
            await client.ConnectAsync(new MqttClientOptionsBuilder().WithEndPoint(broker).Build(), CancellationToken.None);
            await client.SubscribeAsync(topic);
            return await received.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }
}
