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
        private readonly LoadStarts _starts;

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
            _starts = new LoadStarts(loads, draw, constraints, _byPriority, _reducer, _times);
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

            _starts.Step(nowMs);
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
                    int leastW = by.Direction > 0 && !load.IsCutOff ? load.LeastW : 0;
                    int mostW = by.Direction > 0 || load.IsCutOff ? 0 : load.MostW;
                    claims.Narrow(by.Rank, i, leastW, mostW, ClaimTable.NoWish, reason);
                }
                else if (LoadStarts.NeedsGrant(load) && !load.IsOn && !_starts.IsGranted(i))
                {
                    claims.Narrow(Rank.Protection, i, 0, 0, ClaimTable.NoWish, Reason.AwaitingRoom);
                }
                else if (load.MostW > load.RatedW && !load.IsModulating && !_starts.IsBoosted(i))
                {
                    claims.Narrow(Rank.Protection, i, load.LeastW, load.RatedW, ClaimTable.NoWish, Reason.AwaitingRoom);
                }
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
            int roomW = constraint.RoomW - _starts.ReservedW(constraint, nowMs);
            for (int k = _byPriority.Length - 1; k >= 0; k--)
            {
                var load = _loads[_byPriority[k]];
                if (!constraint.IsMember[load.Index])
                {
                    continue;
                }

                if (!load.IsOn && load.WantedW > 0 && LoadStarts.NeedsGrant(load) && !LoadStarts.IsHeld(load))
                {
                    // What a more important load waits for is not given to a less important one.
                    roomW -= load.ShareW(LoadStarts.StartW(load), constraint.Phase);
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
    }
}
