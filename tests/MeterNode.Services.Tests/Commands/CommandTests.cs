using System.Text;
using MeterNode.Core.Messaging;
using MeterNode.Core.Tests;
using MeterNode.Services.Commands;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Commands
{
    /// <summary>The platform's own HMAC, and what uses counters up; the rest is tried on the PC alone, for a test assembly holds 64 kB of texts.</summary>
    [TestClass]
    public class CommandTests
    {
        [TestMethod]
        public void Hmac_IsOthers()
        {
            // Python: hmac.new(bytes(range(32)), b'rotate0123456789abcdef', sha256)
            var key = new byte[32];
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = (byte)i;
            }

            byte[] next = CommandSignature.NextKey(key, "0123456789abcdef");
            Assert.AreEqual(0x2B93584F, (next[0] << 24) | (next[1] << 16) | (next[2] << 8) | next[3]);
        }

        [TestMethod]
        [DataRow("1.1000.{\"do\":\"restart\"}", "expired")]
        [DataRow("1.0.{\"do\":\"explode\"}", "bad_command")]
        [DataRow("1.0.{\"do\":\"settings_commit\",\"crc32\":\"00000000\"}", "bad_part")]
        public void Refused_WithAGoodSignature_UsesItsCounterUp(string rest, string reason)
        {
            var clock = new UtcClock();
            clock.Set((1900000000L + 62135596800L) * 10000000L, 0);
            var keys = new KeptKeys();
            var desk = new CommandDesk(clock, TestHome.Settings()) { Keys = keys };
            keys.Fails = true;
            Assert.Contains("not_saved", Answer(desk, keys, rest));
            Assert.IsFalse(desk.IsFromOwner);
            keys.Fails = false;
            Assert.Contains(reason, Answer(desk, keys, rest));
            Assert.IsTrue(desk.IsFromOwner);
            Assert.AreEqual(1L, keys.Counter);
            Assert.Contains("replayed", Answer(desk, keys, rest));
            Assert.IsFalse(desk.IsRestarting);
        }

        [TestMethod]
        [DataRow("{}", "do: is missing")]
        [DataRow("{\"do\":7}", "do: is 7; allowed is restart, rotate_key, settings_part or settings_commit")]
        [DataRow("{\"do\":\"explode\"}", "do: is \\\"explode\\\"; allowed is restart, rotate_key, settings_part or settings_commit")]
        [DataRow("{\"do\":\"restart\",\"nonce\":\"x\"}", "nonce: is no known key here; allowed are id, do")]
        public void Command_ThatTheNodeDoesNotKnow_IsRefusedWithWhatIsAllowed(string body, string error)
        {
            var keys = new KeptKeys();
            var desk = new CommandDesk(new UtcClock(), TestHome.Settings()) { Keys = keys };
            Assert.Contains("\"reason\":\"bad_command\",\"error\":\"" + error + "\"", Answer(desk, keys, "1.0." + body));
        }

        private static string Answer(CommandDesk desk, KeptKeys keys, string rest)
        {
            byte[] payload = Encoding.UTF8.GetBytes("0000000000000000000000000000000000000000000000000000000000000000." + rest);
            byte[] signature = CommandSignature.Of(keys.Key!, "t", payload, CommandEnvelope.SignedOffset);
            const string digits = "0123456789abcdef";
            for (int i = 0; i < signature.Length; i++)
            {
                payload[2 * i] = (byte)digits[signature[i] >> 4];
                payload[(2 * i) + 1] = (byte)digits[signature[i] & 15];
            }

            byte[] reply = desk.Handle("t", payload, 1000);
            return Encoding.UTF8.GetString(reply, 0, reply.Length);
        }
    }
}
