using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Monitoring;
using VirtualNode;

namespace MeterNode.Cli.Commanding
{
    /// <summary>Signs commands, sends them to a node, and hears its replies.</summary>
    internal sealed class CommandLink
    {
        private readonly NodeMessages _node;
        private readonly string _topic;
        private readonly byte[] _key;
        private readonly TimeSpan _patience;
        private readonly int _validForS;
        private long _counter;

        /// <summary>Makes the link.</summary>
        /// <param name="node">The node's messages.</param>
        /// <param name="task">Node, key and first counter.</param>
        /// <param name="patience">How long to wait for a reply.</param>
        internal CommandLink(NodeMessages node, CommandTask task, TimeSpan patience)
        {
            _node = node;
            _topic = "meternode/" + task.Id + "/command";
            _key = task.Key.Key;
            _counter = task.Counter;
            _validForS = task.ValidForS;
            _patience = patience;
        }

        /// <summary>Sends a command.</summary>
        /// <param name="body">What is to be done.</param>
        /// <param name="cancel">Ends the wait.</param>
        /// <returns>What the node says: empty when it has taken it, why it refuses, or null when it says nothing.</returns>
        internal async Task<string?> AskAsync(JsonObject body, CancellationToken cancel)
        {
            long counter = _counter++;
            string request = Guid.NewGuid().ToString("N")[..12];
            body["id"] = request;

            long expiryS = _validForS == 0 ? 0 : DateTimeOffset.UtcNow.ToUnixTimeSeconds() + _validForS;
            string rest = string.Create(CultureInfo.InvariantCulture, $"{counter}.{expiryS}.{BoardJson.Message(body)}");
            byte[] signature = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(_topic + "\0" + rest));
            await _node.PublishAsync("command", Convert.ToHexStringLower(signature) + "." + rest, cancel);
            var deadline = DateTime.UtcNow + _patience;
            while (DateTime.UtcNow < deadline)
            {
                var message = await _node.NextAsync(deadline - DateTime.UtcNow, cancel);
                if (message is { Topic: "reply" } && OutcomeIn(message.Payload, counter, request) is { } outcome)
                {
                    return outcome;
                }
            }

            return null;
        }

        private static string? OutcomeIn(string payload, long counter, string request)
        {
            try
            {
                // A node that cannot trust a message does not read its id either: then the counter tells that it is meant.
                if (JsonNode.Parse(payload) is not JsonObject reply || (reply["id"]?.ToString() ?? request) != request
                    || reply["counter"]?.ToString() is not { } told || told != counter.ToString(CultureInfo.InvariantCulture))
                {
                    return IsAboutNoKey(payload) ? "no_key: the node has no usable command key" : null;
                }

                return reply["ok"]?.GetValueKind() == JsonValueKind.True ? string.Empty : reply["reason"] + ": " + reply["error"];
            }
            catch (JsonException)
            {
                return null;
            }
        }

        /// <summary>Without a key the node reads nothing of a message, and so cannot say which one it refuses.</summary>
        private static bool IsAboutNoKey(string payload)
        {
            return JsonNode.Parse(payload) is JsonObject reply && reply["reason"]?.ToString() == "no_key";
        }
    }
}
