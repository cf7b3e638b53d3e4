namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// Kirchhoff's law as evidence: where the branches of a phase take more active current than its supply brings, something is
    /// wrong, and if turning round exactly one clamp would make it right, that clamp is suspected. It finds what the sign cannot:
    /// a reversed clamp on a circuit that may deliver, and a reversed supply in a home with panels. Circumstantial, as
    /// <see cref="SignRule"/>.
    /// <list type="bullet">
    /// <item>PV export: measured panels are in the sum. Panels that nobody measures break the law without any fault: the rule
    /// is silent unless the plan rules them out (<see cref="WiringPlan.HiddenGeneration"/>).</item>
    /// <item>Capacitive standby: only active currents are added up.</item>
    /// <item>Unmeasured rest: makes the rest positive, which is never evidence against a clamp.</item>
    /// <item>Small currents: below 0.3 A and 5 % of all currents together the law counts as kept.</item>
    /// </list>
    /// </summary>
    internal sealed class BalanceRule
    {
        private readonly WiringPlan _plan;
        private readonly Tally _tally;
        private readonly PhaseBalance _balance;

        internal BalanceRule(WiringPlan plan, Tally tally)
        {
            _plan = plan;
            _tally = tally;
            _balance = new PhaseBalance(plan);
        }

        internal void Step(WiringSecond second)
        {
            if (_plan.HiddenGeneration)
            {
                return;
            }

            for (int phase = 0; phase < _plan.Phases; phase++)
            {
                _balance.Take(second, phase);
                if (_balance.IsKnown)
                {
                    Judge(second, phase, _plan.SupplyOfPhase[phase]);
                }
            }
        }

        private void Judge(WiringSecond second, int phase, int supply)
        {
            bool broken = _balance.RestMa < -_balance.SlackMa;
            int suspect = -1;
            int suspects = 0;
            for (int i = 0; i < _plan.Circuits; i++)
            {
                // Circuits that can only import are the sign's business: turned round they would deliver.
                bool eligible = _plan.Phase[i] == phase && (i == supply || _plan.CanExport[i]) && Conduction.HasPhasor(_plan, second, i);
                if (!eligible)
                {
                    continue;
                }

                bool holdsTurned = _balance.HoldsWithTurned(second, i, supply);
                if (broken && holdsTurned)
                {
                    suspect = i;
                    suspects++;
                }
                else if (!broken && !holdsTurned)
                {
                    _tally.Oppose(i, WiringFault.Reversed, Tally.SecondWeight);
                }
            }

            if (suspects == 1 && !_tally.IsConfirmed(suspect))
            {
                _tally.Vote(suspect, WiringFault.Reversed, Tally.SecondWeight);
            }
        }
    }
}
