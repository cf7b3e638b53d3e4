using System;
using System.Security.Cryptography;
using System.Text;

namespace MeterNode.Services.Commands
{
    /// <summary>HMAC-SHA256 (FIPS 198-1, RFC 2104) as commands use it: over the topic, a zero byte, and what follows the signature.</summary>
    public static class CommandSignature
    {
        /// <summary>Size of a key and of a signature, bytes.</summary>
        public const int Bytes = 32;

        /// <summary>The signature of a command.</summary>
        /// <param name="key">The node's key.</param>
        /// <param name="topic">The topic that it is sent to.</param>
        /// <param name="payload">Holds what is signed.</param>
        /// <param name="offset">Where that begins; it goes to the end.</param>
        /// <returns>32 bytes.</returns>
        public static byte[] Of(byte[] key, string topic, byte[] payload, int offset)
        {
            byte[] head = Encoding.UTF8.GetBytes(topic);
            var signed = new byte[head.Length + 1 + payload.Length - offset];
            Array.Copy(head, signed, head.Length);
            Array.Copy(payload, offset, signed, head.Length + 1, payload.Length - offset);
            return HMACSHA256.HashData(key, signed);
        }

        /// <summary>The key that follows a key: both sides compute it, so that it never travels.</summary>
        /// <param name="key">The key in use.</param>
        /// <param name="nonce">What the command of rotation says, ASCII.</param>
        /// <returns>32 bytes.</returns>
        public static byte[] NextKey(byte[] key, string nonce)
        {
            return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("rotate" + nonce));
        }

        /// <summary>Tells key files apart without keeping them.</summary>
        /// <param name="key">The key of the file.</param>
        /// <returns>32 bytes, from which nobody gets the key.</returns>
        public static byte[] FingerprintOf(byte[] key)
        {
            return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("meternode key file"));
        }

        /// <summary>Whether two signatures are the same. Takes as long for every one: how long it takes tells nothing of how much is right.</summary>
        /// <param name="first">32 bytes.</param>
        /// <param name="second">32 bytes.</param>
        public static bool AreEqual(byte[] first, byte[] second)
        {
            if (first.Length != Bytes || second.Length != Bytes)
            {
                return false;
            }

            int difference = 0;
            for (int i = 0; i < Bytes; i++)
            {
                difference |= first[i] ^ second[i];
            }

            return difference == 0;
        }
    }
}
