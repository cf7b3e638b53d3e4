using MeterNode.Services.Commands;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Commands
{
    /// <summary>The platform's own HMAC; the rest is tried on the PC alone, for a test assembly holds 64 kB of texts.</summary>
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
    }
}
