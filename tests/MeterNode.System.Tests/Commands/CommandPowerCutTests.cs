using System;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using MeterNode.Benchmarks.Link.Fuzz;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>The power goes at each file operation that a command causes in the whole firmware.</summary>
    public sealed class CommandPowerCutTests
    {
        private const string Nonce = "0123456789abcdef";

        private readonly ITestOutputHelper _output;

        public CommandPowerCutTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public async Task Rotation_CutAnywhere_EitherHappenedOrNot_AndIsNeverReplayed()
        {
            int cuts = 0;
            bool wasCut = true;
            for (int at = 0; wasCut; at++)
            {
                await using var node = await CommandNode.StartAsync();
                string command = node.Signed(1000, "{\"do\":\"rotate_key\",\"nonce\":\"" + Nonce + "\"}");
                (wasCut, string answer) = await CutAtAsync(node, command, at);
                cuts += wasCut ? 1 : 0;
                string again = await node.AskAsync(command);

                // Not acted upon: it may be taken now. Acted upon, whether that was told or not: it is worth nothing any more.
                Assert.Contains(again, new[] { "ok", "bad_signature" });
                Assert.False(answer == "ok" && again == "ok");
                byte[] next = CommandSigner.NextKey(node.OwnerKey, Nonce);
                Assert.Equal("bad_signature", await node.AskAsync(command));
                node.OwnerKey = next;
                Assert.Equal("replayed", await node.AskAsync(node.Signed(1000, "{\"do\":\"restart\"}")));
                Assert.Equal("ok", await node.AskAsync(node.Signed(1001, "{\"do\":\"restart\"}")));
            }

            _output.WriteLine(cuts + " cuts");
            Assert.True(cuts > 5);
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task Settings_CutAnywhere_AreTheOldOrTheNewOnes_AndAreNeverReplayed(bool keepsPasswords)
        {
            int cuts = 0;
            int old = 0;
            bool wasCut = true;
            for (int at = 0; wasCut; at++)
            {
                await using var node = await CommandNode.StartAsync();
                string settings = node.SettingsWithLimit(50);
                string sent = keepsPasswords ? settings.Replace("\"not a real one\"", "true", StringComparison.Ordinal) : settings;
                Assert.Equal(keepsPasswords, sent != settings);
                long counter = await node.UploadAsync(sent, 100);
                string command = node.Signed(counter, CommandNode.Commit(sent));
                (wasCut, string answer) = await CutAtAsync(node, command, at);
                cuts += wasCut ? 1 : 0;
                int limitA = node.State().GetProperty("supply").GetProperty("limit_a").GetInt32();
                Assert.Equal("normal", node.State().GetProperty("mode").GetString());
                Assert.Equal(limitA == 60 ? node.World.SettingsText : settings, Encoding.UTF8.GetString(node.World.Board.Flash.ReadFile(NodeWorld.SettingsPath)));
                Assert.True(limitA == 50 || answer != "ok");
                old += limitA == 60 ? 1 : 0;

                // Where its counter was not saved yet it is new, and what it would commit is gone with the memory.
                string again = await node.AskAsync(command);
                Assert.Contains(again, new[] { "replayed", "bad_part" });
                Assert.True(limitA == 60 || again == "replayed");
                Assert.Equal("ok", await node.AskAsync(node.Signed(counter + 1, "{\"do\":\"restart\"}")));
            }

            _output.WriteLine(cuts + " cuts, old settings after " + old);
            Assert.InRange(old, 1, cuts - 1);
        }

        [Fact]
        public async Task Expired_CutAnywhere_HoldsNoMoreOnceThatWasTold_ThoughTheClockIsLost()
        {
            int cuts = 0;
            int told = 0;
            bool wasCut = true;
            for (int at = 0; wasCut; at++)
            {
                await using var node = await CommandNode.StartAsync();
                string recorded = node.Signed(1000, "{\"do\":\"rotate_key\",\"nonce\":\"" + Nonce + "\"}", 1000);
                node.World.Board.Network.TimeServerReachable = false;
                (wasCut, string answer) = await CutAtAsync(node, recorded, at);
                cuts += wasCut ? 1 : 0;
                if (!wasCut)
                {
                    await node.RebootAsync();
                }

                Assert.Equal(JsonValueKind.Null, node.State().GetProperty("time").ValueKind);
                string again = await node.AskAsync(recorded);
                Assert.Contains(again, new[] { "ok", "replayed" });
                Assert.True(answer != "expired" || again == "replayed");
                told += answer == "expired" ? 1 : 0;
            }

            _output.WriteLine(cuts + " cuts, told " + told + " times");
            Assert.True(cuts > 5);
            Assert.True(told > 0);
        }

        /// <summary>Sends a command, and cuts the power at one of the file operations that follow.</summary>
        /// <returns>Whether there was such an operation, and what was answered.</returns>
        private static async Task<(bool WasCut, string Answer)> CutAtAsync(CommandNode node, string command, int at)
        {
            bool wasCut = false;
            int operation = 0;
            var board = node.World.Board;
            void OnOperation(VirtualEsp32.Storage.FlashOperation each)
            {
                bool isOurs = each.Path.Contains("command", StringComparison.Ordinal) || each.Path.Contains("settings", StringComparison.Ordinal);
                if (isOurs && operation++ == at)
                {
                    wasCut = true;
                    board.PowerOff();
                }
            }

            board.Flash.OperationStarting += OnOperation;
            string answer = await node.AskAsync(command);
            board.Flash.OperationStarting -= OnOperation;
            if (wasCut)
            {
                node.World.RunFor(TimeSpan.FromSeconds(1));
                board.PowerBack();
            }

            // Long enough for the restart that a commit announces, and for the state after it.
            node.World.RunFor(TimeSpan.FromSeconds(25));
            await node.Log.SettleAsync(node.World);
            Assert.Equal(wasCut || board.Boots == 2 ? 2 : 1, board.Boots);
            return (wasCut, answer);
        }
    }
}
