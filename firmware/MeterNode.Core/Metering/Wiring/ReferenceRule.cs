namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// The mains reference of each phase: missing, implausible, or plugged in the other way round.
    /// <list type="bullet">
    /// <item>Missing: no lock while a clamp of the phase conducts. In an outage nothing conducts, so an outage is no finding; a
    /// home on its battery's island has a voltage, and the reference locks to it.</item>
    /// <item>Implausible: locked, but outside 70 to 130 % of the nominal voltage for minutes.</item>
    /// <item>Reversed: two or more branches that can only import and the supply all deliver, and none imports. Panels behind
    /// one branch turn that branch and perhaps the supply, never a second branch; panels behind two are what CanExport in the
    /// plan is for. Clamps that are each reversed show otherwise in their steps, which take these votes away.</item>
    /// </list>
    /// </summary>
    internal sealed class ReferenceRule
    {
        private const int MissingWeight = 15;
        private const int SecondWeight = 3;
        private const int LeastPercent = 70;
        private const int MostPercent = 130;
        private const double TurnedDeg = 150;
        private const double UprightDeg = 75;

        private readonly WiringPlan _plan;
        private readonly Tally _tally;
        private readonly bool[] _turned;

        internal ReferenceRule(WiringPlan plan, Tally tally)
        {
            _plan = plan;
            _tally = tally;
            _turned = new bool[plan.Phases];
        }

        /// <summary>Whether everything on a phase looked turned round this second, so that no single clamp is to blame.</summary>
        internal bool IsTurned(int phase)
        {
            return _turned[phase];
        }

        internal void Step(WiringSecond second)
        {
            for (int phase = 0; phase < _plan.Phases; phase++)
            {
                int subject = _plan.Circuits + phase;
                _turned[phase] = false;
                if (second.IsLocked[phase])
                {
                    _tally.Oppose(subject, WiringFault.NoReference, MissingWeight);
                    JudgeVoltage(second, phase, subject);
                    JudgeSigns(second, phase, subject);
                }
                else if (AnyConducts(second, phase))
                {
                    _tally.Vote(subject, WiringFault.NoReference, MissingWeight);
                }
            }
        }

        private void JudgeVoltage(WiringSecond second, int phase, int subject)
        {
            long percent = second.VoltageMv[phase] * 100L / _plan.NominalMv;
            if (percent < LeastPercent || percent > MostPercent)
            {
                _tally.Vote(subject, WiringFault.ReferenceImplausible, SecondWeight);
            }
            else
            {
                _tally.Oppose(subject, WiringFault.ReferenceImplausible, SecondWeight);
            }
        }

        private void JudgeSigns(WiringSecond second, int phase, int subject)
        {
            int supply = _plan.SupplyOfPhase[phase];
            int turned = 0;
            int upright = 0;
            for (int i = 0; i < _plan.Circuits; i++)
            {
                if (_plan.Phase[i] != phase || i == supply || _plan.CanExport[i] || !Conduction.HasPhasor(_plan, second, i))
                {
                    continue;
                }

                double angle = Phasor.AngleDeg(second.ActiveMa[i], -second.ReactiveMa[i]);
                turned += angle >= TurnedDeg || angle <= -TurnedDeg ? 1 : 0;
                upright += angle <= UprightDeg && angle >= -UprightDeg ? 1 : 0;
            }

            if (upright > 0)
            {
                _tally.Oppose(subject, WiringFault.ReferenceReversed, SecondWeight);
            }
            else if (turned >= 2 && supply >= 0 && second.IsKnown[supply] && second.ActiveMa[supply] < 0)
            {
                _turned[phase] = true;
                _tally.Vote(subject, WiringFault.ReferenceReversed, SecondWeight);
            }
        }

        private bool AnyConducts(WiringSecond second, int phase)
        {
            for (int i = 0; i < _plan.Circuits; i++)
            {
                if (_plan.Phase[i] == phase && Conduction.IsConducting(_plan, second, i))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
