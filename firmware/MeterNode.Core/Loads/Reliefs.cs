namespace MeterNode.Core.Loads
{
    /// <summary>
    /// What was taken from loads and does not show in the readings yet: it counts as taken for as long as the load may need to
    /// follow. A load that does not follow in time is deaf.
    /// </summary>
    internal sealed class Reliefs
    {
        // A contactor's 20 ms, a fast window of 90 ms and the time to the next one: then an open contact shows in the supply's
        // reading. Where it is urgent nothing that was taken counts as pending for longer.
        private const long AtOnceResponseMs = 150;

        private readonly Load[] _loads;
        private readonly LoadDraw _draw;
        private readonly RestoreTimes _times;
        private readonly int[] _reliefW;
        private readonly int[] _direction;
        private readonly int[] _ceilingW;
        private readonly int[] _firstCeilingW;
        private readonly long[] _sinceMs;
        private readonly long[] _untilMs;
        private readonly int[] _followedW;
        private readonly long[] _followedMs;
        private readonly bool[] _deaf;

        /// <summary>Makes it; nothing is taken.</summary>
        /// <param name="loads">The loads.</param>
        /// <param name="draw">What they draw.</param>
        /// <param name="times">Which of them are shed.</param>
        public Reliefs(Load[] loads, LoadDraw draw, RestoreTimes times)
        {
            _loads = loads;
            _draw = draw;
            _times = times;
            _reliefW = new int[loads.Length];
            _direction = new int[loads.Length];
            _ceilingW = new int[loads.Length];
            _firstCeilingW = new int[loads.Length];
            _sinceMs = new long[loads.Length];
            _untilMs = new long[loads.Length];
            _followedW = new int[loads.Length];
            _followedMs = new long[loads.Length];
            _deaf = new bool[loads.Length];
        }

        /// <summary>Whether a load does not do what it is told.</summary>
        /// <param name="load">Index of the load.</param>
        public bool IsDeaf(int load)
        {
            return _deaf[load];
        }

        /// <summary>Looks whether the loads have followed.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Follow(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                int drawnW = _direction[i] * _draw.PowerW[i];
                int toleranceW = load.RatedW / 20;
                if (_reliefW[i] == 0)
                {
                    // Against what it is told by now: a battery that could not give all that it was told may well charge less.
                    _deaf[i] &= drawnW > (_direction[i] * load.TargetW) + toleranceW;
                }
                else if (drawnW <= _ceilingW[i] + toleranceW && nowMs - _sinceMs[i] > Load.RelayResponseMs)
                {
                    _followedW[i] = _reliefW[i];
                    _followedMs[i] = nowMs;
                    _reliefW[i] = 0;
                }
                else if (nowMs >= _untilMs[i] && drawnW <= _firstCeilingW[i] + toleranceW)
                {
                    // It follows, only late, and was told still less meanwhile.
                    _reliefW[i] = drawnW - _ceilingW[i];
                    _firstCeilingW[i] = _ceilingW[i];
                    _sinceMs[i] = nowMs;
                    _untilMs[i] = nowMs + load.ResponseMs;
                }
                else if (nowMs >= _untilMs[i])
                {
                    _reliefW[i] = 0;
                    _deaf[i] = load.HasSetPoint;
                }
            }
        }

        /// <summary>Notes that a load was told less.</summary>
        /// <param name="direction">1 for what it draws, -1 for what it gives.</param>
        /// <param name="load">The load.</param>
        /// <param name="reliefW">By how much less, W.</param>
        /// <param name="ceilingW">What it may have now, W.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Add(int direction, Load load, int reliefW, int ceilingW, long nowMs)
        {
            int i = load.Index;
            bool pending = _reliefW[i] != 0 && _direction[i] == direction;
            _reliefW[i] = (pending ? _reliefW[i] : 0) + reliefW;
            _direction[i] = direction;
            _ceilingW[i] = ceilingW;
            if (!pending)
            {
                // A load that is turned down again meanwhile gets no more time to follow the first order.
                _firstCeilingW[i] = ceilingW;
                _sinceMs[i] = nowMs;
                _untilMs[i] = nowMs + load.ResponseMs;
            }
        }

        /// <summary>Notes that a load was switched off; what it was told before no longer matters.</summary>
        /// <param name="direction">1 for what it draws, -1 for what it gives.</param>
        /// <param name="load">The load.</param>
        /// <param name="drawnW">What it had, W.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void SwitchedOff(int direction, Load load, int drawnW, long nowMs)
        {
            _reliefW[load.Index] = 0;
            Add(direction, load, drawnW, 0, nowMs);
            if (load.HasContact)
            {
                _untilMs[load.Index] = nowMs + Load.RelayResponseMs;
            }
        }

        /// <summary>What has been taken and does not show yet, W. At once, only what needs no message counts.</summary>
        /// <param name="constraint">For which constraint.</param>
        /// <param name="urgency">How urgent it is.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public int PendingW(Constraint constraint, Urgency urgency, long nowMs)
        {
            int pendingW = 0;
            for (int i = 0; i < _loads.Length; i++)
            {
                if (_direction[i] != constraint.Direction || !constraint.IsMember[i])
                {
                    continue;
                }

                if (constraint.LagMs > 0 && nowMs - _followedMs[i] < constraint.LagMs)
                {
                    pendingW += _loads[i].ShareW(_followedW[i], constraint.Phase);
                }

                if (_reliefW[i] == 0)
                {
                    continue;
                }

                if (urgency == Urgency.AtOnce && nowMs - _sinceMs[i] >= AtOnceResponseMs)
                {
                    continue;
                }

                if (urgency == Urgency.AtOnce && _loads[i].HasSetPoint && _times.ShedBy[i] == null)
                {
                    continue;
                }

                pendingW += _loads[i].ShareW(_reliefW[i], constraint.Phase);
            }

            return pendingW;
        }
    }
}
