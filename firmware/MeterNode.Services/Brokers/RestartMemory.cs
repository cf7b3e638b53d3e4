using MeterNode.Core.Settings;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Brokers
{
    /// <summary>
    /// Which broker the board was with when it went down: what has to outlast a reset, for a broker, or somebody on the way to it, can
    /// bring that about. On the platform a TLS handshake that is not gone through with, and half a record in a session, end by the
    /// watchdog alone, and who knows what else might. A broker with which the board goes down is left alone.
    /// <para>
    /// In a handshake, which takes two seconds and is seldom hit by chance: for 15 minutes, and twice as long each time up to a day. In
    /// a session, where every power cut looks the same: the first three times not at all, then for a minute, and twice as long each
    /// time up to an hour. Six hours with the broker take back one time of the former, one hour one of the latter.
    /// </para>
    /// <para>
    /// A rest is not over by a restart, since without the time nobody knows how much of it has passed; an attempt that came to an end,
    /// however, ends it.
    /// </para>
    /// </summary>
    public sealed class RestartMemory
    {
        /// <summary>Largest size of the payload, bytes.</summary>
        public const int MostBytes = 2 + (BrokerSettings.Most * 7);

        /// <summary>One save beyond those at once is allowed in this time, ms: 144 a day.</summary>
        public const int SaveRegainMs = 600000;

        /// <summary>How long a broker is left alone after the first handshake, ms.</summary>
        public const int FirstHandshakeRestMs = 900000;

        /// <summary>How long at most, ms.</summary>
        public const int MostHandshakeRestMs = 86400000;

        /// <summary>So many sessions cost nothing.</summary>
        public const int FreeSessions = 3;

        /// <summary>How long a broker is left alone after the first session beyond them, ms.</summary>
        public const int FirstSessionRestMs = 60000;

        /// <summary>How long at most, ms.</summary>
        public const int MostSessionRestMs = 3600000;

        /// <summary>A session of this length takes back one time of going down in a handshake, ms.</summary>
        public const long HandshakeForgivenMs = 21600000;

        /// <summary>A session of this length takes back one time of going down in a session, ms.</summary>
        public const long SessionForgivenMs = 3600000;

        // Beyond these the rests have reached their ends.
        private const int MostHandshakes = 8;
        private const int MostSessions = FreeSessions + 7;

        private const int SessionFlag = 0x80;
        private const int NoRest = 0;
        private const int HandshakeRest = 1;
        private const int SessionRest = 2;

        private readonly int[] _keys;
        private readonly int[] _handshakes;
        private readonly int[] _sessions;
        private readonly int[] _rests;

        /// <summary>Makes a memory with nothing in it.</summary>
        /// <param name="keys">For each broker a number by which it is known again (<see cref="KeyOf"/>).</param>
        public RestartMemory(int[] keys)
        {
            _keys = keys;
            _handshakes = new int[keys.Length];
            _sessions = new int[keys.Length];
            _rests = new int[keys.Length];
        }

        /// <summary>The broker that the board is with; -1 for none.</summary>
        public int Broker { get; private set; } = -1;

        /// <summary>Whether it is in a session with it; otherwise in a handshake.</summary>
        public bool IsInSession { get; private set; }

        /// <summary>Both as one number, by which it is known whether the record on flash says the same.</summary>
        public int Note => (Broker + 1) | (IsInSession ? SessionFlag : 0);

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
        /// <param name="wasInSession">Whether the board was in a session when it went down; otherwise in a handshake.</param>
        /// <returns>The broker that it was with; -1 for none.</returns>
        public int Read(ByteReader reader, out bool wasInSession)
        {
            int count = reader.GetByte();
            int note = reader.GetByte();
            wasInSession = (note & SessionFlag) != 0;
            int was = (note & ~SessionFlag) - 1;
            int with = -1;
            for (int i = 0; i < count && !reader.Failed; i++)
            {
                int key = reader.GetInt32();
                int handshakes = reader.GetByte();
                int sessions = reader.GetByte();
                int rest = reader.GetByte();
                int broker = Find(key);
                if (broker < 0 || reader.Failed)
                {
                    continue;
                }

                _handshakes[broker] = AtMost(handshakes, MostHandshakes);
                _sessions[broker] = AtMost(sessions, MostSessions);
                _rests[broker] = AtMost(rest, SessionRest);
                with = i == was ? broker : with;
            }

            if (with >= 0 && wasInSession)
            {
                _sessions[with] = AtMost(_sessions[with] + 1, MostSessions);
                _rests[with] = SessionRest;
            }
            else if (with >= 0)
            {
                _handshakes[with] = AtMost(_handshakes[with] + 1, MostHandshakes);
                _rests[with] = HandshakeRest;
            }

            return with;
        }

        /// <summary>Writes the payload.</summary>
        /// <param name="writer">Is written to.</param>
        public void Write(ByteWriter writer)
        {
            writer.PutByte(_keys.Length);
            writer.PutByte(Note);
            for (int i = 0; i < _keys.Length; i++)
            {
                writer.PutInt32(_keys[i]);
                writer.PutByte(_handshakes[i]);
                writer.PutByte(_sessions[i]);
                writer.PutByte(_rests[i]);
            }
        }

        /// <summary>How long a broker is to be left alone from the start of the board on, ms; 0 for not at all.</summary>
        /// <param name="broker">Index of the broker.</param>
        public int RestMs(int broker)
        {
            switch (_rests[broker])
            {
                case HandshakeRest:
                    return Doubled(FirstHandshakeRestMs, _handshakes[broker], MostHandshakeRestMs);
                case SessionRest:
                    return Doubled(FirstSessionRestMs, _sessions[broker] - FreeSessions, MostSessionRestMs);
                default:
                    return 0;
            }
        }

        /// <summary>Notes that a handshake begins.</summary>
        /// <param name="broker">Index of the broker.</param>
        public void BeginHandshake(int broker)
        {
            End();
            Broker = broker;
        }

        /// <summary>Notes that a session begins: whatever came before it came to an end.</summary>
        /// <param name="broker">Index of the broker.</param>
        public void BeginSession(int broker)
        {
            End();
            Broker = broker;
            IsInSession = true;
            _rests[broker] = NoRest;
        }

        /// <summary>Takes the note back: what was going on is over, well or not.</summary>
        public void End()
        {
            if (Broker >= 0)
            {
                _rests[Broker] = NoRest;
            }

            Broker = -1;
            IsInSession = false;
        }

        /// <summary>Takes back what a broker has earned by behaving.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <param name="hours">Whole times of <see cref="SessionForgivenMs"/> that the session has lasted, from 1 on; each is told once.</param>
        /// <returns>Whether there was anything to take back.</returns>
        public bool Forgive(int broker, int hours)
        {
            bool session = _sessions[broker] > 0;
            bool handshake = _handshakes[broker] > 0 && hours % (HandshakeForgivenMs / SessionForgivenMs) == 0;
            _sessions[broker] -= session ? 1 : 0;
            _handshakes[broker] -= handshake ? 1 : 0;
            return session || handshake;
        }

        /// <summary>A time that doubles with each but the first.</summary>
        private static int Doubled(int firstMs, int times, int mostMs)
        {
            int restMs = times > 0 ? firstMs : 0;
            for (int i = 1; i < times; i++)
            {
                restMs = restMs < mostMs / 2 ? restMs * 2 : mostMs;
            }

            return restMs;
        }

        private static int AtMost(int value, int most)
        {
            return value < most ? value : most;
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
