using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using MeterNode.Benchmarks.Link.Fuzz;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>The whole firmware under a flood of messages that it refuses.</summary>
    public sealed class FloodTests
    {
        private const string Root = "meternode/test-1/";
        private const string Part = "{\"do\":\"settings_part\",\"offset\":0,\"total\":9,\"base64\":\"QUJD\"}";
        private const int MessagesARound = 4;
        private const int Rounds = 200;
        private const int AtOnceRounds = 5;

        private static readonly TimeSpan s_round = TimeSpan.FromSeconds(0.1);

        private readonly ITestOutputHelper _output;

        public FloodTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public async Task Flood_OfEveryKind_IsHardlyAnswered_WhileTheStateComesAndTheOwnerIsHeard()
        {
            await using var node = await CommandNode.StartAsync();
            string forged = Encoding.UTF8.GetString(CommandSigner.Sign(CommandSigner.Key(9), CommandNode.Topic, 9000, 0, Part));
            (string Topic, string Payload)[] flood =
            {
                ("command", forged), ("load/nothing/set", "on"), ("limit", "{}}"), ("price", "?"),
                ("command", new string('x', 5000)), ("waveform/get", "nothing"), ("load/ev/set", "perhaps"), ("command", "nonsense"),
            };
            int statesBefore = node.Log.Of(Root + "state").Count;
            int repliesBefore = node.Replies.Count;
            await FloodAsync(node, flood, Rounds);
            int replies = node.Replies.Count - repliesBefore;
            Assert.InRange(replies, 15, 25);

            // In the middle of it the owner's command and a good request, each within half a second.
            int before = node.Replies.Count;
            await node.Log.PublishAsync(CommandNode.Topic, node.Signed(1, Part));
            await FloodAsync(node, flood, AtOnceRounds);
            Assert.Contains("{\"counter\":1,\"ok\":true}", node.Replies.Skip(before));
            before = node.Replies.Count;
            await node.Log.PublishAsync(Root + "price", "{\"import_per_kwh\":0.2}");
            await FloodAsync(node, flood, AtOnceRounds);
            Assert.Contains("{\"topic\":\"price\",\"ok\":true}", node.Replies.Skip(before));

            // A signed command that is refused is answered too: its owner has to know.
            before = node.Replies.Count;
            await node.Log.PublishAsync(CommandNode.Topic, node.Signed(2, "{\"do\":\"settings_commit\",\"crc32\":\"00000000\"}"));
            await FloodAsync(node, flood, AtOnceRounds);
            Assert.Contains(node.Replies.Skip(before), reply => reply.Contains("bad_part", StringComparison.Ordinal));

            await FloodAsync(node, flood, Rounds);
            replies = node.Replies.Count - repliesBefore;
            Assert.InRange(replies, 25, 40);
            double[] uptimes = node.Log.Of(Root + "state").Skip(statesBefore - 1).Select(state => JsonDocument.Parse(state).RootElement.GetProperty("uptime_s").GetDouble()).ToArray();
            double longest = uptimes.Zip(uptimes.Skip(1), (first, second) => second - first).Max();
            Assert.InRange(longest, 1, 12);

            // All that was sent is accounted for: answered, or counted as not answered, or dropped for want of room or size.
            node.World.RunFor(TimeSpan.FromSeconds(11));
            await node.Log.SettleAsync(node.World);
            var link = node.State().GetProperty("link");
            int skipped = link.GetProperty("replies_skipped").GetInt32();
            int refused = link.GetProperty("requests_refused").GetInt32()
                + node.State().GetProperty("commands").GetProperty("refused").EnumerateObject().Sum(each => each.Value.GetInt32());
            int bad = ((2 * Rounds) + (3 * AtOnceRounds)) * MessagesARound;
            _output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{bad} bad messages in 42 s: {replies} replies, {skipped} skipped, {refused} refused; longest time between two states {longest} s"));
            Assert.Equal(bad + 1, refused);
            Assert.Equal(bad - (replies - 3), skipped);
            Assert.Equal(1, node.World.Board.Boots);
        }

        private static async Task FloodAsync(CommandNode node, (string Topic, string Payload)[] flood, int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                for (int i = 0; i < MessagesARound; i++)
                {
                    var (topic, payload) = flood[((round * MessagesARound) + i) % flood.Length];
                    await node.Log.PublishAsync(Root + topic, payload);
                }

                node.World.Board.Network.Settle();
                node.World.RunFor(s_round);
            }

            await node.Log.SettleAsync(node.World);
        }
    }
}
