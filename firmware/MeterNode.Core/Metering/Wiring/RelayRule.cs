namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// What the node's own switching says: it knows when a load's contact moved, so the load's own clamp must show the step that
    /// the supply shows. If another branch shows it instead, the two clamps are swapped; if none does, the load's clamp is open.
    /// Three such switchings are a finding; one that its own clamp shows speaks against it three times as much.
    /// <list type="bullet">
    /// <item>PV export: not used; only sizes are compared, and a ramp makes the supply too restless to count.</item>
    /// <item>Capacitive standby, small currents: a step of at least half the load's rated current is asked of the supply.</item>
    /// <item>Unmeasured rest: a step of it counts only in the same two seconds, and of about the load's size.</item>
    /// <item>A load that stays idle (a thermostat, a car that is away) leaves the supply unmoved and says nothing. Loads that
    /// are switched together, as when several are shed at once, are left out.</item>
    /// </list>
    /// </summary>
    internal sealed class RelayRule
    {
        private const int LookAfterS = 3;
        private const double QuietShare = 0.15;
        private const double LeastOfRating = 0.5;
        private const double MostOfRating = 1.5;
        private const double OwnShare = 0.2;
        private const double SilentShare = 0.1;
        private const double AlikeFrom = 0.75;
        private const double AlikeTo = 1.33;

        private readonly WiringPlan _plan;
        private readonly Tally _tally;
        private readonly StepHistory _history;
        private readonly bool[] _wasOn;
        private bool _started;
        private int _switched = -1;
        private bool _switchedOn;
        private int _sinceS = LookAfterS + 1;

        internal RelayRule(WiringPlan plan, Tally tally, StepHistory history)
        {
            _plan = plan;
            _tally = tally;
            _history = history;
            _wasOn = new bool[plan.Loads];
        }

        internal void Step(WiringSecond second)
        {
            _sinceS++;
            for (int load = 0; load < _wasOn.Length; load++)
            {
                if (second.LoadOn[load] != _wasOn[load] && _started)
                {
                    // A second switching within the look-out spoils both.
                    _switched = _sinceS <= LookAfterS ? -1 : load;
                    _switchedOn = second.LoadOn[load];
                    _sinceS = 0;
                }

                _wasOn[load] = second.LoadOn[load];
            }

            _started = true;
            if (_sinceS == LookAfterS && _switched >= 0)
            {
                Judge(_switched);
            }
        }

        private void Judge(int load)
        {
            int own = _plan.LoadCircuit[load];
            int supply = own < 0 ? -1 : _plan.SupplyOfPhase[_plan.Phase[own]];
            if (supply < 0)
            {
                return;
            }

            double size = _history.Size(supply);
            double ratedMa = _plan.LoadMa[load];
            bool stepped = size >= LeastOfRating * ratedMa && size <= MostOfRating * ratedMa && size >= Conduction.StepMa(_plan, own);
            if (!stepped || !_history.IsQuiet(supply, QuietShare * size) || !_history.IsQuiet(own, QuietShare * size))
            {
                return;
            }

            double share = _history.Size(own) / size;
            if (share >= OwnShare)
            {
                Acquit(own);
            }
            else if (share < SilentShare)
            {
                JudgeSilent(own, supply, size);
            }
        }

        private void Acquit(int own)
        {
            _tally.Oppose(own, WiringFault.Open, Tally.StepWeight);
            _tally.Oppose(own, WiringFault.Swapped, Tally.StepWeight);

            // What was held against the two together falls for both: the other may have no relay to be acquitted by.
            int partner = _tally.Partner(own);
            if (partner >= 0 && _tally.Partner(partner) == own)
            {
                _tally.Oppose(partner, WiringFault.Swapped, Tally.StepWeight);
            }
        }

        private void JudgeSilent(int own, int supply, double size)
        {
            int other = -1;
            for (int i = 0; i < _plan.Circuits; i++)
            {
                bool candidate = i != own && !_plan.IsSupply(i) && _plan.Phase[i] == _plan.Phase[own] && _history.IsKnown(i);
                if (!candidate || _history.Size(i) < SilentShare * size)
                {
                    continue;
                }

                // Another one moved: it must be the only one, by as much, and in the direction of the switching.
                double share = _history.Size(i) / size;
                bool alike = share >= AlikeFrom && share <= AlikeTo && (_history.Growth(i) > 0) == _switchedOn;
                if (other >= 0 || !alike || !_history.IsQuiet(i, QuietShare * size))
                {
                    return;
                }

                other = i;
            }

            if (other < 0)
            {
                _tally.Doubt(own);
                _tally.Vote(own, WiringFault.Open, Tally.StepWeight);
                return;
            }

            _tally.Doubt(own);
            _tally.VoteWith(own, WiringFault.Swapped, other, Tally.StepWeight);
            _tally.VoteWith(other, WiringFault.Swapped, own, Tally.StepWeight);
        }
    }
}
