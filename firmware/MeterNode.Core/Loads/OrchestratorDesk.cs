using MeterNode.Core.Grid;

namespace MeterNode.Core.Loads
{
    /// <summary>
    /// The authority that speaks for the home's orchestrator. Requests are put down by the link's thread and taken up by the
    /// control loop. They are bounded: one change a load in <see cref="LeastIntervalMs"/>, forgotten when they grow old, and for
    /// loads with a random delay effective only after it, so that nobody who reaches many nodes at once can move them at once.
    /// Critical loads are beyond its reach.
    /// </summary>
    public sealed class OrchestratorDesk
    {
        /// <summary>Shortest time between two accepted changes for one load, ms.</summary>
        public const long LeastIntervalMs = 10000;

        /// <summary>The longest boost, min.</summary>
        public const int MostBoostMin = 1440;

        private const int MsPerMinute = 60000;
        private const int NoRequest = int.MinValue + 1;

        private readonly Load[] _loads;
        private readonly ClaimTable _claims;
        private readonly DelayedChanges _delays;
        private readonly long _maxAgeMs;
        private readonly RequestMode[] _mode;
        private readonly int[] _powerW;
        private readonly long[] _untilMs;
        private readonly bool[] _isBoost;
        private readonly long[] _changedMs;
        private readonly bool[] _ever;

        /// <summary>Makes the authority.</summary>
        /// <param name="loads">The loads.</param>
        /// <param name="claims">Where its claims go.</param>
        /// <param name="maxAgeMs">For how long a request holds when it is not repeated, ms.</param>
        /// <param name="delays">What spreads changes over time.</param>
        public OrchestratorDesk(Load[] loads, ClaimTable claims, long maxAgeMs, DelayedChanges delays)
        {
            _loads = loads;
            _claims = claims;
            _maxAgeMs = maxAgeMs;
            _delays = delays;
            _mode = new RequestMode[loads.Length];
            _powerW = new int[loads.Length];
            _untilMs = new long[loads.Length];
            _isBoost = new bool[loads.Length];
            _changedMs = new long[loads.Length];
            _ever = new bool[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                delays.Override(i, NoRequest);
            }
        }

        /// <summary>Rises with every accepted change of a request.</summary>
        public int Changes { get; private set; }

        /// <summary>What is asked of a load and still holds.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public RequestMode ModeOf(int load, long nowMs)
        {
            return nowMs > _untilMs[load] ? RequestMode.Auto : _mode[load];
        }

        /// <summary>For how much longer a load is asked to be on that was asked for some minutes only, min; 0 without.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public int BoostMin(int load, long nowMs)
        {
            long leftMs = _isBoost[load] ? _untilMs[load] - nowMs : 0;
            return leftMs > 0 ? (int)((leftMs + MsPerMinute - 1) / MsPerMinute) : 0;
        }

        /// <summary>The power that was asked last of a load, W; counts while its mode is <see cref="RequestMode.Power"/>.</summary>
        public int PowerOf(int load)
        {
            return _powerW[load];
        }

        /// <summary>Puts a request down. The link's thread only.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="mode">What is asked.</param>
        /// <param name="powerW">The power, W, when a power is asked; within what the load can do.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether it was accepted; a change that comes too soon after the last one is not, nor one of a critical load.</returns>
        public bool TryRequest(int load, RequestMode mode, int powerW, long nowMs)
        {
            return TryRequest(load, mode, powerW, nowMs, 0);
        }

        /// <summary>Puts a request down that a load is on for some time, and then left to the node. The link's thread only.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="minutes">For how long, 1 to <see cref="MostBoostMin"/>; no longer than any request holds.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether it was accepted, as any request is.</returns>
        public bool TryBoost(int load, int minutes, long nowMs)
        {
            return TryRequest(load, RequestMode.On, 0, nowMs, minutes * MsPerMinute);
        }

        /// <summary>States its claims. The control loop.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                int wishW = _delays.Step(i, WishW(i, nowMs), nowMs);
                if (wishW == NoRequest)
                {
                    _claims.Clear(Rank.Orchestrator, i);
                    continue;
                }

                var load = _loads[i];
                var reason = wishW == 0 ? Reason.RequestOff : wishW == load.RatedW ? Reason.RequestOn : Reason.RequestPower;
                _claims.Set(Rank.Orchestrator, i, wishW, wishW, wishW, reason);
            }
        }

        private bool TryRequest(int load, RequestMode mode, int powerW, long nowMs, int boostMs)
        {
            bool changes = _mode[load] != mode || (mode == RequestMode.Power && _powerW[load] != powerW);
            if (_loads[load].Critical || (_ever[load] && changes && nowMs - _changedMs[load] < LeastIntervalMs))
            {
                return false;
            }

            if (changes || !_ever[load])
            {
                _changedMs[load] = nowMs;
            }

            if (nowMs > _untilMs[load])
            {
                // What has run out must not hold again for the moment until the new mode stands beside the new time.
                _mode[load] = RequestMode.Auto;
            }

            _ever[load] = true;
            _isBoost[load] = boostMs > 0;
            _untilMs[load] = nowMs + (boostMs > 0 && boostMs < _maxAgeMs ? boostMs : _maxAgeMs);

            // The power first: the control loop may look at any moment, and must not see the new mode with the old power.
            _powerW[load] = powerW;
            _mode[load] = mode;
            Changes += changes ? 1 : 0;
            return true;
        }

        private int WishW(int i, long nowMs)
        {
            // Read as it is, without waiting for the link's thread: whole words, and seen one step later it does no harm.
            var mode = _mode[i];
            if (mode == RequestMode.Auto || nowMs > _untilMs[i])
            {
                return NoRequest;
            }

            var load = _loads[i];
            return mode == RequestMode.Off ? 0 : mode == RequestMode.Power ? _powerW[i] : load.MostW > 0 ? load.RatedW : load.LeastW;
        }
    }
}
