using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MeterNode.Benchmarks.Link.Fuzz;
using MeterNode.System.Tests.Nodes;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>Signed commands over a real broker: what the whole firmware does with them.</summary>
    public sealed class CommandLinkTests
    {
        private const string Restart = "{\"id\":\"r1\",\"do\":\"restart\"}";
        private const string Rotate = "{\"do\":\"rotate_key\",\"nonce\":\"0123456789abcdef\"}";

        [Fact]
        public async Task Restart_IsAnsweredAndDoneOnce_AlsoWhenItIsReplayedAfterwards()
        {
            await using var node = await CommandNode.StartAsync();
            string command = node.Signed(1000, Restart);
            Assert.Equal("ok", await node.AskAsync(command));
            Assert.Equal("{\"counter\":1000,\"id\":\"r1\",\"ok\":true}", node.Replies[^1]);
            Assert.Equal(1, node.World.Board.Boots);
            node.World.RunFor(TimeSpan.FromSeconds(20));
            Assert.Equal(2, node.World.Board.Boots);
            Assert.Equal("replayed", await node.AskAsync(command));
            node.World.RunFor(TimeSpan.FromSeconds(20));
            Assert.Equal(2, node.World.Board.Boots);
            Assert.Equal("ok", await node.AskAsync(node.Signed(1001, Restart)));
        }

        [Fact]
        public async Task Restart_LosesNoEnergyOfTheMinutesBefore()
        {
            await using var node = await CommandNode.StartAsync();
            node.World.RunFor(TimeSpan.FromSeconds(200));
            await node.Log.SettleAsync(node.World);
            double beforeWh = ImportWh(node);
            Assert.True(beforeWh > 100);
            Assert.Equal("ok", await node.AskAsync(node.Signed(1, Restart)));
            node.World.RunFor(TimeSpan.FromSeconds(25));
            await node.Log.SettleAsync(node.World);
            Assert.Equal(2, node.World.Board.Boots);
            Assert.True(ImportWh(node) > beforeWh, $"{ImportWh(node)} Wh after {beforeWh} Wh");
        }

        [Fact]
        public async Task Refusals_EachHaveTheirReasonAndAreCountedInTheState()
        {
            await using var node = await CommandNode.StartAsync();
            long nowS = new DateTimeOffset(node.World.Board.TrueUtc, TimeSpan.Zero).ToUnixTimeSeconds();
            string first = node.Signed(500, Rotate);
            byte[] key = node.OwnerKey;
            Assert.Equal("expired", await node.AskAsync(node.Signed(100, Restart, nowS - 100)));
            Assert.Equal("replayed", await node.AskAsync(node.Signed(100, Restart, nowS - 100)));
            Assert.Equal("malformed", await node.AskAsync(first[..60]));
            Assert.Equal("bad_signature", await node.AskAsync(first[..^1]));
            Assert.Equal("oversize", await node.AskAsync(first + new string(' ', 5000)));
            Assert.Equal("bad_signature", await node.AskAsync(Encoding.UTF8.GetString(CommandSigner.Sign(CommandSigner.Key(9), CommandNode.Topic, 501, 0, Restart))));
            Assert.Equal("bad_signature", await node.AskAsync(Encoding.UTF8.GetString(CommandSigner.Sign(key, "meternode/test-2/command", 501, 0, Restart))));
            Assert.Equal("ok", await node.AskAsync(node.Signed(400, "{\"do\":\"settings_part\",\"offset\":0,\"total\":9,\"base64\":\"QUJD\"}", nowS + 1000)));
            Assert.Equal("replayed", await node.AskAsync(node.Signed(400, Restart)));
            Assert.Equal("replayed", await node.AskAsync(node.Signed(399, Restart)));
            Assert.Equal("bad_command", await node.AskAsync(node.Signed(600, "{\"do\":\"reboot\"}")));
            node.World.RunFor(TimeSpan.FromSeconds(15));
            await node.Log.SettleAsync(node.World);
            Assert.Equal(
                "{\"key\":true,\"taken\":1,\"refused\":{\"oversize\":1,\"malformed\":1,\"bad_signature\":3,\"replayed\":3,\"expired\":1,\"bad_command\":1}}",
                node.State().GetProperty("commands").GetRawText());
            Assert.Equal(1, node.World.Board.Boots);
        }

        [Fact]
        public async Task NodeWithoutAKey_RefusesEverythingAndSaysSo()
        {
            await using var node = await CommandNode.StartAsync(isProvisioned: false);
            Assert.Equal("no_key", await node.AskAsync(node.Signed(1, Restart)));
            Assert.Equal("no_key", await node.AskAsync("x"));
            Assert.False(node.State().GetProperty("commands").GetProperty("key").GetBoolean());
            Assert.Equal(1, node.World.Board.Boots);
        }

        [Fact]
        public async Task Flood_OfBadSignatures_DoesNotLockTheOwnerOut()
        {
            await using var node = await CommandNode.StartAsync();
            string bad = Encoding.UTF8.GetString(CommandSigner.Sign(CommandSigner.Key(9), CommandNode.Topic, 501, 0, Restart));
            string[] answers = new string[12];
            for (int i = 0; i < answers.Length; i++)
            {
                answers[i] = await node.AskAsync(bad, 0.1);
            }

            // Slowed down, and after the tenth in a row mostly not answered any more.
            Assert.Equal("slowed_down", answers[9]);
            Assert.Contains("none", answers);
            Assert.Equal("ok", await node.AskAsync(node.Signed(1, Restart)));
        }

        [Fact]
        public async Task RotatedKey_HoldsOverReboots_NeverTravels_AndANewKeyFileBeginsAnew()
        {
            using var debug = new StringWriter();
            using var listener = new TextWriterTraceListener(debug);
            Trace.Listeners.Add(listener);
            try
            {
                await using var node = await CommandNode.StartAsync();
                byte[] old = node.OwnerKey;
                string recorded = node.Signed(2000, Restart);
                Assert.Equal("ok", await node.AskAsync(node.Signed(1000, Rotate)));
                Assert.Equal("bad_signature", await node.AskAsync(recorded));
                await node.RebootAsync();
                Assert.Equal("bad_signature", await node.AskAsync(recorded));
                node.OwnerKey = CommandSigner.NextKey(old, "0123456789abcdef");
                Assert.Equal("replayed", await node.AskAsync(node.Signed(1000, Restart)));
                Assert.Equal("ok", await node.AskAsync(node.Signed(1001, "{\"do\":\"settings_part\",\"offset\":0,\"total\":9,\"base64\":\"QUJD\"}")));
                byte[] rotated = node.OwnerKey;
                node.OwnerKey = CommandSigner.Key(5);
                node.Provision(node.OwnerKey);
                await node.RebootAsync();
                Assert.Equal("ok", await node.AskAsync(node.Signed(1, Restart)));
                listener.Flush();
                string heard = string.Concat(node.Log.Messages.Select(each => each.Topic + each.Payload)) + debug;
                foreach (byte[] key in new[] { old, rotated, node.OwnerKey })
                {
                    Assert.DoesNotContain(Convert.ToHexString(key), heard, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain(Convert.ToBase64String(key)[..40], heard, StringComparison.Ordinal);
                }
            }
            finally
            {
                Trace.Listeners.Remove(listener);
            }
        }

        [Fact]
        public async Task Settings_OverTheBroker_AreRunWithAfterTheRestartAndKeptAsGood()
        {
            await using var node = await CommandNode.StartAsync();
            string settings = node.SettingsWithLimit(50);
            long counter = await node.UploadAsync(settings, 100);
            Assert.Equal("ok", await node.AskAsync(node.Signed(counter, CommandNode.Commit(settings))));
            node.World.RunFor(TimeSpan.FromSeconds(25));
            await node.Log.SettleAsync(node.World);
            Assert.Equal(2, node.World.Board.Boots);
            Assert.Equal(50, node.State().GetProperty("supply").GetProperty("limit_a").GetInt32());
            Assert.Equal(settings, Encoding.UTF8.GetString(node.World.Board.Flash.ReadFile(NodeWorld.SettingsPath)));
            Assert.False(node.World.Board.Flash.HasFile(MeterNode.Board.Files.SettingsFile.PendingPath));
        }

        [Fact]
        public async Task Settings_WithoutTheirPasswords_AreRunWithTheNodesOwn_WhichNeverTravel()
        {
            await using var node = await CommandNode.StartAsync();
            string settings = node.SettingsWithLimit(50);
            string kept = settings.Replace("\"not a real one\"", "true", StringComparison.Ordinal);
            Assert.NotEqual(settings, kept);
            long counter = await node.UploadAsync(kept, 100);
            Assert.Equal("ok", await node.AskAsync(node.Signed(counter, CommandNode.Commit(kept)), 2));
            node.World.RunFor(TimeSpan.FromSeconds(25));
            await node.Log.SettleAsync(node.World);
            Assert.Equal(50, node.State().GetProperty("supply").GetProperty("limit_a").GetInt32());
            Assert.Equal("normal", node.State().GetProperty("mode").GetString());
            Assert.Equal(settings, Encoding.UTF8.GetString(node.World.Board.Flash.ReadFile(NodeWorld.SettingsPath)));
            Assert.DoesNotContain("not a real one", string.Concat(node.Log.Messages.Select(each => each.Payload)), StringComparison.Ordinal);
        }

        [Fact]
        public async Task Settings_ThatAreWrong_AreRefusedWithTheirKeyAndChangeNothing()
        {
            await using var node = await CommandNode.StartAsync();
            string settings = node.SettingsWithLimit(5);
            long counter = await node.UploadAsync(settings, 100);
            Assert.Equal("bad_settings", await node.AskAsync(node.Signed(counter, CommandNode.Commit(settings)), 2));
            Assert.Contains("supply.limit_a: is 5; allowed is", node.Replies[^1], StringComparison.Ordinal);
            await node.RebootAsync();
            Assert.Equal(60, node.State().GetProperty("supply").GetProperty("limit_a").GetInt32());
            Assert.Equal("normal", node.State().GetProperty("mode").GetString());
        }

        private static double ImportWh(CommandNode node)
        {
            return node.State().GetProperty("circuits").GetProperty("supply").GetProperty("energy_import_wh").GetDouble();
        }
    }
}
