using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>Signs commands with .NET's own HMAC and nothing of the firmware's.</summary>
    internal static class CommandSigner
    {
        /// <summary>A signed command.</summary>
        public static byte[] Sign(byte[] key, string topic, long counter, long expiryS, string body)
        {
            return Sign(key, topic, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{counter}.{expiryS}.{body}")));
        }

        /// <summary>Anything, signed.</summary>
        public static byte[] Sign(byte[] key, string topic, byte[] rest)
        {
            byte[] signed = [.. Encoding.UTF8.GetBytes(topic), 0, .. rest];
            byte[] signature = HMACSHA256.HashData(key, signed);
            return [.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), (byte)'.', .. rest];
        }

        /// <summary>The key after a rotation.</summary>
        public static byte[] NextKey(byte[] key, string nonce)
        {
            return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("rotate" + nonce));
        }

        /// <summary>A key of a test: any bytes that follow from a number.</summary>
        public static byte[] Key(int number)
        {
            return Enumerable.Range(0, 32).Select(i => (byte)((i * 37) + (number * 101) + 11)).ToArray();
        }
    }
}
