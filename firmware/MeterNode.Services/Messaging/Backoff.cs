using MeterNode.Core;
using MeterNode.Core.Messaging;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Waiting times between attempts: doubled each time up to a bound, and each drawn from the whole span below ("full jitter"),
    /// so that a street of nodes does not come back as one when its broker does.
    /// </summary>
    public sealed class Backoff
    {
        private readonly int _firstMs;
        private readonly int _mostMs;
        private int _spanMs;
        private uint _random;

        /// <summary>Makes a back-off.</summary>
        /// <param name="firstMs">Span of the first waiting time, ms.</param>
        /// <param name="mostMs">Longest span, ms.</param>
        /// <param name="seed">Differs from node to node.</param>
        public Backoff(int firstMs, int mostMs, int seed)
        {
            _firstMs = firstMs;
            _mostMs = mostMs;
            _spanMs = firstMs;
            _random = (uint)seed ^ 0x9E3779B9u;
            if (_random == 0)
            {
                _random = 1;
            }
        }

        /// <summary>Span of the next waiting time, ms.</summary>
        public int SpanMs => _spanMs;

        /// <summary>Begins again with the shortest span, after a success.</summary>
        public void Reset()
        {
            _spanMs = _firstMs;
        }

        /// <summary>The next waiting time, ms: a tenth of the span at least, so that no attempt follows at once.</summary>
        public int NextMs()
        {
            // xorshift32 (Marsaglia 2003): small, the same on every runtime.
            _random ^= _random << 13;
            _random ^= _random >> 17;
            _random ^= _random << 5;
            int least = _spanMs / 10;
            int wait = least + (int)(_random % (uint)(_spanMs - least + 1));
            _spanMs = _spanMs > _mostMs / 2 ? _mostMs : _spanMs * 2;
            return wait;
        }
    }
}
