using System.Text;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Brokers
{
    /// <summary>
    /// The greeting of a TLS client (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2), for finding out whether somebody answers it. It offers TLS 1.3
    /// and 1.2 with what every current server takes, and goes no further: nothing secret is ever derived from it.
    /// </summary>
    public static class ClientHello
    {
        /// <summary>How many bytes of chance it needs: for the random, the session's id and the key share.</summary>
        public const int ChanceBytes = 96;

        private const int LongestHost = 255;
        private const int FieldBytes = 32;

        // TLS 1.3, then ECDHE with AES-GCM or ChaCha20 for ECDSA and RSA certificates, and no renegotiation (RFC 5746).
        private static readonly byte[] s_suites =
        {
            0x13, 0x01, 0x13, 0x02, 0x13, 0x03, 0xC0, 0x2B, 0xC0, 0x2C, 0xC0, 0x2F, 0xC0, 0x30, 0xCC, 0xA9, 0xCC, 0xA8, 0x00, 0xFF,
        };

        // supported_groups, ec_point_formats, signature_algorithms, extended_master_secret, supported_versions,
        // psk_key_exchange_modes, and of key_share all but the key: any 32 bytes are a public key of X25519 (RFC 7748, 5).
        private static readonly byte[] s_extensions =
        {
            0x00, 0x0A, 0x00, 0x08, 0x00, 0x06, 0x00, 0x1D, 0x00, 0x17, 0x00, 0x18,
            0x00, 0x0B, 0x00, 0x02, 0x01, 0x00,
            0x00, 0x0D, 0x00, 0x12, 0x00, 0x10,
            0x04, 0x03, 0x05, 0x03, 0x08, 0x04, 0x08, 0x05, 0x08, 0x06, 0x04, 0x01, 0x05, 0x01, 0x06, 0x01,
            0x00, 0x17, 0x00, 0x00,
            0x00, 0x2B, 0x00, 0x05, 0x04, 0x03, 0x04, 0x03, 0x03,
            0x00, 0x2D, 0x00, 0x02, 0x01, 0x01,
            0x00, 0x33, 0x00, 0x26, 0x00, 0x24, 0x00, 0x1D, 0x00, 0x20,
        };

        /// <summary>Makes one.</summary>
        /// <param name="host">The server's name; an address, or what is too long for a name, is not told (RFC 6066, 3).</param>
        /// <param name="chance"><see cref="ChanceBytes"/> bytes that no two greetings have in common.</param>
        /// <returns>The whole record.</returns>
        public static byte[] Make(string host, byte[] chance)
        {
            byte[] name = IsName(host) ? Encoding.UTF8.GetBytes(host) : new byte[0];
            int nameBytes = name.Length > 0 ? 9 + name.Length : 0;
            int extensions = nameBytes + s_extensions.Length + FieldBytes;
            int body = 2 + FieldBytes + 1 + FieldBytes + 2 + s_suites.Length + 2 + 2 + extensions;
            var hello = new byte[5 + 4 + body];
            var writer = new ByteWriter(hello);

            // Record and handshake: content handshake, version 3.1 for the sake of old servers, client_hello.
            writer.PutByte(0x16);
            Put16(writer, 0x0301);
            Put16(writer, 4 + body);
            writer.PutByte(1);
            writer.PutByte(0);
            Put16(writer, body);
            Put16(writer, 0x0303);
            writer.PutBytes(chance, 0, FieldBytes);
            writer.PutByte(FieldBytes);
            writer.PutBytes(chance, FieldBytes, FieldBytes);
            Put16(writer, s_suites.Length);
            writer.PutBytes(s_suites, 0, s_suites.Length);
            writer.PutByte(1);
            writer.PutByte(0);
            Put16(writer, extensions);
            if (name.Length > 0)
            {
                Put16(writer, 0);
                Put16(writer, name.Length + 5);
                Put16(writer, name.Length + 3);
                writer.PutByte(0);
                Put16(writer, name.Length);
                writer.PutBytes(name, 0, name.Length);
            }

            writer.PutBytes(s_extensions, 0, s_extensions.Length);
            writer.PutBytes(chance, 2 * FieldBytes, FieldBytes);
            return hello;
        }

        private static bool IsName(string host)
        {
            bool hasLetter = false;
            for (int i = 0; i < host.Length; i++)
            {
                if (host[i] == ':')
                {
                    return false;
                }

                hasLetter |= host[i] != '.' && (host[i] < '0' || host[i] > '9');
            }

            return hasLetter && host.Length <= LongestHost;
        }

        private static void Put16(ByteWriter writer, int value)
        {
            writer.PutByte((value >> 8) & 0xFF);
            writer.PutByte(value & 0xFF);
        }
    }
}
