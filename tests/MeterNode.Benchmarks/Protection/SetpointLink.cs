using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>The network between a controller and a load that follows a power: each value arrives some seconds later, in order.</summary>
    internal sealed class SetpointLink
    {
        /// <summary>A node does not send more often than this, ms; of what it wants in between, only the last is sent.</summary>
        private const long LeastGapMs = 500;

        private readonly SeededRandom _random;
        private readonly int _leastMs;
        private readonly int _mostMs;

        // Longest lag over shortest gap is 10: what is under way at once always fits.
        private readonly (long DueMs, int Watts)[] _underWay = new (long, int)[16];
        private int _first;
        private int _count;
        private int _wantedW;
        private int _sentW;
        private long _lastSentMs = long.MinValue / 2;
        private long _lastDueMs;

        /// <summary>Makes a link.</summary>
        public SetpointLink(int leastMs, int mostMs, ulong seed)
        {
            _leastMs = leastMs;
            _mostMs = mostMs;
            _random = new SeededRandom(seed);
        }

        /// <summary>What the load has been told last, W.</summary>
        public int ArrivedW { get; private set; }

        /// <summary>When it next has something to do, ms.</summary>
        public long NextMs
        {
            get
            {
                long arrives = _count > 0 ? _underWay[_first].DueMs : long.MaxValue;
                long sends = _wantedW != _sentW ? _lastSentMs + LeastGapMs : long.MaxValue;
                return arrives < sends ? arrives : sends;
            }
        }

        /// <summary>Both ends agree, as they do before the day begins.</summary>
        public void Begin(int watts)
        {
            _wantedW = watts;
            _sentW = watts;
            ArrivedW = watts;
        }

        /// <summary>The controller wants a power.</summary>
        public void Want(int watts)
        {
            _wantedW = watts;
        }

        /// <summary>Sends what may be sent and delivers what is due.</summary>
        public void Advance(long nowMs)
        {
            if (_wantedW != _sentW && nowMs - _lastSentMs >= LeastGapMs)
            {
                _sentW = _wantedW;
                _lastSentMs = nowMs;
                long dueMs = nowMs + (long)_random.Between(_leastMs, _mostMs);
                _lastDueMs = dueMs > _lastDueMs ? dueMs : _lastDueMs;
                _underWay[(_first + _count) % _underWay.Length] = (_lastDueMs, _sentW);
                _count++;
            }

            while (_count > 0 && _underWay[_first].DueMs <= nowMs)
            {
                ArrivedW = _underWay[_first].Watts;
                _first = (_first + 1) % _underWay.Length;
                _count--;
            }
        }
    }
}
