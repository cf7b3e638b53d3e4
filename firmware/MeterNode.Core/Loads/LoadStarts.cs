namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Decides who may start: no load before it fits into every limit that it shares, one at a time, the most important first; one
    /// that was shed only when there has been room for long enough. Less important loads give way to a more important one.
    /// </summary>
    internal sealed class LoadStarts
    {
        private readonly Load[] _loads;
        private readonly LoadDraw _draw;
        private readonly Constraint[] _constraints;
        private readonly int[] _byPriority;
        private readonly LoadReducer _reducer;
        private readonly RestoreTimes _times;
        private readonly bool[] _granted;
        private readonly long[] _waitingSinceMs;
        private readonly bool[] _boosted;
        private readonly long[] _boostRoomMs;
        private long _lastStartMs = long.MinValue / 2;
        private long _lastRestoreMs = long.MinValue / 2;
        private long _lastSqueezeMs = long.MinValue / 2;

        /// <summary>Makes it; what is on counts as started.</summary>
        public LoadStarts(Load[] loads, LoadDraw draw, Constraint[] constraints, int[] byPriority, LoadReducer reducer, RestoreTimes times)
        {
            _loads = loads;
            _draw = draw;
            _constraints = constraints;
            _byPriority = byPriority;
            _reducer = reducer;
            _times = times;
            _granted = new bool[loads.Length];
            _waitingSinceMs = new long[loads.Length];
            _boosted = new bool[loads.Length];
            _boostRoomMs = new long[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                _granted[i] = loads[i].IsOn;
            }
        }

        /// <summary>Whether a load may start now.</summary>
        public bool IsGranted(int load)
        {
            return _granted[load];
        }

        /// <summary>Whether a heat pump that runs may be recommended to draw more than its rating now.</summary>
        public bool IsBoosted(int load)
        {
            return _boosted[load];
        }

        /// <summary>Whether a load is started only when it fits; critical loads and what gives are not held up.</summary>
        internal static bool NeedsGrant(Load load)
        {
            return !load.Critical && load.Kind != LoadKind.Battery && load.Kind != LoadKind.Inverter;
        }

        /// <summary>Whether protection keeps a load off for another reason than room; it must not stand in the way of others.</summary>
        internal static bool IsHeld(Load load)
        {
            switch (load.Reason)
            {
                case Reason.RelayRests:
                case Reason.SupplyUnmeasured:
                case Reason.SupplyInconsistent:
                case Reason.CircuitUnmeasured:
                case Reason.SafeMode:
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>What has been started of late and does not draw yet, W.</summary>
        internal int ReservedW(Constraint constraint, long nowMs)
        {
            int reservedW = 0;
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (!constraint.IsMember[i] || !load.IsOn || load.IsModulating || load.Critical || nowMs - load.ChangedMs >= LoadAllocator.ReserveMs)
                {
                    continue;
                }

                int shownW = nowMs - load.ChangedMs < constraint.LagMs ? 0 : _draw.PowerW[i];
                int missingW = load.ExpectedW - shownW;
                if (missingW > 0)
                {
                    reservedW += load.ShareW(missingW, constraint.Phase);
                }
            }

            return constraint.Direction > 0 ? reservedW : 0;
        }

        /// <summary>Looks who waits and who fits.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            bool blocked = false;
            int chosen = -1;
            for (int k = _byPriority.Length - 1; k >= 0; k--)
            {
                int i = _byPriority[k];
                var load = _loads[i];
                if (!NeedsGrant(load))
                {
                    RestoreGiver(i, nowMs);
                    continue;
                }

                Boost(load, nowMs);
                if (load.IsOn)
                {
                    _waitingSinceMs[i] = nowMs;
                    continue;
                }

                bool wasGranted = _granted[i];
                _granted[i] = false;
                int shortW = ShortW(load, StartW(load), nowMs);
                if (shortW > 0)
                {
                    _times.RoomSinceMs[i] = nowMs;
                }

                if (load.WantedW <= 0 || IsHeld(load))
                {
                    _waitingSinceMs[i] = nowMs;
                    continue;
                }

                bool shed = _times.ShedBy[i] != null;
                if (shortW > 0)
                {
                    if (!blocked && (!shed || nowMs - _times.ShedMs[i] >= _times.RestoreAfterMs[i]))
                    {
                        MakeRoom(load, nowMs);
                    }

                    blocked = true;
                }
                else if (chosen < 0 && MayStart(i, shed, wasGranted, nowMs))
                {
                    chosen = i;
                }
            }

            if (chosen >= 0)
            {
                Grant(chosen, nowMs);
            }
        }

        private bool MayStart(int i, bool shed, bool wasGranted, long nowMs)
        {
            if (shed)
            {
                return nowMs - _times.RoomSinceMs[i] >= _times.RestoreAfterMs[i] && nowMs - _lastRestoreMs >= LoadAllocator.StaggerMs;
            }

            return wasGranted || nowMs - _lastStartMs >= LoadAllocator.StartSpacingMs;
        }

        private void Grant(int i, long nowMs)
        {
            var load = _loads[i];
            if (_times.ShedBy[i] != null)
            {
                _times.Restored(i, nowMs);
                _lastRestoreMs = nowMs;
            }

            _granted[i] = true;
            _lastStartMs = nowMs;
            for (int c = 0; c < _constraints.Length; c++)
            {
                var constraint = _constraints[c];
                if (!constraint.IsActive || !constraint.IsMember[i] || constraint.Direction < 0)
                {
                    continue;
                }

                constraint.CeilingW[i] = Constraint.Free;
                if (load.IsModulating && load.ShareW(1000, constraint.Phase) > 0)
                {
                    int factor = constraint.Phase >= 0 && load.IsThreePhase ? 3 : 1;
                    int roomW = (constraint.RoomW - ReservedW(constraint, nowMs)) * factor / load.StepW * load.StepW;
                    if (roomW < load.MostW)
                    {
                        constraint.CeilingW[i] = roomW < load.LeastRunW ? load.LeastRunW : roomW;
                        constraint.LoweredMs[i] = nowMs;
                    }
                }
            }
        }

        /// <summary>An inverter or battery that was cut off may give again when there has been room for long enough.</summary>
        private void RestoreGiver(int i, long nowMs)
        {
            var by = _times.ShedBy[i];
            if (by == null)
            {
                return;
            }

            // One that can only be on or off gives at once what it gave before; one that is told a power begins with what there is room for.
            var load = _loads[i];
            int neededW = by.StartMarginW + (load.IsModulating ? 0 : load.ShareW(load.ExpectedW, by.Phase));
            if (by.IsActive && (by.Urgency != Urgency.None || by.RoomW < neededW))
            {
                _times.RoomSinceMs[i] = nowMs;
            }
            else if (nowMs - _times.RoomSinceMs[i] >= _times.RestoreAfterMs[i])
            {
                by.CeilingW[i] = by.IsActive && load.IsModulating ? by.RoomW : Constraint.Free;
                load.IsCutOff = false;
                _times.Restored(i, nowMs);
            }
        }

        /// <summary>What is drawn beyond the rating has to fit first as well, and is the first to go: a recommendation costs no contactor anything.</summary>
        private void Boost(Load load, long nowMs)
        {
            int i = load.Index;
            int boostW = load.MostW - load.RatedW;
            if (boostW <= 0 || load.IsModulating)
            {
                return;
            }

            bool fits = _boosted[i] || ShortW(load, boostW, nowMs) <= 0;
            for (int c = 0; c < _constraints.Length && fits; c++)
            {
                fits = !Concerns(_constraints[c], load, boostW) || _constraints[c].Urgency == Urgency.None;
            }

            if (!fits || !load.IsOn)
            {
                _boosted[i] = false;
                _boostRoomMs[i] = nowMs;
            }
            else if (nowMs - _boostRoomMs[i] >= LoadAllocator.RestoreAfterMs)
            {
                _boosted[i] = true;
            }
        }

        /// <summary>What has to be free for a load to begin, W.</summary>
        internal static int StartW(Load load)
        {
            return load.IsModulating && load.LeastRunW < load.ExpectedW ? load.LeastRunW : load.ExpectedW;
        }

        /// <summary>Whether a constraint has a say in a load's drawing a power; what begins with nothing always fits.</summary>
        private static bool Concerns(Constraint constraint, Load load, int powerW)
        {
            return constraint.IsActive && constraint.IsMember[load.Index] && constraint.Direction > 0 && load.ShareW(powerW, constraint.Phase) > 0;
        }

        /// <summary>By how much a power of a load does not fit, W on the tightest constraint; not above 0 when it does.</summary>
        private int ShortW(Load load, int powerW, long nowMs)
        {
            int worstW = int.MinValue;
            for (int c = 0; c < _constraints.Length; c++)
            {
                int shortW = Concerns(_constraints[c], load, powerW) ? ShortW(_constraints[c], load, powerW, nowMs) : int.MinValue;
                worstW = shortW > worstW ? shortW : worstW;
            }

            return worstW;
        }

        private int ShortW(Constraint constraint, Load load, int powerW, long nowMs)
        {
            return load.ShareW(powerW, constraint.Phase) - (constraint.RoomW - ReservedW(constraint, nowMs) - constraint.StartMarginW);
        }

        /// <summary>Less important loads give way: first those that only have to take less, and after a while by going off.</summary>
        private void MakeRoom(Load load, long nowMs)
        {
            if (nowMs - _lastSqueezeMs < LoadAllocator.LowerEveryMs)
            {
                return;
            }

            _lastSqueezeMs = nowMs;
            bool displace = nowMs - _waitingSinceMs[load.Index] >= LoadAllocator.DisplaceAfterMs;
            for (int c = 0; c < _constraints.Length; c++)
            {
                var constraint = _constraints[c];
                if (!Concerns(constraint, load, StartW(load)) || constraint.Urgency != Urgency.None)
                {
                    continue;
                }

                int missingW = ShortW(constraint, load, StartW(load), nowMs);
                if (missingW > 0)
                {
                    _reducer.MakeRoom(constraint, missingW, load.Priority, displace, nowMs);
                }
            }
        }
    }
}
