namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Any power from a heater behind a zero-crossing solid-state relay: in slots of two mains cycles it is on or off, and what was
    /// given too little or too much is carried on, so that the mean is exact and the slots are spread as evenly as can be. Whole
    /// cycles leave no direct current in the mains.
    /// </summary>
    public sealed class BurstFiring
    {
        /// <summary>Length of a slot, ms.</summary>
        public const int SlotMs = 40;

        private readonly int[] _owedW;
        private readonly long[] _slotMs;
        private readonly bool[] _on;

        /// <summary>Makes it.</summary>
        /// <param name="loads">How many loads.</param>
        public BurstFiring(int loads)
        {
            _owedW = new int[loads];
            _slotMs = new long[loads];
            _on = new bool[loads];
        }

        /// <summary>Whether a load is on now.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="targetW">The mean that it shall have, W.</param>
        /// <param name="ratedW">What it draws when on, W.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public bool IsOn(int load, int targetW, int ratedW, long nowMs)
        {
            if (nowMs - _slotMs[load] >= SlotMs)
            {
                _slotMs[load] = nowMs;
                _owedW[load] += targetW;
                _on[load] = _owedW[load] * 2 >= ratedW && targetW > 0;
                if (_on[load])
                {
                    _owedW[load] -= ratedW;
                }
            }

            if (targetW == 0)
            {
                _on[load] = false;
                _owedW[load] = 0;
            }

            return _on[load];
        }
    }
}
