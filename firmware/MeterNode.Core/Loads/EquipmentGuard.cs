namespace MeterNode.Core.Loads
{
    /// <summary>The authority that keeps relays, compressors and cars whole: minimum on and off times.</summary>
    public sealed class EquipmentGuard
    {
        private readonly Load[] _loads;
        private readonly ClaimTable _claims;

        /// <summary>Makes the authority.</summary>
        public EquipmentGuard(Load[] loads, ClaimTable claims)
        {
            _loads = loads;
            _claims = claims;
        }

        /// <summary>States its claims.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                long sinceMs = nowMs - load.ChangedMs;
                if (load.IsOn && sinceMs < load.MinOnMs)
                {
                    _claims.Set(Rank.Equipment, i, load.RatedW, load.RatedW, ClaimTable.NoWish, Reason.MinimumOn);
                }
                else if (!load.IsOn && sinceMs < load.MinOffMs)
                {
                    _claims.Set(Rank.Equipment, i, 0, 0, ClaimTable.NoWish, Reason.MinimumOff);
                }
                else
                {
                    _claims.Clear(Rank.Equipment, i);
                }
            }
        }
    }
}
