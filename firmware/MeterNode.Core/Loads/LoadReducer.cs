namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Takes power away: by lower set-points first, the least important load first, and then by switching off the smallest
    /// sufficient set of loads by importance and power. A load that is deaf can only be switched off.
    /// </summary>
    public sealed class LoadReducer
    {
        private readonly Load[] _loads;
        private readonly LoadDraw _draw;
        private readonly int[] _byPriority;
        private readonly RestoreTimes _times;
        private readonly Reliefs _reliefs;
        private readonly bool[] _chosen;
        private bool _displacing;

        /// <summary>Makes it.</summary>
        /// <param name="loads">The loads.</param>
        /// <param name="draw">What they draw.</param>
        /// <param name="byPriority">Their indices, the least important first.</param>
        /// <param name="times">Where it notes what it sheds.</param>
        public LoadReducer(Load[] loads, LoadDraw draw, int[] byPriority, RestoreTimes times)
        {
            _loads = loads;
            _draw = draw;
            _byPriority = byPriority;
            _times = times;
            _reliefs = new Reliefs(loads, draw, times);
            _chosen = new bool[loads.Length];
        }

        /// <summary>Loads shed since the start.</summary>
        public int ShedEvents { get; private set; }

        /// <summary>Looks whether the loads have followed.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Follow(long nowMs)
        {
            _reliefs.Follow(nowMs);
        }

        /// <summary>Takes power away.</summary>
        /// <param name="constraint">What is too tight.</param>
        /// <param name="excessW">By how much, W.</param>
        /// <param name="urgency">By what means.</param>
        /// <param name="below">Only from loads less important than this priority.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Reduce(Constraint constraint, int excessW, Urgency urgency, int below, long nowMs)
        {
            int leftW = excessW - _reliefs.PendingW(constraint, urgency, nowMs);
            if (leftW <= 0)
            {
                return;
            }

            int beforeW = leftW;
            leftW = Modulate(constraint, leftW, urgency, below, nowMs);
            if (leftW > 0 && urgency >= Urgency.Shed)
            {
                leftW = SwitchOff(constraint, leftW, urgency, below, nowMs);
            }

            constraint.IsUnrelieved = leftW == beforeW && urgency >= Urgency.Shed;
        }

        /// <summary>Makes room for a more important load, or leaves everything as it is where that cannot be done.</summary>
        public void MakeRoom(Constraint constraint, int missingW, int below, bool displace, long nowMs)
        {
            int sparableW = _reliefs.PendingW(constraint, Urgency.Shed, nowMs);
            int switchableW = sparableW;
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (load.Priority >= below || !IsCandidate(constraint, load))
                {
                    continue;
                }

                int baseW = BaseW(constraint, load, Urgency.Shed);
                int floorW = FloorW(constraint, load);
                if (load.IsModulating && !_reliefs.IsDeaf(i) && baseW > floorW)
                {
                    sparableW += load.ShareW(baseW - floorW, constraint.Phase);
                }

                if (MayBeDisplaced(load, nowMs))
                {
                    switchableW += load.ShareW(baseW, constraint.Phase);
                }
            }

            if (sparableW >= missingW)
            {
                Reduce(constraint, missingW, Urgency.Modulate, below, nowMs);
            }
            else if (displace && switchableW >= missingW)
            {
                int before = ShedEvents;
                _displacing = true;
                Reduce(constraint, missingW, Urgency.Shed, below, nowMs);
                _displacing = false;
                if (ShedEvents != before)
                {
                    for (int i = 0; i < _loads.Length; i++)
                    {
                        _times.Displaced[i] |= _times.ShedBy[i] != null && _times.ShedMs[i] == nowMs;
                    }
                }
            }
        }

        /// <summary>For another load's sake nothing is switched off before its time, nor soon after its start.</summary>
        private static bool MayBeDisplaced(Load load, long nowMs)
        {
            long onMs = nowMs - load.ChangedMs;
            return onMs >= load.MinOnMs && onMs >= LoadAllocator.DisplaceAfterMs * 10;
        }

        /// <summary>A battery is told, and cut off only when it does not follow or there is no time to wait for it.</summary>
        private bool MayBeSwitched(Load load, Urgency urgency)
        {
            return load.Kind != LoadKind.Battery || (load.HasContact && (_reliefs.IsDeaf(load.Index) || urgency == Urgency.AtOnce));
        }

        private static int FloorW(Constraint constraint, Load load)
        {
            if (!load.IsModulating)
            {
                return 0;
            }

            // Where what a battery gives is no leave for the others, there is no use in making it give.
            return constraint.Direction < 0 ? 0 : load.LeastW >= 0 ? load.LeastRunW : constraint.IsNet ? load.LeastW : 0;
        }

        private static bool IsCandidate(Constraint constraint, Load load)
        {
            return constraint.IsMember[load.Index] && !load.Critical && !load.IsWelded && (load.IsOn || load.Kind == LoadKind.Battery);
        }

        /// <summary>What a load has at the moment as far as this constraint can still take it away, W.</summary>
        private int BaseW(Constraint constraint, Load load, Urgency urgency)
        {
            int drawnW = constraint.Direction * _draw.PowerW[load.Index];
            int ceilingW = constraint.CeilingW[load.Index];
            bool waits = urgency != Urgency.AtOnce && !_reliefs.IsDeaf(load.Index);
            return waits && ceilingW < drawnW ? ceilingW : drawnW;
        }

        private int Modulate(Constraint constraint, int leftW, Urgency urgency, int below, long nowMs)
        {
            for (int k = 0; k < _byPriority.Length && leftW > 0; k++)
            {
                int i = _byPriority[k];
                var load = _loads[i];
                int factor = constraint.Phase >= 0 && load.IsThreePhase ? 3 : 1;
                if (!load.IsModulating || _reliefs.IsDeaf(i) || load.Priority >= below || !IsCandidate(constraint, load) || load.ShareW(1000, constraint.Phase) == 0)
                {
                    continue;
                }

                int baseW = BaseW(constraint, load, Urgency.Modulate);
                int floorW = FloorW(constraint, load);
                if (baseW <= floorW)
                {
                    continue;
                }

                int ceilingW = FloorTo(baseW - (leftW * factor), load.StepW);
                ceilingW = ceilingW < floorW ? floorW : ceilingW;
                constraint.CeilingW[i] = ceilingW;
                constraint.LoweredMs[i] = nowMs;
                _reliefs.Add(constraint.Direction, load, baseW - ceilingW, ceilingW, nowMs);
                if (urgency != Urgency.AtOnce || !load.HasSetPoint)
                {
                    leftW -= (baseW - ceilingW) / factor;
                }
            }

            return leftW;
        }

        private static int FloorTo(int value, int step)
        {
            return value >= 0 ? value / step * step : -((-value + step - 1) / step * step);
        }

        private int SwitchOff(Constraint constraint, int leftW, Urgency urgency, int below, long nowMs)
        {
            for (int i = 0; i < _chosen.Length; i++)
            {
                _chosen[i] = false;
            }

            while (leftW > 0)
            {
                int next = Next(constraint, leftW, urgency, below, nowMs);
                if (next < 0)
                {
                    break;
                }

                _chosen[next] = true;
                leftW -= _loads[next].ShareW(BaseW(constraint, _loads[next], urgency), constraint.Phase);
            }

            if (leftW > 0 && urgency == Urgency.AtOnce)
            {
                ChooseAll(constraint, below);
            }

            for (int k = _byPriority.Length - 1; k >= 0; k--)
            {
                // A larger one that was needed later may have made a more important one superfluous.
                int i = _byPriority[k];
                if (!_chosen[i])
                {
                    continue;
                }

                var load = _loads[i];
                int drawnW = BaseW(constraint, load, urgency);
                int shareW = load.ShareW(drawnW, constraint.Phase);
                if (leftW + shareW <= 0)
                {
                    leftW += shareW;
                    continue;
                }

                load.ExpectedW = !load.IsModulating && drawnW < load.RatedW ? drawnW : load.RatedW;
                constraint.CeilingW[i] = 0;
                load.IsCutOff = load.Kind == LoadKind.Battery;
                _times.Shed(i, constraint, false, nowMs);
                ShedEvents++;
                _reliefs.SwitchedOff(constraint.Direction, load, drawnW, nowMs);
            }

            return leftW;
        }

        /// <summary>
        /// What is known does not explain so large a current: some load's own reading is older than the supply's. There is no time
        /// to wait for it, so whatever is on goes off, and what has no contact is told to.
        /// </summary>
        private void ChooseAll(Constraint constraint, int below)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                bool concerned = load.IsOn && load.Kind != LoadKind.Battery && load.ShareW(1000, constraint.Phase) > 0;
                _chosen[i] |= concerned && load.Priority < below && _times.ShedBy[i] == null && IsCandidate(constraint, load);
            }
        }

        /// <summary>The next load to go: of the least important ones the smallest that suffices, or the largest.</summary>
        private int Next(Constraint constraint, int leftW, Urgency urgency, int below, long nowMs)
        {
            int best = -1;
            int bestW = 0;
            for (int k = 0; k < _byPriority.Length; k++)
            {
                int i = _byPriority[k];
                var load = _loads[i];
                if (best >= 0 && load.Priority > _loads[best].Priority)
                {
                    break;
                }

                if (_chosen[i] || load.Priority >= below || _times.ShedBy[i] != null || !IsCandidate(constraint, load) || !MayBeSwitched(load, urgency))
                {
                    continue;
                }

                if ((urgency == Urgency.AtOnce && !load.HasContact) || (_displacing && !MayBeDisplaced(load, nowMs)))
                {
                    continue;
                }

                int shareW = load.ShareW(BaseW(constraint, load, urgency), constraint.Phase);
                if (shareW < LoadDraw.NoticeableW)
                {
                    continue;
                }

                bool suffices = shareW >= leftW;
                bool bestSuffices = best >= 0 && bestW >= leftW;
                if (best < 0 || (suffices && (!bestSuffices || shareW < bestW)) || (!suffices && !bestSuffices && shareW > bestW))
                {
                    best = i;
                    bestW = shareW;
                }
            }

            return best;
        }
    }
}
