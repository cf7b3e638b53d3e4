using System.Diagnostics;
using MeterNode.Board.Files;
using MeterNode.Core.Settings;
using MeterNode.Services.Brokers;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Network
{
    /// <summary>
    /// Sees to it that a broker which does not go through with a TLS handshake, and so hangs the board until the watchdog resets it,
    /// can do that a few times a day at most: a note on flash outlasts the reset. It costs two saves a handshake; where handshakes
    /// come one after the other it is left standing between them and costs none. For the link's thread alone.
    /// </summary>
    internal sealed class TlsGuard
    {
        /// <summary>Path of the record, without the endings of its two files.</summary>
        public const string Path = "I:\\handshake";

        /// <summary>Kind of the record.</summary>
        public const int Kind = 0x4853;

        /// <summary>The most saves at once.</summary>
        public const int MostSaves = 40;

        // So many are kept for beginning handshakes; what ends one waits.
        private const int Reserve = 12;

        private const int PutOffMs = 60000;
        private const int MsPerMinute = 60000;
        private const int Schema = 1;

        private readonly BrokerSettings[] _brokers;
        private readonly BrokerOrder _order;
        private readonly LinkHealth _health;
        private readonly HandshakeMemory _memory;
        private readonly AppendAllowance _allowance = new AppendAllowance(MostSaves, HandshakeMemory.SaveRegainMs);
        private RecordFile? _file;
        private bool _isUnderWay;
        private int _praised = -1;
        private long _goodSinceMs;

        /// <summary>Makes a guard; <see cref="Load"/> comes first.</summary>
        /// <param name="brokers">The brokers.</param>
        /// <param name="order">Is told which of them to leave alone.</param>
        /// <param name="health">Where a hang is told.</param>
        public TlsGuard(BrokerSettings[] brokers, BrokerOrder order, LinkHealth health)
        {
            _brokers = brokers;
            _order = order;
            _health = health;
            var keys = new int[brokers.Length];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = HandshakeMemory.KeyOf(brokers[i].Host, brokers[i].Port);
            }

            _memory = new HandshakeMemory(keys);
        }

        /// <summary>Finds out what became of the last handshake before the restart.</summary>
        public void Load()
        {
            var state = Open().Load(null);
            if (state != RecordState.Whole && state != RecordState.OneCopy)
            {
                return;
            }

            var reader = new ByteReader(Open().Image);
            reader.Reset(Open().Image, RecordFormat.HeaderBytes, Open().Length);
            int hung = _memory.Read(reader);
            if (hung >= 0)
            {
                // Durable before anything is tried: the next reset must not find the same note again.
                Save();
                _health.Count(LinkFailure.HandshakeHung);
            }

            long nowMs = BoardClock.NowMs;
            for (int i = 0; i < _brokers.Length; i++)
            {
                int restMs = _memory.RestMs(i);
                if (restMs > 0)
                {
                    string finding = _brokers[i].Path + ": no end of the last TLS handshake before a restart; left alone for "
                        + (restMs / MsPerMinute).ToString() + " min";
                    _order.Rest(i, nowMs + restMs);
                    _health.Find(i, finding);
                    Debug.WriteLine(finding);
                }
            }
        }

        /// <summary>Notes that a handshake is about to begin. Without it none may.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <returns>Whether it may; otherwise so much was written today that it is put off.</returns>
        public bool TryBegin(int broker)
        {
            if (_memory.Armed != broker)
            {
                long nowMs = BoardClock.NowMs;
                if (!_allowance.TryTake(nowMs, 0))
                {
                    _order.Rest(broker, nowMs + PutOffMs);
                    return false;
                }

                // A handshake that ended but whose note still stands, with another broker, has ended all the same.
                _memory.Disarm();
                _memory.Arm(broker);

                // A flash that takes nothing any more is no reason to be silent for ever.
                Save();
            }

            _isUnderWay = true;
            return true;
        }

        /// <summary>Says that the handshake has come to an end, well or not.</summary>
        public void End()
        {
            _isUnderWay = false;
            TakeBack();
        }

        /// <summary>Does what has to be done now and then while a session stands.</summary>
        /// <param name="broker">Index of the session's broker.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(int broker, long nowMs)
        {
            TakeBack();
            if (_praised != broker)
            {
                _praised = broker;
                _goodSinceMs = nowMs;
            }
            else if (nowMs - _goodSinceMs >= HandshakeMemory.GoodMs)
            {
                _goodSinceMs = nowMs;
                if (!_brokers[broker].Plain && _memory.Forgive(broker))
                {
                    Save();
                }
            }
        }

        /// <summary>Says that the session is over, or the attempt at one.</summary>
        public void OnLost()
        {
            _praised = -1;
            _isUnderWay = false;
        }

        private void TakeBack()
        {
            if (_memory.Armed >= 0 && !_isUnderWay && _allowance.TryTake(BoardClock.NowMs, Reserve))
            {
                _memory.Disarm();
                Save();
            }
        }

        private void Save()
        {
            var payload = new byte[HandshakeMemory.MostBytes];
            var writer = new ByteWriter(payload);
            _memory.Write(writer);
            Open().Save(payload, writer.Length);
        }

        private RecordFile Open()
        {
            return _file ??= new RecordFile(Path, new Crc32(), Kind, Schema, HandshakeMemory.MostBytes);
        }
    }
}
