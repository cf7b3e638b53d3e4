using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using MeterNode.Benchmarks.Link.Fuzz;
using MeterNode.Board.Commands;
using MeterNode.System.Tests.Nodes;
using MeterNode.System.Tests.Orchestrators;
using VirtualNode;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>The whole firmware with a command key, a broker, and the owner who signs.</summary>
    internal sealed class CommandNode : IAsyncDisposable
    {
        public const string Topic = "meternode/test-1/command";
        public const string ReplyTopic = "meternode/test-1/reply";

        private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

        private CommandNode(NodeWorld world)
        {
            World = world;
        }

        public NodeWorld World { get; }

        public MessageLog Log { get; private set; } = null!;

        /// <summary>The key that the owner signs with.</summary>
        public byte[] OwnerKey { get; set; } = CommandSigner.Key(1);

        public IReadOnlyList<string> Replies => Log.Of(ReplyTopic);

        /// <summary>A node that has been up for ten seconds.</summary>
        /// <param name="isProvisioned">Whether it has a key file.</param>
        public static async Task<CommandNode> StartAsync(bool isProvisioned = true)
        {
            var node = new CommandNode(TestWorld.Create());
            if (isProvisioned)
            {
                node.Provision(node.OwnerKey);
            }

            node.Log = await MessageLog.ConnectAsync(node._broker.Endpoint);
            node.World.ConnectBroker(node._broker.Endpoint);
            node.World.Start();
            node.World.RunFor(TimeSpan.FromSeconds(10));
            await node.Log.SettleAsync(node.World);
            return node;
        }

        public void Provision(byte[] key)
        {
            World.Board.Flash.WriteFile(CommandKeyStore.KeyPath, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key) + "\n"));
        }

        public string Signed(long counter, string body, long expiryS = 0)
        {
            return Encoding.UTF8.GetString(CommandSigner.Sign(OwnerKey, Topic, counter, expiryS, body));
        }

        /// <summary>Sends something, and hears the answer.</summary>
        /// <returns><c>ok</c>, the reason of the refusal, or <c>none</c> where there is no answer.</returns>
        public async Task<string> AskAsync(string payload, double seconds = 0.5)
        {
            int before = Replies.Count;
            await Log.AskAsync(World, Topic, payload, seconds);
            var replies = Replies.Skip(before).ToArray();
            return replies.Length == 0 ? "none" : string.Join(' ', replies.Select(Outcome));
        }

        /// <summary>Sends a settings file in parts.</summary>
        /// <returns>The counter for the commit.</returns>
        public async Task<long> UploadAsync(string settings, long counter)
        {
            byte[] text = Encoding.UTF8.GetBytes(settings);
            for (int at = 0; at < text.Length; at += 700)
            {
                string part = Convert.ToBase64String(text.AsSpan(at, Math.Min(700, text.Length - at)));
                string answer = await AskAsync(Signed(counter++, FormattableString.Invariant($"{{\"do\":\"settings_part\",\"offset\":{at},\"total\":{text.Length},\"base64\":\"{part}\"}}")));
                Xunit.Assert.Equal("ok", answer);
            }

            return counter;
        }

        /// <summary>The node's settings with another limit of the supply.</summary>
        public string SettingsWithLimit(int limitA)
        {
            string settings = World.SettingsText.Replace("\"limit_a\": 60", "\"limit_a\": " + limitA, StringComparison.Ordinal);
            Xunit.Assert.NotEqual(World.SettingsText, settings);
            return settings;
        }

        public static string Commit(string settings)
        {
            byte[] text = Encoding.UTF8.GetBytes(settings);
            return "{\"do\":\"settings_commit\",\"crc32\":\"" + Crc32Of(text).ToString("x8") + "\"}";
        }

        /// <summary>The power goes and comes back.</summary>
        public async Task RebootAsync()
        {
            World.Board.PowerOff();
            World.RunFor(TimeSpan.FromSeconds(1));
            World.Board.PowerBack();
            World.RunFor(TimeSpan.FromSeconds(15));
            await Log.SettleAsync(World);
        }

        public JsonElement State()
        {
            return Log.Last("meternode/test-1/state");
        }

        public async ValueTask DisposeAsync()
        {
            World.Dispose();
            await Log.DisposeAsync();
            _broker.Dispose();
        }

        private static string Outcome(string reply)
        {
            using var document = JsonDocument.Parse(reply);
            return document.RootElement.GetProperty("ok").GetBoolean() ? "ok" : document.RootElement.GetProperty("reason").GetString()!;
        }

        private static uint Crc32Of(byte[] text)
        {
            uint crc = uint.MaxValue;
            foreach (byte each in text)
            {
                crc ^= each;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                }
            }

            return ~crc;
        }
    }
}
