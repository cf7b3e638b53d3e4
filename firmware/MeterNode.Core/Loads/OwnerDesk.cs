namespace MeterNode.Core.Loads
{
    /// <summary>
    /// The authority that speaks for the owner: a press of the button runs a load for a while whatever orchestrator and plan say, and
    /// another one ends that. Protection, grid rules and minimum times stay above it.
    /// </summary>
    public sealed class OwnerDesk
    {
        private readonly ClaimTable _claims;
        private readonly Load? _load;
        private readonly long _lastsMs;
        private long _untilMs = -1;

        /// <summary>Makes the authority.</summary>
        /// <param name="claims">Where its claims go.</param>
        /// <param name="load">The load that is run; null for none.</param>
        /// <param name="lastsMs">For how long, ms.</param>
        public OwnerDesk(ClaimTable claims, Load? load, long lastsMs)
        {
            _claims = claims;
            _load = load;
            _lastsMs = lastsMs;
        }

        /// <summary>Whether the owner's wish holds.</summary>
        public bool IsActive => _untilMs >= 0;

        /// <summary>The button was pressed. The control loop.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Press(long nowMs)
        {
            _untilMs = _load == null || IsActive ? -1 : nowMs + _lastsMs;
        }

        /// <summary>States its claim.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (nowMs >= _untilMs)
            {
                _untilMs = -1;
            }

            if (_load == null)
            {
                return;
            }

            if (IsActive)
            {
                _claims.Set(Rank.Owner, _load.Index, _load.RatedW, _load.MostW, _load.RatedW, Reason.Owner);
            }
            else
            {
                _claims.Clear(Rank.Owner, _load.Index);
            }
        }
    }
}
