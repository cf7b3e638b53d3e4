namespace MeterNode.Core.Loads
{
    /// <summary>
    /// The authority that speaks for the home's orchestrator. Requests are put down by the link's thread and taken up by the
    /// control loop; they are bounded: one change a load in <see cref="LeastIntervalMs"/>, and forgotten when they grow old.
    /// </summary>
    public sealed class OrchestratorDesk
    {
        /// <summary>Shortest time between two accepted changes for one load, ms.</summary>
        public const long LeastIntervalMs = 10000;

        private readonly Load[] _loads;
        private readonly ClaimTable _claims;
        private readonly long _maxAgeMs;
        private readonly RequestMode[] _mode;
        private readonly long[] _takenMs;
        private readonly bool[] _ever;

        /// <summary>Makes the authority.</summary>
        /// <param name="loads">The loads.</param>
        /// <param name="claims">Where its claims go.</param>
        /// <param name="maxAgeMs">For how long a request holds when it is not repeated, ms.</param>
        public OrchestratorDesk(Load[] loads, ClaimTable claims, long maxAgeMs)
        {
            _loads = loads;
            _claims = claims;
            _maxAgeMs = maxAgeMs;
            _mode = new RequestMode[loads.Length];
            _takenMs = new long[loads.Length];
            _ever = new bool[loads.Length];
        }

        /// <summary>Puts a request down. The link's thread only.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="mode">What is asked.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether it was accepted; a change that comes too soon after the last one is not.</returns>
        public bool TryRequest(int load, RequestMode mode, long nowMs)
        {
            if (_ever[load] && _mode[load] != mode && nowMs - _takenMs[load] < LeastIntervalMs)
            {
                return false;
            }

            _ever[load] = true;
            _takenMs[load] = nowMs;
            _mode[load] = mode;
            return true;
        }

        /// <summary>States its claims. The control loop.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                // Read as it is, without waiting for the link's thread: one word, and seen one step later it does no harm.
                var mode = _mode[i];
                if (mode == RequestMode.Auto || nowMs - _takenMs[i] > _maxAgeMs)
                {
                    _claims.Clear(Rank.Orchestrator, i);
                }
                else if (mode == RequestMode.On)
                {
                    _claims.Set(Rank.Orchestrator, i, _loads[i].RatedW, _loads[i].RatedW, _loads[i].RatedW, Reason.RequestOn);
                }
                else
                {
                    _claims.Set(Rank.Orchestrator, i, 0, 0, 0, Reason.RequestOff);
                }
            }
        }
    }
}
