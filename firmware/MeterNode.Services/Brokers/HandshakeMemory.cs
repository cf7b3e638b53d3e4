using MeterNode.Core.Settings;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Brokers
{
    /// <summary>
    /// Which broker a TLS handshake is under way with, and which ones have hung the board in it: what has to outlast a reset, for on
    /// the platform a handshake that is not answered ends by the watchdog alone. A broker whose note still stands at a start is left
    /// alone: for 15 minutes, and twice as long each time up to a day. Six hours with it take back one doubling, so that one that
    /// behaves for a while and then hangs again costs no more than four resets a day. A rest is not over by a restart, since
    /// without the time nobody knows how much of it has passed; an attempt that came to an end, however, ends it.
    /// </summary>
    public sealed class HandshakeMemory
    {
        /// <summary>Largest size of the payload, bytes.</summary>
        public const int MostBytes = 2 + (BrokerSettings.Most * 6);

        /// <summary>One save beyond those at once is allowed in this time, ms: 144 a day.</summary>
        public const int SaveRegainMs = 600000;

        /// <summary>How long a broker is left alone after the first hang, ms.</summary>
        public const int FirstRestMs = 900000;

        /// <summary>The longest, ms.</summary>
        public const int MostRestMs = 86400000;

        /// <summary>A session of this length takes back one doubling, ms.</summary>
        public const long GoodMs = 21600000;

        // 15 min doubled seven times is more than a day.
        private const int MostLevel = 8;

        private readonly int[] _keys;
        private readonly int[] _levels;
        private readonly bool[] _rests;
        private int _armed = -1;

        /// <summary>Makes a memory with nothing in it.</summary>
        /// <param name="keys">For each broker a number by which it is known again (<see cref="KeyOf"/>).</param>
        public HandshakeMemory(int[] keys)
        {
            _keys = keys;
            _levels = new int[keys.Length];
            _rests = new bool[keys.Length];
        }

        /// <summary>The broker whose note stands; -1 for none.</summary>
        public int Armed => _armed;

        /// <summary>A number for a broker: FNV-1a of host and port. Other settings so begin anew.</summary>
        /// <param name="host">Its host.</param>
        /// <param name="port">Its port.</param>
        public static int KeyOf(string host, int port)
        {
            uint hash = 2166136261;
            for (int i = 0; i < host.Length; i++)
            {
                hash = (hash ^ host[i]) * 16777619;
            }

            return (int)((hash ^ (uint)port) * 16777619);
        }

        /// <summary>Takes over what was kept; brokers that the settings no longer have are forgotten.</summary>
        /// <param name="reader">At the payload.</param>
        /// <returns>The broker whose note stood, which has hung the board or was overtaken by a power cut; -1 for none.</returns>
        public int Read(ByteReader reader)
        {
            int count = reader.GetByte();
            int armed = reader.GetByte() - 1;
            int hung = -1;
            for (int i = 0; i < count && !reader.Failed; i++)
            {
                int key = reader.GetInt32();
                int level = reader.GetByte();
                bool rests = reader.GetByte() != 0;
                int broker = Find(key);
                if (broker < 0 || reader.Failed)
                {
                    continue;
                }

                _levels[broker] = level > MostLevel ? MostLevel : level;
                _rests[broker] = rests;
                hung = i == armed ? broker : hung;
            }

            if (hung >= 0)
            {
                _levels[hung] = _levels[hung] < MostLevel ? _levels[hung] + 1 : MostLevel;
                _rests[hung] = true;
            }

            return hung;
        }

        /// <summary>Writes the payload.</summary>
        /// <param name="writer">Is written to.</param>
        public void Write(ByteWriter writer)
        {
            writer.PutByte(_keys.Length);
            writer.PutByte(_armed + 1);
            for (int i = 0; i < _keys.Length; i++)
            {
                writer.PutInt32(_keys[i]);
                writer.PutByte(_levels[i]);
                writer.PutByte(_rests[i] ? 1 : 0);
            }
        }

        /// <summary>How long a broker is to be left alone from the start of the board on, ms; 0 for not at all.</summary>
        /// <param name="broker">Index of the broker.</param>
        public int RestMs(int broker)
        {
            if (!_rests[broker] || _levels[broker] == 0)
            {
                return 0;
            }

            int restMs = FirstRestMs;
            for (int i = 1; i < _levels[broker]; i++)
            {
                restMs = restMs < MostRestMs / 2 ? restMs * 2 : MostRestMs;
            }

            return restMs;
        }

        /// <summary>How often it has hung the board, less what was forgiven.</summary>
        /// <param name="broker">Index of the broker.</param>
        public int LevelOf(int broker)
        {
            return _levels[broker];
        }

        /// <summary>Notes that a handshake begins.</summary>
        /// <param name="broker">Index of the broker.</param>
        public void Arm(int broker)
        {
            _armed = broker;
        }

        /// <summary>Takes the note back: the handshake is over, well or not.</summary>
        public void Disarm()
        {
            if (_armed >= 0)
            {
                _rests[_armed] = false;
                _armed = -1;
            }
        }

        /// <summary>Takes one doubling back.</summary>
        /// <param name="broker">Index of the broker that has behaved.</param>
        /// <returns>Whether there was one.</returns>
        public bool Forgive(int broker)
        {
            if (_levels[broker] == 0)
            {
                return false;
            }

            _levels[broker]--;
            return true;
        }

        private int Find(int key)
        {
            for (int i = 0; i < _keys.Length; i++)
            {
                if (_keys[i] == key)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
