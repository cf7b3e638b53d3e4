namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// The strongest evidence there is without touching anything: when a load on one branch goes on or off, the same change of
    /// current must be in the supply, in size and in angle. The ratio of the two steps depends neither on the load's power
    /// factor nor on what else is running. Three clean steps that say the same are a finding; two that agree confirm both clamps.
    /// <list type="bullet">
    /// <item>PV export: moves slowly and is in both currents; a ramp makes a step unclean. A battery that makes up for a step
    /// is another branch that moves, or, unmeasured, a supply that twitches: neither counts.</item>
    /// <item>Capacitive standby: is there before and after.</item>
    /// <item>Unmeasured rest: counts only when it steps in the same seconds, and then hits none of the narrow classes.</item>
    /// <item>Small currents: a step is at least 1 % of the clamp's rating and 3 % of what the supply carries.</item>
    /// </list>
    /// </summary>
    internal sealed class StepRule
    {
        private const int HoldOffS = 5;
        private const double QuietShare = 0.1;
        private const double SupplyShare = 0.03;
        private const double LevelMargin = 1.1;
        private const double ClearerDeg = 20;
        private const double OwnPhaseDeg = 40;

        private readonly WiringPlan _plan;
        private readonly Tally _tally;
        private readonly StepHistory _history;
        private readonly WiringFinding[] _findings;
        private readonly StepComparison _comparison = new StepComparison();
        private readonly int[] _holdOffS;

        internal StepRule(WiringPlan plan, Tally tally, StepHistory history, WiringFinding[] findings)
        {
            _plan = plan;
            _tally = tally;
            _history = history;
            _findings = findings;
            _holdOffS = new int[plan.Circuits];
        }

        internal void Step()
        {
            for (int i = 0; i < _plan.Circuits; i++)
            {
                if (_holdOffS[i] > 0)
                {
                    // One step fits into the six seconds at several places; it counts once.
                    _holdOffS[i]--;
                }
                else if (!_plan.IsSupply(i) && IsCleanStep(i))
                {
                    _holdOffS[i] = HoldOffS;
                    JudgeStep(i);
                }
            }
        }

        private bool IsCleanStep(int branch)
        {
            int supply = _plan.SupplyOfPhase[_plan.Phase[branch]];
            double size = _history.Size(branch);
            return supply >= 0
                && size >= Conduction.StepMa(_plan, branch)
                && size >= SupplyShare * _history.Level(supply)
                && _history.IsQuiet(branch, QuietShare * size)
                && _history.IsQuiet(supply, QuietShare * size);
        }

        private void JudgeStep(int branch)
        {
            int supply = _plan.SupplyOfPhase[_plan.Phase[branch]];
            int others = 0;
            int other = -1;
            for (int i = 0; i < _plan.Circuits; i++)
            {
                bool samePhase = _plan.Phase[i] == _plan.Phase[branch];
                if (i != branch && !_plan.IsSupply(i) && samePhase && Moved(i, branch))
                {
                    others++;
                    other = i;
                }
            }

            if (others > 1)
            {
                return;
            }

            if (others == 1)
            {
                JudgeMirror(branch, other, supply);
                return;
            }

            var kind = _comparison.Compare(_history, supply, branch);
            if (kind == StepKind.Absent)
            {
                JudgeAbsent(branch, supply);
            }
            else
            {
                Judge(kind, branch, supply);
            }
        }

        /// <summary>Whether a branch stepped too, or was not quiet enough to tell.</summary>
        private bool Moved(int circuit, int branch)
        {
            // A circuit whose chip is gone is a part of the unmeasured rest.
            double least = StepComparison.AbsentShare * _history.Size(branch);
            return _history.IsKnown(circuit) && (_history.Size(circuit) >= least || !_history.IsQuiet(circuit, least));
        }

        /// <summary>
        /// A branch steps, another one repeats it, and the supply does not: the other's clamp is on the supply's conductor. It
        /// carries the branch's current and everything else, so its own is the larger.
        /// </summary>
        private void JudgeMirror(int branch, int other, int supply)
        {
            bool mirrors = _comparison.Compare(_history, other, branch) == StepKind.Same;
            bool supplySilent = _comparison.Compare(_history, supply, branch) == StepKind.Absent;
            if (mirrors && supplySilent && _history.Level(other) > LevelMargin * _history.Level(branch))
            {
                Blame(supply, WiringFault.Swapped, other);
                Blame(other, WiringFault.Swapped, supply);
                _holdOffS[other] = HoldOffS;
            }
        }

        private void Judge(StepKind kind, int branch, int supply)
        {
            switch (kind)
            {
                case StepKind.Same:
                    JudgeSame(branch, supply);
                    break;
                case StepKind.Opposite:
                    JudgeOpposite(branch, supply);
                    break;
                case StepKind.Turned:
                    JudgeTurned(branch, supply);
                    break;
                case StepKind.BranchWeak:
                    BlameBranch(branch, supply, WiringFault.NotClosed, -1);
                    break;
                case StepKind.SupplyWeak:
                    Blame(supply, WiringFault.NotClosed, -1);
                    break;
            }
        }

        private void JudgeSame(int branch, int supply)
        {
            _tally.Confirm(branch);
            _tally.Confirm(supply);

            // Agreement with the very branch that it may be swapped with is what a swap looks like, too.
            int partner = _tally.Partner(supply);
            if (partner >= 0 && partner != branch)
            {
                _tally.Oppose(supply, WiringFault.Swapped, Tally.StepWeight);
                if (_tally.Partner(partner) == supply)
                {
                    _tally.Oppose(partner, WiringFault.Swapped, Tally.StepWeight);
                }
            }
        }

        private void JudgeOpposite(int branch, int supply)
        {
            _tally.Oppose(_plan.Circuits + _plan.Phase[branch], WiringFault.ReferenceReversed, Tally.StepWeight);
            if (_plan.CanExport[branch])
            {
                // Its own sign tells nothing; the supply's clamp is known to be right when other branches agree with it.
                if (_tally.IsConfirmed(supply))
                {
                    Blame(branch, WiringFault.Reversed, -1);
                }
            }
            else if (Phasor.ApartDeg(LoadAngleDeg(branch), 180) < 90)
            {
                BlameBranch(branch, supply, WiringFault.Reversed, -1);
            }
            else
            {
                Blame(supply, WiringFault.Reversed, -1);
            }
        }

        private void JudgeTurned(int branch, int supply)
        {
            if (_plan.CanExport[branch])
            {
                if (_tally.IsConfirmed(supply))
                {
                    Blame(branch, WiringFault.OtherPhase, -1);
                }

                return;
            }

            // If the branch is at fault, its load seems turned by as much as the supply's step is behind; otherwise not at all.
            double load = LoadAngleDeg(branch);
            double ifRight = Phasor.ApartDeg(load, 0);
            double ifWrong = Phasor.ApartDeg(load, -_comparison.AngleDeg);
            if (ifWrong + ClearerDeg < ifRight)
            {
                BlameBranch(branch, supply, WiringFault.OtherPhase, -1);
            }
            else if (ifRight + ClearerDeg < ifWrong)
            {
                Blame(supply, WiringFault.OtherPhase, -1);
            }
        }

        /// <summary>A branch steps and the supply of its phase does not.</summary>
        private void JudgeAbsent(int branch, int supply)
        {
            int elsewhere = -1;
            for (int phase = 0; phase < _plan.Phases; phase++)
            {
                int other = _plan.SupplyOfPhase[phase];
                if (other >= 0 && other != supply && _comparison.Compare(_history, other, branch) != StepKind.Absent)
                {
                    bool alike = _comparison.Size > 1 / LevelMargin / LevelMargin && _comparison.Size < LevelMargin * LevelMargin;
                    if (!alike || elsewhere >= 0 || AnyMovedOn(phase, branch))
                    {
                        return;
                    }

                    elsewhere = other;
                }
            }

            if (elsewhere < 0)
            {
                // A supply that has carried anything in these seconds is not open: its step is missing for another reason.
                if (!_history.EverAbove(supply, Conduction.ThresholdMa(_plan, supply)))
                {
                    Blame(supply, WiringFault.Open, -1);
                }
            }
            else if (!_plan.CanExport[branch] && Phasor.ApartDeg(LoadAngleDeg(branch), 0) <= OwnPhaseDeg)
            {
                Blame(supply, WiringFault.OtherPhase, elsewhere);
                Blame(elsewhere, WiringFault.OtherPhase, supply);
            }
            else
            {
                BlameBranch(branch, supply, WiringFault.OtherPhase, elsewhere);
            }
        }

        private bool AnyMovedOn(int phase, int branch)
        {
            for (int i = 0; i < _plan.Circuits; i++)
            {
                if (i != branch && _plan.Phase[i] == phase && !_plan.IsSupply(i) && Moved(i, branch))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Phase angle of the load that was switched, degrees: of the step itself when the current grew by it.</summary>
        private double LoadAngleDeg(int branch)
        {
            double sign = _history.Growth(branch) < 0 ? -1 : 1;
            return Phasor.AngleDeg(sign * _history.Real(branch), sign * _history.Imaginary(branch));
        }

        /// <summary>Blames a branch, unless the supply that it was compared with is itself at fault.</summary>
        private void BlameBranch(int branch, int supply, WiringFault fault, int partner)
        {
            if (_findings[supply].Fault == WiringFault.None)
            {
                Blame(branch, fault, partner);
            }
        }

        private void Blame(int circuit, WiringFault fault, int partner)
        {
            _tally.Doubt(circuit);
            _tally.OpposeOthers(circuit, fault, Tally.StepWeight);
            if (partner >= 0)
            {
                _tally.VoteWith(circuit, fault, partner, Tally.StepWeight);
            }
            else
            {
                _tally.Vote(circuit, fault, Tally.StepWeight);
            }
        }
    }
}
