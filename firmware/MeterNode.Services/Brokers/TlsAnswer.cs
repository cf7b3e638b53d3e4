namespace MeterNode.Services.Brokers
{
    /// <summary>
    /// Reads the answer to a <see cref="ClientHello"/> as it comes, up to the end of its first record (RFC 8446, 5.1). What the
    /// record says is left to the real handshake; only that a TLS server speaks there is found out.
    /// </summary>
    public sealed class TlsAnswer
    {
        private const int HeaderBytes = 5;

        /// <summary>The most that a record holds: 2^14 bytes; no first one is longer.</summary>
        private const int MostBytes = 16384;

        private const int Alert = 0x15;
        private const int Handshake = 0x16;
        private const int ServerHello = 2;

        private int _count;
        private int _content;
        private int _length;
        private bool _isOther;

        /// <summary>What it is so far.</summary>
        public TlsVerdict Verdict
        {
            get
            {
                if (_isOther)
                {
                    return TlsVerdict.NotTls;
                }

                return _count >= HeaderBytes && _count >= HeaderBytes + _length ? TlsVerdict.Tls : TlsVerdict.Incomplete;
            }
        }

        /// <summary>Adds what has come.</summary>
        /// <param name="data">Holds it.</param>
        /// <param name="count">How many bytes, from the first on.</param>
        public void Add(byte[] data, int count)
        {
            for (int i = 0; i < count && Verdict == TlsVerdict.Incomplete; i++)
            {
                Add(data[i]);
            }
        }

        private void Add(int value)
        {
            switch (_count)
            {
                case 0:
                    _content = value;
                    _isOther = value != Alert && value != Handshake;
                    break;
                case 1:
                    _isOther = value != 3;
                    break;
                case 2:
                    _isOther = value > 4;
                    break;
                case 3:
                    _length = value << 8;
                    break;
                case 4:
                    _length |= value;
                    _isOther = _length < 2 || _length > MostBytes;
                    break;
                case HeaderBytes:
                    _isOther = _content == Handshake && value != ServerHello;
                    break;
            }

            _count++;
        }
    }
}
