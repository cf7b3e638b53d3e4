using MeterNode.Services.Messaging;

namespace MeterNode.Services.Commands
{
    /// <summary>
    /// The form of a signed command: <c>hmac.counter.expiry.body</c>, the signature as 64 lower-case hexadecimal digits, counter and
    /// expiry as decimal numbers up to 2^63-1 without leading zeros. Reads the first hundred bytes and no more: what an
    /// unsigned message costs does not depend on its length. One instance serves all messages; nothing here throws or allocates.
    /// </summary>
    public sealed class CommandEnvelope
    {
        /// <summary>Digits of the signature.</summary>
        public const int SignatureDigits = 2 * CommandSignature.Bytes;

        /// <summary>Where the signed part begins: behind the first dot.</summary>
        public const int SignedOffset = SignatureDigits + 1;

        private int _position;

        /// <summary>The signature, 32 bytes.</summary>
        public byte[] Signature { get; } = new byte[CommandSignature.Bytes];

        /// <summary>The counter; -1 where the message was not read that far.</summary>
        public long Counter { get; private set; } = -1;

        /// <summary>Unix time after which it does not hold, s; 0 for none.</summary>
        public long ExpiryS { get; private set; }

        /// <summary>Where the body begins; it goes to the end.</summary>
        public int BodyOffset { get; private set; }

        /// <summary>Forgets the last message.</summary>
        public void Clear()
        {
            Counter = -1;
            ExpiryS = 0;
            BodyOffset = 0;
        }

        /// <summary>Reads a message.</summary>
        /// <param name="payload">Its bytes.</param>
        /// <returns>Whether it is of the form, and has a body.</returns>
        public bool TryRead(byte[] payload)
        {
            Clear();
            if (payload.Length <= SignedOffset || payload.Length > InboundQueue.LongestPayload || !TryReadHex(payload, 0, Signature, false))
            {
                return false;
            }

            _position = SignatureDigits;
            if (payload[_position++] != '.')
            {
                return false;
            }

            long counter = ReadNumber(payload);
            long expiry = counter < 0 ? -1 : ReadNumber(payload);
            if (expiry < 0 || _position >= payload.Length)
            {
                return false;
            }

            Counter = counter;
            ExpiryS = expiry;
            BodyOffset = _position;
            return true;
        }

        /// <summary>Reads bytes in hexadecimal.</summary>
        /// <param name="text">Holds two digits for each byte of the target.</param>
        /// <param name="offset">The first digit.</param>
        /// <param name="target">Is filled.</param>
        /// <param name="capitals">Whether A to F are digits too.</param>
        /// <returns>Whether all of them were digits.</returns>
        public static bool TryReadHex(byte[] text, int offset, byte[] target, bool capitals)
        {
            if (text.Length < offset + (2 * target.Length))
            {
                return false;
            }

            for (int i = 0; i < target.Length; i++)
            {
                int high = Digit(text[offset + (2 * i)], capitals);
                int low = Digit(text[offset + (2 * i) + 1], capitals);
                if (high < 0 || low < 0)
                {
                    return false;
                }

                target[i] = (byte)((high << 4) | low);
            }

            return true;
        }

        private static int Digit(int c, bool capitals)
        {
            if (c >= '0' && c <= '9')
            {
                return c - '0';
            }

            if (c >= 'a' && c <= 'f')
            {
                return c - 'a' + 10;
            }

            return capitals && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        }

        /// <summary>Reads a number and the dot behind it; -1 where there is none, or a larger one than 2^63-1.</summary>
        private long ReadNumber(byte[] payload)
        {
            int start = _position;
            long value = 0;
            while (_position < payload.Length && payload[_position] != '.')
            {
                int digit = payload[_position] - '0';
                if (digit < 0 || digit > 9 || (value == 0 && _position > start) || value > (long.MaxValue - digit) / 10)
                {
                    return -1;
                }

                value = (value * 10) + digit;
                _position++;
            }

            if (_position == start || _position >= payload.Length)
            {
                return -1;
            }

            _position++;
            return value;
        }
    }
}
