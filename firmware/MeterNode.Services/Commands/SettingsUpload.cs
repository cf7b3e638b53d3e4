using System;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Commands
{
    /// <summary>
    /// A settings file that comes in parts, each of which begins where the one before ended. One file at a time: a part at offset 0
    /// begins another one.
    /// </summary>
    public sealed class SettingsUpload
    {
        /// <summary>Largest settings file, bytes.</summary>
        public const int MostBytes = 32768;

        private byte[]? _text;
        private int _received;

        /// <summary>Bytes that are there.</summary>
        public int Received => _received;

        /// <summary>Forgets what is there.</summary>
        public void Clear()
        {
            _text = null;
            _received = 0;
        }

        /// <summary>Takes a part.</summary>
        /// <param name="offset">Where it begins in the file.</param>
        /// <param name="total">Size of the file, bytes, 1 to <see cref="MostBytes"/>.</param>
        /// <param name="part">Its bytes.</param>
        /// <returns>What is wrong with it, or null.</returns>
        public string? Add(int offset, int total, byte[] part)
        {
            if (offset == 0)
            {
                Clear();
                _text = new byte[total];
            }

            if (_text == null || total != _text.Length || offset != _received)
            {
                return "offset: is " + offset + " of " + total + "; allowed is " + _received + (_text == null ? "" : " of " + _text.Length) + ", or 0 to begin anew";
            }

            if (part.Length == 0 || offset + part.Length > total)
            {
                return "base64: has " + part.Length + " bytes; allowed are 1 to " + (total - offset);
            }

            Array.Copy(part, 0, _text, offset, part.Length);
            _received += part.Length;
            return null;
        }

        /// <summary>Ends the file: checks that all of it is there. What it says is for <see cref="SentSettings"/>.</summary>
        /// <param name="crc32">The checksum that it must have.</param>
        /// <param name="problem">What is wrong with it; empty for nothing.</param>
        /// <param name="text">The file.</param>
        /// <returns>Whether all of it is there, as it was sent; then it is forgotten here.</returns>
        public bool TryFinish(int crc32, out string problem, out byte[] text)
        {
            text = _text ?? new byte[0];
            problem = "";
            if (_text == null || _received != text.Length)
            {
                problem = "there are " + _received + " of " + text.Length + " bytes";
                return false;
            }

            Clear();
            if (new Crc32().Of(text, 0, text.Length) != crc32)
            {
                problem = "crc32: is not that of what has come";
                return false;
            }

            return true;
        }
    }
}
