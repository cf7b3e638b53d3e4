namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Where the planning thread puts down what it wishes of each load, for the control loop to take up; neither waits for the other.
    /// A wish that is not renewed ends: should planning stand still, the loads are free.
    /// </summary>
    public sealed class PlanDesk
    {
        private readonly PlanWish[] _wishes;
        private readonly long[] _untilMs;

        /// <summary>Makes it; nothing is wished.</summary>
        /// <param name="loads">How many loads there are.</param>
        public PlanDesk(int loads)
        {
            _wishes = new PlanWish[loads];
            _untilMs = new long[loads];
        }

        /// <summary>Puts a wish down. The planning thread only.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="wish">What is wished.</param>
        /// <param name="untilMs">Until when, ms of the monotonic clock.</param>
        public void Set(int load, PlanWish wish, long untilMs)
        {
            // Either order would do: both the wish before and the one now are right within a second.
            _wishes[load] = wish;
            _untilMs[load] = untilMs;
        }

        /// <summary>What is wished of a load.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public PlanWish Of(int load, long nowMs)
        {
            return nowMs < _untilMs[load] ? _wishes[load] : PlanWish.None;
        }
    }
}
