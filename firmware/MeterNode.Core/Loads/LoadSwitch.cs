using MeterNode.Core.Messaging;

namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Carries decisions out: asks the arbiter for each load, and moves the relay or changes the set-point where the answer has
    /// changed. Every change is recorded with who decided it, why, and the numbers that it was decided by.
    /// </summary>
    public sealed class LoadSwitch
    {
        private const long RecordEveryMs = 30000;

        private readonly Load[] _loads;
        private readonly Arbiter _arbiter;
        private readonly ILoadOutputs _outputs;
        private readonly SetPoints _setPoints;
        private readonly BurstFiring _bursts;
        private readonly EventRing _events;
        private readonly RelayCare _care;
        private readonly long[] _recordedMs;
        private readonly int[] _recordedW;
        private readonly bool[] _closed;
        private readonly bool[] _recommended;

        /// <summary>Makes the switch; every relay is first put where its load's state says.</summary>
        public LoadSwitch(Load[] loads, Arbiter arbiter, ILoadOutputs outputs, SetPoints setPoints, RelayCare care, EventRing events)
        {
            _loads = loads;
            _arbiter = arbiter;
            _outputs = outputs;
            _setPoints = setPoints;
            _care = care;
            _events = events;
            _bursts = new BurstFiring(loads.Length);
            _recordedMs = new long[loads.Length];
            _recordedW = new int[loads.Length];
            _closed = new bool[loads.Length];
            _recommended = new bool[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                _closed[i] = loads[i].IsOn;
                _recordedW[i] = loads[i].TargetW;
                outputs.Write(i, loads[i].IsOn);
                if (loads[i].Kind == LoadKind.HeatPump)
                {
                    outputs.WriteSecond(i, false);
                }
            }
        }

        /// <summary>Rises with every relay that was moved or reason that has changed.</summary>
        public int Changes { get; private set; }

        /// <summary>Current of the supply at the moment, mA, for the record of decisions.</summary>
        public int SupplyMa { get; set; }

        /// <summary>Share of the protective device's budget that is used, thousandths, for the record of decisions.</summary>
        public int BudgetPermille { get; set; }

        /// <summary>Notes what each load would have by all ranks but protection; before the shared limits have stated their claims.</summary>
        public void Want()
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                _arbiter.Decide(i, load.LeastW, load.MostW, load.FreeW, Rank.Grid);
                load.WantedW = load.Feasible(_arbiter.TargetW, _arbiter.LeastW, _arbiter.MostW);
            }
        }

        /// <summary>Decides and acts.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                _arbiter.Decide(i, load.LeastW, load.MostW, load.FreeW, Rank.Protection);
                int targetW = load.Feasible(_arbiter.TargetW, _arbiter.LeastW, _arbiter.MostW);
                if (load.WantedW == 0 && _arbiter.Reason == Reason.AwaitingRoom)
                {
                    // Somebody below protection wants it off: that it would also have to ask for room is no reason.
                    _arbiter.Decide(i, load.LeastW, load.MostW, load.FreeW, Rank.Grid);
                }

                var winner = _arbiter.Winner;
                var reason = _arbiter.Reason;
                if (load.Reason != reason || load.Winner != winner)
                {
                    Changes++;
                    load.Winner = winner;
                    load.Reason = reason;
                }

                bool on = targetW != 0 || (load.Kind == LoadKind.Battery && !load.IsCutOff);
                if (targetW != load.TargetW)
                {
                    load.TargetW = targetW;
                    Changes++;
                }

                if (on != load.IsOn)
                {
                    long lastedMs = nowMs - load.ChangedMs;
                    load.IsOn = on;
                    load.ChangedMs = nowMs;
                    load.Operations++;
                    _care.Operated(load, lastedMs, nowMs);
                    Record(load, EventKind.LoadSwitched, nowMs);
                }
                else if (targetW != _recordedW[i] && nowMs - _recordedMs[i] >= RecordEveryMs)
                {
                    Record(load, EventKind.LoadAdjusted, nowMs);
                }
            }
        }

        /// <summary>Moves the relays and set-points to where the loads are to be; a matter of every step for burst firing.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Drive(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (load.HasSetPoint)
                {
                    _setPoints.Tell(i, load.TargetW);
                }

                if (!load.HasContact)
                {
                    continue;
                }

                bool closed = load.IsModulating && !load.HasSetPoint ? _bursts.IsOn(i, load.TargetW, load.RatedW, nowMs) : load.IsOn;
                if (closed != _closed[i])
                {
                    _closed[i] = closed;
                    _outputs.Write(i, closed);
                }

                bool recommended = load.Kind == LoadKind.HeatPump && load.TargetW > load.RatedW;
                if (recommended != _recommended[i])
                {
                    _recommended[i] = recommended;
                    _outputs.WriteSecond(i, recommended);
                }
            }
        }

        private void Record(Load load, EventKind kind, long nowMs)
        {
            int i = load.Index;
            _recordedMs[i] = nowMs;
            _recordedW[i] = load.TargetW;
            _events.Add(nowMs, kind, i, (int)load.Reason, (int)load.Winner, load.TargetW, SupplyMa, BudgetPermille);
        }
    }
}
