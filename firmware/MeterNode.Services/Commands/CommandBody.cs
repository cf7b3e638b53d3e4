using System;
using System.Text;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;

namespace MeterNode.Services.Commands
{
    /// <summary>What a command says: one JSON object, of which every key is checked.</summary>
    public sealed class CommandBody
    {
        private const int LongestId = 24;
        private const int LongestPart = 4000;
        private const int LeastNonce = 16;
        private const int MostNonce = 64;

        private static readonly string[] s_kinds = { "restart", "rotate_key", "settings_part", "settings_commit" };

        /// <summary>The id that the reply repeats; empty for none. There as soon as it could be read, whatever is wrong with the rest.</summary>
        public string Id { get; private set; } = "";

        /// <summary>What is to be done.</summary>
        public CommandKind Do { get; private set; }

        /// <summary>With <c>rotate_key</c>: what the next key is made of.</summary>
        public string Nonce { get; private set; } = "";

        /// <summary>With <c>settings_part</c>: where the part begins in the file.</summary>
        public int Offset { get; private set; }

        /// <summary>With <c>settings_part</c>: size of the file, bytes.</summary>
        public int Total { get; private set; }

        /// <summary>With <c>settings_part</c>: its bytes.</summary>
        public byte[] Part { get; private set; } = new byte[0];

        /// <summary>With <c>settings_commit</c>: the file's checksum.</summary>
        public int Crc32 { get; private set; }

        /// <summary>What is wrong with it; empty for nothing.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>Forgets what was read.</summary>
        public void Clear()
        {
            Id = "";
            Problem = "";
            Part = new byte[0];
        }

        /// <summary>Reads one. Never throws.</summary>
        /// <param name="payload">Holds it.</param>
        /// <param name="offset">Where it begins; it goes to the end.</param>
        /// <returns>Whether it is a command that the node knows.</returns>
        public bool TryRead(byte[] payload, int offset)
        {
            Clear();
            Problem = "the body is no JSON object";
            var document = payload[offset] == '{' ? JsonText.TryParse(payload, offset, 1, out _) : null;
            if (document == null)
            {
                return false;
            }

            try
            {
                Read(new JsonSection(document, ""));
                Problem = "";
                return true;
            }
            catch (SettingsException refused)
            {
                Problem = refused.Message;
                return false;
            }
        }

        private void Read(JsonSection body)
        {
            Id = body.Text("id", LongestId, "");

            // It must be there: a choice may be left out.
            body.Value("do");
            Do = (CommandKind)body.Choice("do", s_kinds, 0);
            switch (Do)
            {
                case CommandKind.RotateKey:
                    Nonce = body.Text("nonce", MostNonce);
                    CheckNonce();
                    break;
                case CommandKind.SettingsPart:
                    Total = body.Int("total", 1, SettingsUpload.MostBytes);
                    Offset = body.Int("offset", 0, SettingsUpload.MostBytes);
                    Part = Base64(body.Text("base64", LongestPart));
                    break;
                case CommandKind.SettingsCommit:
                    Crc32 = Checksum(body.Text("crc32", 8));
                    break;
            }

            body.Finish();
        }

        private void CheckNonce()
        {
            bool isGood = Nonce.Length >= LeastNonce;
            for (int i = 0; i < Nonce.Length; i++)
            {
                isGood &= (Nonce[i] >= '0' && Nonce[i] <= '9') || (Nonce[i] >= 'a' && Nonce[i] <= 'z');
            }

            if (!isGood)
            {
                throw new SettingsException("nonce", "is not " + LeastNonce + " to " + MostNonce + " digits and lower-case letters");
            }
        }

        private static byte[] Base64(string text)
        {
            try
            {
                return Convert.FromBase64String(text);
            }
            catch (Exception)
            {
                throw new SettingsException("base64", "is no Base64 text");
            }
        }

        private static int Checksum(string digits)
        {
            var bytes = new byte[4];
            if (digits.Length != 8 || !CommandEnvelope.TryReadHex(Encoding.UTF8.GetBytes(digits), 0, bytes, false))
            {
                throw new SettingsException("crc32", "is not eight lower-case hexadecimal digits");
            }

            return (bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
        }
    }
}
