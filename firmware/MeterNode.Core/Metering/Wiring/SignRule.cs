namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// What the phase angle of a circuit that can only import says, second by second: active power against its direction is
    /// impossible there, so 180 degrees is a reversed clamp and 120 degrees a clamp on another phase. Circumstantial: it takes
    /// a quarter of an hour of conduction, and stops counting once two steps have confirmed the clamp.
    /// <list type="bullet">
    /// <item>PV export: circuits that may deliver are left out. Panels behind a branch that should have none are spared where
    /// Kirchhoff's law would be broken if the branch were really importing.</item>
    /// <item>Capacitive standby, idling motors: 60 to 90 degrees either way are possible loads; nothing follows from them
    /// here. A clamp that is 60 degrees off (reversed on another phase) is left to <see cref="StepRule"/>.</item>
    /// <item>Unmeasured rest: does not enter.</item>
    /// <item>Small currents: <see cref="Conduction"/>.</item>
    /// </list>
    /// </summary>
    internal sealed class SignRule
    {
        private const double ReversedFromDeg = 150;
        private const double OtherPhaseFromDeg = 105;
        private const double OtherPhaseToDeg = 135;
        private const double UprightDeg = 75;
        private const double OwnPhaseDeg = 45;

        private readonly WiringPlan _plan;
        private readonly Tally _tally;
        private readonly ReferenceRule _references;
        private readonly PhaseBalance _balance;

        internal SignRule(WiringPlan plan, Tally tally, ReferenceRule references)
        {
            _plan = plan;
            _tally = tally;
            _references = references;
            _balance = new PhaseBalance(plan);
        }

        internal void Step(WiringSecond second)
        {
            for (int phase = 0; phase < _plan.Phases; phase++)
            {
                _balance.Take(second, phase);
                for (int i = 0; i < _plan.Circuits; i++)
                {
                    if (_plan.Phase[i] == phase)
                    {
                        Judge(second, i);
                    }
                }
            }
        }

        private void Judge(WiringSecond second, int circuit)
        {
            if (Conduction.IsConducting(_plan, second, circuit))
            {
                // Half an ampere does not come out of a clamp that is open: one second of it is as good as a step.
                _tally.Oppose(circuit, WiringFault.Open, Tally.StepWeight);
            }

            if (_plan.CanExport[circuit] || !Conduction.HasPhasor(_plan, second, circuit))
            {
                return;
            }

            double angle = Phasor.AngleDeg(second.ActiveMa[circuit], -second.ReactiveMa[circuit]);
            double aside = angle < 0 ? -angle : angle;
            if (aside <= UprightDeg)
            {
                _tally.Oppose(circuit, WiringFault.Reversed, Tally.SecondWeight);
                if (aside <= OwnPhaseDeg)
                {
                    _tally.Oppose(circuit, WiringFault.OtherPhase, Tally.SecondWeight);
                }
            }
            else if (!_tally.IsConfirmed(circuit) && !_references.IsTurned(_plan.Phase[circuit]))
            {
                JudgeAgainst(second, circuit, aside);
            }
        }

        private void JudgeAgainst(WiringSecond second, int circuit, double aside)
        {
            int supply = _plan.SupplyOfPhase[_plan.Phase[circuit]];
            if (aside >= ReversedFromDeg)
            {
                if (circuit == supply || !_balance.IsKnown || _balance.HoldsWithTurned(second, circuit, supply))
                {
                    _tally.Vote(circuit, WiringFault.Reversed, Tally.SecondWeight);
                }
            }
            else if (aside >= OtherPhaseFromDeg && aside <= OtherPhaseToDeg)
            {
                _tally.Vote(circuit, WiringFault.OtherPhase, Tally.SecondWeight);
            }
        }
    }
}
