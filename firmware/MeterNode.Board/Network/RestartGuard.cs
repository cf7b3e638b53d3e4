using System.Diagnostics;
using MeterNode.Board.Files;
using MeterNode.Core.Settings;
using MeterNode.Services.Brokers;
using MeterNode.Services.Rates;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Network
{
    /// <summary>
    /// Sees to it that a broker with which the board goes down can do that a few times at most: a note on flash of the broker that it
    /// is with outlasts the reset. It costs two saves a session in TLS, one in plain. When a session is lost it stays as it is until there
    /// is another one, or none to be had. For the link's thread alone.
    /// </summary>
    internal sealed class RestartGuard
    {
        /// <summary>Path of the record, without the endings of its two files.</summary>
        public const string Path = "I:\\restart";

        /// <summary>Kind of the record.</summary>
        public const int Kind = 0x5253;

        /// <summary>The most saves at once.</summary>
        public const int MostSaves = 40;

        // So many are kept for beginning handshakes; what comes after one waits.
        private const int Reserve = 12;

        private const int PutOffMs = 60000;
        private const int MsPerMinute = 60000;
        private const int Schema = 1;

        // No note is this one.
        private const int Unsaved = -1;

        private readonly BrokerSettings[] _brokers;
        private readonly BrokerOrder _order;
        private readonly LinkHealth _health;
        private readonly RestartMemory _memory;
        private readonly TokenBucket _allowance = new TokenBucket(MostSaves, RestartMemory.SaveRegainMs);
        private RecordFile? _file;
        private int _noted;
        private int _praised = -1;
        private long _goodSinceMs;
        private int _hours;

        /// <summary>Makes a guard; <see cref="Load"/> comes first.</summary>
        /// <param name="brokers">The brokers.</param>
        /// <param name="order">Is told which of them to leave alone.</param>
        /// <param name="health">Where it is told why.</param>
        public RestartGuard(BrokerSettings[] brokers, BrokerOrder order, LinkHealth health)
        {
            _brokers = brokers;
            _order = order;
            _health = health;
            var keys = new int[brokers.Length];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = RestartMemory.KeyOf(brokers[i].Host, brokers[i].Port);
            }

            _memory = new RestartMemory(keys);
        }

        /// <summary>Finds out which broker the board was with before the restart.</summary>
        public void Load()
        {
            var state = Open().Load(null);
            if (state != RecordState.Whole && state != RecordState.OneCopy)
            {
                return;
            }

            // What it comes to is saved with the next note, whichever that is; until then the next start comes to the same.
            _noted = Unsaved;
            var reader = new ByteReader(Open().Image);
            reader.Reset(Open().Image, RecordFormat.HeaderBytes, Open().Length);
            int with = _memory.Read(reader, out bool wasInSession);
            if (with >= 0 && _memory.RestMs(with) > 0)
            {
                _health.Count(wasInSession ? LinkFailure.SessionHung : LinkFailure.HandshakeHung);
            }

            long nowMs = BoardClock.NowMs;
            for (int i = 0; i < _brokers.Length; i++)
            {
                int restMs = _memory.RestMs(i);
                if (restMs > 0)
                {
                    string finding = _brokers[i].Path + ": the board has restarted while with it, " + (i == with && !wasInSession ? "in a TLS handshake" : "again and again")
                        + "; left alone for " + (restMs / MsPerMinute).ToString() + " min";
                    _order.Rest(i, nowMs + restMs);
                    _health.Find(i, finding);
                    Debug.WriteLine(finding);
                }
            }
        }

        /// <summary>Notes that a TLS handshake is about to begin. Without it none may.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <returns>Whether it may; otherwise so much was written today that it is put off.</returns>
        public bool TryBegin(int broker)
        {
            int before = _memory.Broker;
            bool wasInSession = _memory.IsInSession;
            _memory.BeginHandshake(broker);
            if (_memory.Note == _noted)
            {
                // It stands from another handshake, after which there was no allowance to take it back.
                return true;
            }

            long nowMs = BoardClock.NowMs;
            if (_allowance.TryTake(nowMs, 0))
            {
                // A flash that takes nothing any more is no reason to be silent for ever.
                Save();
                return true;
            }

            _order.Rest(broker, nowMs + PutOffMs);
            Return(wasInSession ? before : -1);
            return false;
        }

        /// <summary>Says that a session stands.</summary>
        /// <param name="broker">Index of the broker.</param>
        public void Begin(int broker)
        {
            _memory.BeginSession(broker);
            SaveIfAllowed();
        }

        /// <summary>Says that an attempt has failed, and so come to an end.</summary>
        /// <param name="current">The broker that the board is in a session with all the same; -1 for none.</param>
        public void Return(int current)
        {
            _memory.End();
            if (current >= 0)
            {
                _memory.BeginSession(current);
            }

            SaveIfAllowed();
        }

        /// <summary>Does what has to be done now and then while a session stands.</summary>
        /// <param name="broker">Index of the session's broker.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(int broker, long nowMs)
        {
            SaveIfAllowed();
            if (_praised != broker)
            {
                _praised = broker;
                _goodSinceMs = nowMs;
                _hours = 0;
            }
            else if (nowMs - _goodSinceMs >= RestartMemory.SessionForgivenMs)
            {
                _goodSinceMs = nowMs;
                _hours++;
                if (_memory.Forgive(broker, _hours))
                {
                    Save();
                }
            }
        }

        /// <summary>Says that the session is over.</summary>
        public void OnLost()
        {
            _praised = -1;
        }

        /// <summary>Says that the board is about to restart because it is meant to.</summary>
        public void Leave()
        {
            _memory.End();
            Save();
        }

        private void SaveIfAllowed()
        {
            if (_memory.Note != _noted && _allowance.TryTake(BoardClock.NowMs, Reserve))
            {
                Save();
            }
        }

        private void Save()
        {
            var payload = new byte[RestartMemory.MostBytes];
            var writer = new ByteWriter(payload);
            _memory.Write(writer);
            Open().Save(payload, writer.Length);
            _noted = _memory.Note;
        }

        private RecordFile Open()
        {
            return _file ??= new RecordFile(Path, new Crc32(), Kind, Schema, RestartMemory.MostBytes);
        }
    }
}
