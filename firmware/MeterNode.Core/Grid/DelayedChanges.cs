using MeterNode.Core.Standards;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// The gate between what is wished for each load and what takes effect: a change that did not come from the owner waits for a
    /// random delay (UK Smart Charge Points Regulations 2021, reg. 11: starts and changes of rate). The first change draws the
    /// delay; until that is over the newest wish takes the place of the older ones and the due time stays. A wish that goes back
    /// to the effective value has nothing to wait for, but the due time still stays, so that coming and going cannot draw until a
    /// short delay comes up. So no stream of wishes shortens a delay, none puts off a wish that stays, and each draw is good for
    /// one effective change at most.
    /// </summary>
    public sealed class DelayedChanges
    {
        private const long NotDue = long.MaxValue;

        private readonly RandomDelay _random;
        private readonly int[] _mostS;
        private readonly int[] _effective;
        private readonly int[] _wish;
        private readonly long[] _dueMs;

        /// <summary>Makes the gate: every load's effective value is 0, and its longest delay the default of the regulations.</summary>
        /// <param name="loads">How many loads.</param>
        /// <param name="random">Where delays are drawn.</param>
        public DelayedChanges(int loads, RandomDelay random)
        {
            _random = random;
            _mostS = new int[loads];
            _effective = new int[loads];
            _wish = new int[loads];
            _dueMs = new long[loads];
            for (int i = 0; i < loads; i++)
            {
                _mostS[i] = GridFigures.RandomDelayDefaultS;
                _dueMs[i] = NotDue;
            }
        }

        /// <summary>Sets a load's longest delay; a delay that is already drawn stays.</summary>
        /// <param name="load">The load.</param>
        /// <param name="mostS">0 to 1800 s; what is outside counts as the nearer end. 0 lets every change through at once.</param>
        public void SetMost(int load, int mostS)
        {
            _mostS[load] = mostS < 0 ? 0 : mostS > GridFigures.RandomDelayMostS ? GridFigures.RandomDelayMostS : mostS;
        }

        /// <summary>Takes what is wished now.</summary>
        /// <param name="load">The load.</param>
        /// <param name="wish">The value wished, in any unit that the caller keeps to.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The value in effect.</returns>
        public int Step(int load, int wish, long nowMs)
        {
            if (nowMs >= _dueMs[load])
            {
                // What was wished when it fell due; what comes only now waits for a delay of its own.
                _effective[load] = _wish[load];
                _dueMs[load] = NotDue;
            }

            _wish[load] = wish;
            if (_dueMs[load] == NotDue && wish != _effective[load])
            {
                int delayS = _random.NextS(_mostS[load]);
                if (delayS == 0)
                {
                    _effective[load] = wish;
                }
                else
                {
                    _dueMs[load] = nowMs + (delayS * 1000L);
                }
            }

            return _effective[load];
        }

        /// <summary>
        /// Takes what the owner wants, without a delay: reg. 11 lets the owner override each one. A delay that was drawn is over.
        /// Also for a value that holds from the start.
        /// </summary>
        /// <param name="load">The load.</param>
        /// <param name="value">The value that is in effect from now on.</param>
        public void Override(int load, int value)
        {
            _wish[load] = value;
            _effective[load] = value;
            _dueMs[load] = NotDue;
        }

        /// <summary>The value in effect.</summary>
        /// <param name="load">The load.</param>
        public int Effective(int load)
        {
            return _effective[load];
        }

        /// <summary>Whether a change waits.</summary>
        /// <param name="load">The load.</param>
        public bool IsPending(int load)
        {
            return _dueMs[load] != NotDue && _wish[load] != _effective[load];
        }

        /// <summary>How long a change still waits, ms; 0 when none does.</summary>
        /// <param name="load">The load.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public long RemainingMs(int load, long nowMs)
        {
            return IsPending(load) && _dueMs[load] > nowMs ? _dueMs[load] - nowMs : 0;
        }
    }
}
