namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Turns the room that every <see cref="Constraint"/> has into ceilings for the loads. Too much is first taken from loads that
    /// can be told a power, the least important first, then by switching off the smallest sufficient set. What room there is goes
    /// to the most important first. No load is started before it fits, one at a time, and a load that had to be shed again soon
    /// after waits twice as long the next time.
    /// </summary>
    public sealed class LoadAllocator
    {
        /// <summary>For so long there must have been room before a load that was shed is given back, ms.</summary>
        public const long RestoreAfterMs = 60000;

        /// <summary>The longest such time, after repeated shedding, ms.</summary>
        public const long LongestRestoreAfterMs = 30 * 60000;

        /// <summary>Shortest time between giving two loads back, ms.</summary>
        public const long StaggerMs = 15000;

        /// <summary>Shortest time between two starts, ms: the first must show in the readings before the second is judged.</summary>
        public const long StartSpacingMs = 400;

        /// <summary>So long after its start the whole of what a load is expected to draw is kept free for it, ms.</summary>
        public const long ReserveMs = 60000;

        /// <summary>Shortest time between two raises of a set-point, ms; lowering waits for nothing.</summary>
        public const long RaiseEveryMs = 10000;

        /// <summary>Shortest time between two precautionary lowerings of a set-point, ms.</summary>
        public const long LowerEveryMs = 2000;

        /// <summary>So long a more important load waits before less important ones give way to it, ms.</summary>
        public const long DisplaceAfterMs = 60000;

        private readonly Load[] _loads;
        private readonly LoadDraw _draw;
        private readonly Constraint[] _constraints;
        private readonly LoadReducer _reducer;
        private readonly RestoreTimes _times;
        private readonly int[] _byPriority;
        private readonly bool[] _granted;
        private readonly long[] _waitingSinceMs;
        private long _lastStartMs = long.MinValue / 2;
        private long _lastRestoreMs = long.MinValue / 2;
        private long _lastSqueezeMs = long.MinValue / 2;

        /// <summary>Makes it.</summary>
        /// <param name="loads">The loads.</param>
        /// <param name="draw">What they draw.</param>
        /// <param name="constraints">What they share.</param>
        public LoadAllocator(Load[] loads, LoadDraw draw, Constraint[] constraints)
        {
            _loads = loads;
            _draw = draw;
            _constraints = constraints;
            _byPriority = LeastImportantFirst(loads);
            _times = new RestoreTimes(loads.Length);
            _reducer = new LoadReducer(loads, draw, _byPriority, _times);
            _granted = new bool[loads.Length];
            _waitingSinceMs = new long[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                _granted[i] = loads[i].IsOn;
            }
        }

        /// <summary>Loads shed since the start.</summary>
        public int ShedEvents => _reducer.ShedEvents;

        /// <summary>Decides anew.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            _reducer.Follow(nowMs);
            for (int c = 0; c < _constraints.Length; c++)
            {
                var constraint = _constraints[c];
                if (!constraint.IsActive)
                {
                    Release(constraint);
                    continue;
                }

                constraint.IsReleased = false;
                if (constraint.Urgency == Urgency.None)
                {
                    constraint.IsUnrelieved = false;
                    Raise(constraint, nowMs);
                }
                else
                {
                    _reducer.Reduce(constraint, -constraint.RoomW, constraint.Urgency, int.MaxValue, nowMs);
                }
            }

            Start(nowMs);
        }

        /// <summary>States the claims that follow.</summary>
        /// <param name="claims">Where they go.</param>
        public void Claim(ClaimTable claims)
        {
            for (int c = 0; c < _constraints.Length; c++)
            {
                var constraint = _constraints[c];
                if (!constraint.IsActive)
                {
                    continue;
                }

                for (int i = 0; i < _loads.Length; i++)
                {
                    int ceilingW = constraint.CeilingW[i];
                    if (ceilingW == Constraint.Free || _times.ShedBy[i] == constraint)
                    {
                        continue;
                    }

                    var load = _loads[i];
                    if (constraint.Direction > 0)
                    {
                        claims.Narrow(constraint.Rank, i, load.LeastW, ceilingW < load.MostW ? ceilingW : load.MostW, ClaimTable.NoWish, constraint.Reason);
                    }
                    else
                    {
                        claims.Narrow(constraint.Rank, i, -ceilingW > load.LeastW ? -ceilingW : load.LeastW, load.MostW, ClaimTable.NoWish, constraint.Reason);
                    }
                }
            }

            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (_times.ShedBy[i] != null)
                {
                    var by = _times.ShedBy[i]!;
                    bool over = by.IsActive && by.Urgency != Urgency.None;
                    var reason = over ? by.Reason : _times.Displaced[i] ? Reason.Displaced : Reason.AwaitingRestore;
                    claims.Narrow(by.Rank, i, by.Direction > 0 ? load.LeastW : 0, by.Direction > 0 ? 0 : load.MostW, ClaimTable.NoWish, reason);
                }
                else if (NeedsGrant(load) && !load.IsOn && !_granted[i])
                {
                    claims.Narrow(Rank.Protection, i, 0, 0, ClaimTable.NoWish, Reason.AwaitingRoom);
                }
            }
        }

        private static bool NeedsGrant(Load load)
        {
            return !load.Critical && load.Kind != LoadKind.Battery && load.Kind != LoadKind.Inverter;
        }

        /// <summary>Whether protection keeps a load off for another reason than room; it must not stand in the way of others.</summary>
        private static bool IsHeld(Load load)
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

        private static int[] LeastImportantFirst(Load[] loads)
        {
            var order = new int[loads.Length];
            for (int i = 0; i < order.Length; i++)
            {
                int place = i;
                while (place > 0 && IsShedBefore(loads[i], loads[order[place - 1]]))
                {
                    order[place] = order[place - 1];
                    place--;
                }

                order[place] = i;
            }

            return order;
        }

        private static bool IsShedBefore(Load a, Load b)
        {
            return a.Priority < b.Priority || (a.Priority == b.Priority && a.RatedW > b.RatedW);
        }

        private static void Release(Constraint constraint)
        {
            if (constraint.IsReleased)
            {
                return;
            }

            constraint.IsReleased = true;
            constraint.IsUnrelieved = false;
            for (int i = 0; i < constraint.CeilingW.Length; i++)
            {
                constraint.CeilingW[i] = Constraint.Free;
            }
        }

        /// <summary>Lets the loads that can be told a power have what room there is, the most important first.</summary>
        private void Raise(Constraint constraint, long nowMs)
        {
            int roomW = constraint.RoomW - ReservedW(constraint, nowMs);
            for (int k = _byPriority.Length - 1; k >= 0; k--)
            {
                var load = _loads[_byPriority[k]];
                if (!constraint.IsMember[load.Index])
                {
                    continue;
                }

                if (!load.IsOn && load.WantedW > 0 && NeedsGrant(load) && !IsHeld(load))
                {
                    // What a more important load waits for is not given to a less important one.
                    roomW -= load.ShareW(StartW(load), constraint.Phase);
                }
                else if (load.IsModulating)
                {
                    roomW -= RaiseOne(constraint, load, roomW, nowMs);
                }
                else if (constraint.CeilingW[load.Index] != Constraint.Free && _times.ShedBy[load.Index] == null)
                {
                    constraint.CeilingW[load.Index] = Constraint.Free;
                }
            }
        }

        /// <returns>What of the room it may take up.</returns>
        private int RaiseOne(Constraint constraint, Load load, int roomW, long nowMs)
        {
            int i = load.Index;
            int mostW = constraint.Direction > 0 ? load.MostW : -load.LeastW;
            int drawnW = constraint.Direction * (constraint.LagMs > 0 ? _draw.SecondW(load) : _draw.PowerW[i]);
            int factor = constraint.Phase >= 0 && load.IsThreePhase ? 3 : 1;
            if (constraint.Phase >= 0 && factor == 1 && load.Phase != constraint.Phase)
            {
                return 0;
            }

            int desiredW = drawnW + (roomW > 0 ? roomW * factor : 0);
            desiredW = desiredW / load.StepW * load.StepW;
            if (desiredW < load.LeastRunW && constraint.Direction > 0)
            {
                // What it stands at its least is what switching it off is for, not precaution.
                desiredW = load.LeastRunW;
            }

            if (desiredW < 0 && constraint.Direction < 0)
            {
                // A limit of what is given can stop it from giving, and not make it draw.
                desiredW = 0;
            }

            int ceilingW = constraint.CeilingW[i] < mostW ? constraint.CeilingW[i] : mostW;
            int deadbandW = load.StepW * 2 > mostW / 20 ? load.StepW * 2 : mostW / 20;
            if (desiredW >= mostW)
            {
                desiredW = mostW;
            }

            if (desiredW > ceilingW)
            {
                bool worthwhile = desiredW == mostW || desiredW - ceilingW >= deadbandW;
                if (worthwhile && nowMs - constraint.RaisedMs[i] >= RaiseEveryMs && nowMs - constraint.LoweredMs[i] >= RaiseEveryMs)
                {
                    constraint.CeilingW[i] = desiredW == mostW ? Constraint.Free : desiredW;
                    constraint.RaisedMs[i] = nowMs;
                    ceilingW = desiredW;
                }
            }
            else if (ceilingW - desiredW >= deadbandW && nowMs - constraint.LoweredMs[i] >= LowerEveryMs)
            {
                // It draws less than it may, and together with what else runs could draw too much: better now than afterwards.
                constraint.CeilingW[i] = desiredW;
                constraint.LoweredMs[i] = nowMs;
                ceilingW = desiredW;
            }

            return ceilingW > drawnW ? (ceilingW - drawnW) / factor : 0;
        }

        /// <summary>What has been started of late and does not draw yet, W.</summary>
        private int ReservedW(Constraint constraint, long nowMs)
        {
            int reservedW = 0;
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (!constraint.IsMember[i] || !load.IsOn || load.IsModulating || load.Critical || nowMs - load.ChangedMs >= ReserveMs)
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

        private void Start(long nowMs)
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

                if (load.IsOn)
                {
                    _waitingSinceMs[i] = nowMs;
                    continue;
                }

                bool wasGranted = _granted[i];
                _granted[i] = false;
                int shortW = ShortW(load, nowMs);
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
                return nowMs - _times.RoomSinceMs[i] >= _times.RestoreAfterMs[i] && nowMs - _lastRestoreMs >= StaggerMs;
            }

            return wasGranted || nowMs - _lastStartMs >= StartSpacingMs;
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
                _times.Restored(i, nowMs);
            }
        }

        private static int StartW(Load load)
        {
            return load.IsModulating && load.LeastRunW < load.ExpectedW ? load.LeastRunW : load.ExpectedW;
        }

        /// <summary>By how much a load does not fit, W on the tightest constraint; not above 0 when it does.</summary>
        private int ShortW(Load load, long nowMs)
        {
            int worstW = int.MinValue;
            for (int c = 0; c < _constraints.Length; c++)
            {
                var constraint = _constraints[c];
                int shareW = load.ShareW(StartW(load), constraint.Phase);
                if (!constraint.IsActive || !constraint.IsMember[load.Index] || constraint.Direction < 0 || shareW == 0)
                {
                    continue;
                }

                int freeW = constraint.RoomW - ReservedW(constraint, nowMs) - constraint.StartMarginW;
                if (shareW - freeW > worstW)
                {
                    worstW = shareW - freeW;
                }
            }

            return worstW;
        }

        /// <summary>Less important loads give way: first those that only have to take less, and after a while by going off.</summary>
        private void MakeRoom(Load load, long nowMs)
        {
            if (nowMs - _lastSqueezeMs < LowerEveryMs)
            {
                return;
            }

            _lastSqueezeMs = nowMs;
            bool displace = nowMs - _waitingSinceMs[load.Index] >= DisplaceAfterMs;
            for (int c = 0; c < _constraints.Length; c++)
            {
                var constraint = _constraints[c];
                int shareW = load.ShareW(StartW(load), constraint.Phase);
                if (!constraint.IsActive || !constraint.IsMember[load.Index] || constraint.Direction < 0 || shareW == 0 || constraint.Urgency != Urgency.None)
                {
                    continue;
                }

                int missingW = shareW - (constraint.RoomW - ReservedW(constraint, nowMs) - constraint.StartMarginW);
                if (missingW > 0)
                {
                    _reducer.MakeRoom(constraint, missingW, load.Priority, displace, nowMs);
                }
            }
        }
    }
}
