using System;
using System.Text;
using MeterNode.Services.Commands;
using MeterNode.Services.Messaging;
using MeterNode.Services.Storage;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>What commands do once they are let in, and what becomes of what is none.</summary>
    public sealed class CommandDeskTests
    {
        private const string Settings = CommandBench.Settings;

        [Fact]
        public void Restart_IsAnsweredFirstAndDoneAfterwards()
        {
            var bench = new CommandBench();
            Assert.Equal("{\"counter\":1,\"id\":\"a7\",\"ok\":true}", bench.Send(1, "{\"id\":\"a7\",\"do\":\"restart\"}", 5000));
            bench.Desk.Step(5000 + CommandDesk.RestartAfterMs - 1);
            Assert.Equal(0, bench.Actions.Restarts);
            bench.Desk.Step(5000 + CommandDesk.RestartAfterMs);
            bench.Desk.Step(5000 + CommandDesk.RestartAfterMs);
            Assert.Equal(1, bench.Actions.Restarts);
        }

        [Theory]
        [InlineData("restart")]
        [InlineData("{}")]
        [InlineData("[]")]
        [InlineData("{\"do\":7}")]
        [InlineData("{\"do\":\"explode\"}")]
        [InlineData("{\"do\":\"restart\"")]
        [InlineData("{\"do\":\"restart\"}}")]
        [InlineData("{\"do\":\"restart\",\"when\":1}")]
        [InlineData("{\"do\":\"restart\",\"id\":\"1234567890123456789012345\"}")]
        [InlineData("{\"do\":\"restart\",\"id\":{}}")]
        [InlineData("{\"do\":\"restart\",\"id\":[[[[[[[[[[]]]]]]]]]]}")]
        [InlineData("{\"do\":\"restart\u0001\"}")]
        [InlineData("{\"do\":\"rotate_key\"}")]
        [InlineData("{\"do\":\"rotate_key\",\"nonce\":\"0123456789abcde\"}")]
        [InlineData("{\"do\":\"rotate_key\",\"nonce\":\"0123456789ABCDEF\"}")]
        [InlineData("{\"do\":\"settings_part\",\"offset\":0,\"total\":32769,\"base64\":\"QUJD\"}")]
        [InlineData("{\"do\":\"settings_part\",\"offset\":0,\"total\":0,\"base64\":\"QUJD\"}")]
        [InlineData("{\"do\":\"settings_part\",\"offset\":-1,\"total\":10,\"base64\":\"QUJD\"}")]
        [InlineData("{\"do\":\"settings_part\",\"offset\":0,\"total\":10,\"base64\":\"QUJ\"}")]
        [InlineData("{\"do\":\"settings_commit\",\"crc32\":\"1234567\"}")]
        [InlineData("{\"do\":\"settings_commit\",\"crc32\":\"1234567G\"}")]
        public void Body_ThatIsNoCommand_IsRefusedAndUsesItsCounterUp(string body)
        {
            var bench = new CommandBench();
            Assert.Equal("bad_command", CommandBench.ReasonIn(bench.Send(1, body)));
            Assert.Equal(1L, bench.Keys.Counter);
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"restart\"}")));
            Assert.False(bench.Desk.IsRestarting);
        }

        [Fact]
        public void Body_ThatIsNoUtf8_IsRefused()
        {
            var bench = new CommandBench();
            byte[] payload = bench.Signed(1, "{\"do\":\"restart\",\"id\":\"xx\"}");
            payload[payload.Length - 3] = 0xC0;
            byte[] signature = CommandSignature.Of(bench.OwnerKey, CommandBench.Topic, payload, CommandEnvelope.SignedOffset);
            for (int i = 0; i < signature.Length; i++)
            {
                payload[2 * i] = (byte)"0123456789abcdef"[signature[i] >> 4];
                payload[(2 * i) + 1] = (byte)"0123456789abcdef"[signature[i] & 15];
            }

            Assert.Equal("bad_command", CommandBench.ReasonIn(bench.Handle(payload)));
        }

        [Fact]
        public void Settings_InParts_ReplaceTheFileAndRestart()
        {
            var bench = new CommandBench();
            Assert.Equal("", Upload(bench, Settings, 50));
            Assert.Equal(Settings, bench.Actions.Settings);
            Assert.True(bench.Desk.IsRestarting);
        }

        [Fact]
        public void Settings_ThatAreWrong_AreRefusedWithTheirKey()
        {
            var bench = new CommandBench();
            string wrong = Settings.Substring(0, Settings.IndexOf("60", StringComparison.Ordinal)) + "5" + Settings.Substring(Settings.IndexOf("60", StringComparison.Ordinal) + 2);
            string reply = UploadForReply(bench, wrong, 50);
            Assert.Equal("bad_settings", CommandBench.ReasonIn(reply));
            Assert.Contains("supply.limit_a: is 5", reply, StringComparison.Ordinal);
            Assert.Equal("", bench.Actions.Settings);
            Assert.False(bench.Desk.IsRestarting);
        }

        [Fact]
        public void Settings_WithPasswordsToKeep_GetTheNodesOwn_AndThenTheLastOnesSent()
        {
            var bench = new CommandBench();
            string kept = Settings.Replace("\"sesame\"", "true", StringComparison.Ordinal);
            Assert.Equal("", Upload(bench, kept, 50));
            Assert.Equal(Settings, bench.Actions.Settings);
            string other = Settings.Replace("sesame", "open", StringComparison.Ordinal);
            Assert.Equal("", Upload(bench, other, 50, 100));
            Assert.Equal("", Upload(bench, kept, 50, 200));
            Assert.Equal(other, bench.Actions.Settings);
        }

        [Fact]
        public void Settings_WithAPasswordToKeepThatIsNone_AreRefusedWithItsKey()
        {
            var bench = new CommandBench();
            string reply = UploadForReply(bench, Settings.Replace("\"home\"", "\"other\"", StringComparison.Ordinal).Replace("\"sesame\"", "true", StringComparison.Ordinal), 50);
            Assert.Equal("bad_settings", CommandBench.ReasonIn(reply));
            Assert.Contains("wifi.password: is true, and the node has none for", reply, StringComparison.Ordinal);
            Assert.DoesNotContain("sesame", reply, StringComparison.Ordinal);
            Assert.Equal("", bench.Actions.Settings);
        }

        [Fact]
        public void Settings_NestedWithoutEnd_NeverReachTheReader()
        {
            var bench = new CommandBench();
            var deep = new StringBuilder();
            for (int i = 0; i < SettingsUpload.MostBytes / 2; i++)
            {
                deep.Append('[');
            }

            Assert.Equal("bad_settings", CommandBench.ReasonIn(UploadForReply(bench, deep.ToString(), 2900)));
        }

        [Fact]
        public void Settings_PartsOutOfOrderOrMissing_AreRefusedAndCanBeginAnew()
        {
            var bench = new CommandBench();
            Assert.Equal("bad_part", CommandBench.ReasonIn(bench.Send(1, Part(4, 8, "efgh"))));
            Assert.Equal("", CommandBench.ReasonIn(bench.Send(2, Part(0, 8, "abcd"))));
            Assert.Equal("bad_part", CommandBench.ReasonIn(bench.Send(3, Part(5, 8, "fgh"))));
            Assert.Equal("bad_part", CommandBench.ReasonIn(bench.Send(4, Part(4, 9, "efgh"))));
            Assert.Equal("bad_part", CommandBench.ReasonIn(bench.Send(5, Part(4, 8, "efghi"))));
            Assert.Equal("bad_part", CommandBench.ReasonIn(bench.Send(6, "{\"do\":\"settings_commit\",\"crc32\":\"00000000\"}")));
            Assert.Equal("", Upload(bench, Settings, 64, 10));
        }

        [Fact]
        public void Settings_WithAnotherChecksum_AreRefused()
        {
            var bench = new CommandBench();
            bench.Send(1, Part(0, Settings.Length, Settings));
            Assert.Equal("bad_part", CommandBench.ReasonIn(bench.Send(2, "{\"do\":\"settings_commit\",\"crc32\":\"00000000\"}")));
            Assert.Equal("bad_part", CommandBench.ReasonIn(bench.Send(3, Commit(Settings))));
            Assert.Equal("", bench.Actions.Settings);
        }

        [Fact]
        public void Settings_ThatCannotBeWritten_AreAnsweredWithTheReason()
        {
            var bench = new CommandBench();
            bench.Actions.Problem = "flash is full";
            string reply = UploadForReply(bench, Settings, 100);
            Assert.Equal("not_saved", CommandBench.ReasonIn(reply));
            Assert.Contains("flash is full", reply, StringComparison.Ordinal);
            Assert.False(bench.Desk.IsRestarting);
        }

        [Fact]
        public void Counts_NameTheReasonsThatWere()
        {
            var bench = new CommandBench();
            bench.Send(1, "{\"do\":\"restart\"}");
            bench.Send(1, "{\"do\":\"restart\"}");
            bench.Handle(new byte[3]);
            var json = new JsonWriter(64);
            json.Reset().BeginObject();
            bench.Desk.WriteCounts(json);
            byte[] text = json.EndObject().ToArray();
            Assert.Equal("{\"commands\":{\"key\":true,\"taken\":1,\"refused\":{\"malformed\":1,\"replayed\":1}}}", Encoding.UTF8.GetString(text, 0, text.Length));
        }

        private static string Upload(CommandBench bench, string text, int partBytes, long counter = 1)
        {
            return CommandBench.ReasonIn(UploadForReply(bench, text, partBytes, counter));
        }

        private static string UploadForReply(CommandBench bench, string text, int partBytes, long counter = 1)
        {
            for (int at = 0; at < text.Length; at += partBytes)
            {
                string part = text.Substring(at, partBytes < text.Length - at ? partBytes : text.Length - at);
                Assert.Equal("", CommandBench.ReasonIn(bench.Send(counter++, Part(at, text.Length, part))));
            }

            return bench.Send(counter, Commit(text));
        }

        private static string Part(int offset, int total, string text)
        {
            return "{\"do\":\"settings_part\",\"offset\":" + offset + ",\"total\":" + total + ",\"base64\":\"" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + "\"}";
        }

        private static string Commit(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return "{\"do\":\"settings_commit\",\"crc32\":\"" + new Crc32().Of(bytes, 0, bytes.Length).ToString("x8") + "\"}";
        }
    }
}
