using MeterNode.Services.Messaging;

namespace MeterNode.Services.Brokers
{
    /// <summary>
    /// Which broker is tried next, and when. The first in order that is due is tried; each has a back-off of its own.
    /// <para>
    /// A session that was closed is first looked for where it was, twice: a broker that restarts is back within seconds, and a
    /// home or fleet that changed brokers each time would lose more by that. One that fell silent is not waited for.
    /// </para>
    /// <para>
    /// From a later broker the node goes back to an earlier one. It looks for that one every ten minutes or more, while the
    /// session that it has goes on, and leaves that only for a better one that stands (see <see cref="ReturnTo"/>). The waiting
    /// time doubles up to two hours and is jittered, for every look may cost a handshake, which stalls the board.
    /// </para>
    /// </summary>
    public sealed class BrokerOrder
    {
        /// <summary>First span of the waiting time after a failure that may pass by itself, ms.</summary>
        public const int FirstMs = 1000;

        /// <summary>
        /// First span after a failure that somebody has to repair (certificates, passwords), ms: each such attempt costs a handshake.
        /// </summary>
        public const int FirstLastingMs = 60000;

        /// <summary>Longest span after such a failure, ms.</summary>
        public const int MostLastingMs = 900000;

        /// <summary>First span of the waiting time before an earlier broker is looked for, ms: half of it at least is waited.</summary>
        public const int FirstReturnMs = 1200000;

        /// <summary>Longest such span, ms.</summary>
        public const int MostReturnMs = 7200000;

        /// <summary>For how much longer a broker that does not answer is left alone where there is another, ms.</summary>
        public const int SilentRestMs = 30000;

        private const int AttemptsAfterClose = 2;

        private readonly Backoff[] _passing;
        private readonly Backoff[] _lasting;
        private readonly Backoff _return;
        private readonly long[] _dueMs;
        private long _returnDueMs;
        private int _faithful = -1;
        private int _attemptsLeft;

        /// <summary>Makes the order.</summary>
        /// <param name="longestMs">Longest span of each broker's back-off, ms.</param>
        /// <param name="seed">Differs from node to node.</param>
        public BrokerOrder(int[] longestMs, int seed)
        {
            _passing = new Backoff[longestMs.Length];
            _lasting = new Backoff[longestMs.Length];
            _dueMs = new long[longestMs.Length];
            for (int i = 0; i < longestMs.Length; i++)
            {
                _passing[i] = new Backoff(FirstMs, longestMs[i], seed + (2 * i));
                _lasting[i] = new Backoff(FirstLastingMs, MostLastingMs, seed + (2 * i) + 1);
                _dueMs[i] = long.MinValue;
            }

            _return = new Backoff(FirstReturnMs / 2, MostReturnMs / 2, seed - 1);
        }

        /// <summary>The broker to try now.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Its index, or -1 while none is due.</returns>
        public int Next(long nowMs)
        {
            if (_attemptsLeft > 0)
            {
                return _dueMs[_faithful] <= nowMs ? _faithful : -1;
            }

            return FirstDue(_dueMs.Length, nowMs);
        }

        /// <summary>How long it takes until a broker is due, ms.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public long WaitMs(long nowMs)
        {
            long dueMs = long.MaxValue;
            for (int i = 0; i < _dueMs.Length; i++)
            {
                bool counts = _attemptsLeft == 0 || i == _faithful;
                if (counts && _dueMs[i] < dueMs)
                {
                    dueMs = _dueMs[i];
                }
            }

            return dueMs > nowMs ? dueMs - nowMs : 0;
        }

        /// <summary>Says that an attempt has failed.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <param name="cause">Why.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Failed(int broker, LinkFailure cause, long nowMs)
        {
            if (broker == _faithful && _attemptsLeft > 0)
            {
                _attemptsLeft--;
            }

            bool lasting = cause == LinkFailure.Tls || cause == LinkFailure.Certificate || cause == LinkFailure.Auth || cause == LinkFailure.NotTls;
            _dueMs[broker] = nowMs + (lasting ? _lasting[broker] : _passing[broker]).NextMs();
            if (_dueMs.Length > 1 && (cause == LinkFailure.KeepAlive || cause == LinkFailure.Timeout || cause == LinkFailure.TlsSilent))
            {
                // Each attempt at a silent broker takes up to half a minute: the others come first.
                _dueMs[broker] += SilentRestMs;
            }
        }

        /// <summary>Has a broker left alone for some time, whatever else is known of it.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <param name="untilMs">Until when, ms of the monotonic clock.</param>
        public void Rest(int broker, long untilMs)
        {
            _attemptsLeft = broker == _faithful ? 0 : _attemptsLeft;
            if (_dueMs[broker] < untilMs)
            {
                _dueMs[broker] = untilMs;
            }
        }

        /// <summary>Says that a connection was made.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Connected(int broker, long nowMs)
        {
            _attemptsLeft = 0;
            _return.Reset();
            PlanReturn(nowMs);
        }

        /// <summary>Says that the connection has stood for so long that what failed before no longer counts.</summary>
        /// <param name="broker">Index of the broker.</param>
        public void Proved(int broker)
        {
            _passing[broker].Reset();
            _lasting[broker].Reset();
        }

        /// <summary>Says that the connection was lost.</summary>
        /// <param name="broker">Index of the broker.</param>
        /// <param name="cause">Why.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Lost(int broker, LinkFailure cause, long nowMs)
        {
            Failed(broker, cause, nowMs);
            bool comesBack = cause == LinkFailure.Closed || cause == LinkFailure.Address || cause == LinkFailure.Wifi;
            _faithful = broker;
            _attemptsLeft = comesBack ? AttemptsAfterClose : 0;
        }

        /// <summary>The earlier broker that is to be looked for now, beside the session that stands.</summary>
        /// <param name="current">Index of the broker that the session is with.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Its index, or -1.</returns>
        public int ReturnTo(int current, long nowMs)
        {
            if (current == 0 || nowMs < _returnDueMs)
            {
                return -1;
            }

            PlanReturn(nowMs);
            return FirstDue(current, nowMs);
        }

        /// <returns>Index of the first broker that is due; -1 for none.</returns>
        private int FirstDue(int count, long nowMs)
        {
            for (int i = 0; i < count; i++)
            {
                if (_dueMs[i] <= nowMs)
                {
                    return i;
                }
            }

            return -1;
        }

        private void PlanReturn(long nowMs)
        {
            // Half of the span for certain, and the other half by chance: 10 to 20 minutes at first.
            int halfMs = _return.SpanMs;
            _returnDueMs = nowMs + halfMs + _return.NextMs();
        }
    }
}
