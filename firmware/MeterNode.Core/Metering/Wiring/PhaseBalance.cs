namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// Kirchhoff's current law on one phase, for the active component: the supply carries the sum of the measured branches and a
    /// rest that nobody measures. Without generation in it the rest is not negative.
    /// </summary>
    internal sealed class PhaseBalance
    {
        private const double ToleranceMa = 300;

        // Two clamps that nobody has calibrated may differ by 3 % each way.
        private const double ToleranceShare = 0.05;

        private readonly WiringPlan _plan;

        internal PhaseBalance(WiringPlan plan)
        {
            _plan = plan;
        }

        /// <summary>Whether the supply of the phase is measured and its phase angle known this second.</summary>
        internal bool IsKnown { get; private set; }

        /// <summary>Active current of the supply, mA.</summary>
        internal double SupplyMa { get; private set; }

        /// <summary>Sum of the active currents of the branches, mA. A branch that is not known counts as part of the rest.</summary>
        internal double BranchesMa { get; private set; }

        /// <summary>What the clamps' errors may amount to, mA.</summary>
        internal double SlackMa { get; private set; }

        /// <summary>What the supply carries beyond the measured branches, mA.</summary>
        internal double RestMa => SupplyMa - BranchesMa;

        internal void Take(WiringSecond second, int phase)
        {
            int supply = _plan.SupplyOfPhase[phase];
            IsKnown = supply >= 0 && second.IsKnown[supply] && second.IsLocked[phase];
            SupplyMa = IsKnown ? second.ActiveMa[supply] : 0;
            BranchesMa = 0;
            double sumOfAll = SupplyMa < 0 ? -SupplyMa : SupplyMa;
            for (int i = 0; i < _plan.Circuits; i++)
            {
                if (_plan.Phase[i] == phase && i != supply && second.IsKnown[i])
                {
                    double ma = second.ActiveMa[i];
                    BranchesMa += ma;
                    sumOfAll += ma < 0 ? -ma : ma;
                }
            }

            SlackMa = ToleranceMa + (ToleranceShare * sumOfAll);
        }

        /// <summary>Whether the law still holds when the active current of one circuit is turned round.</summary>
        internal bool HoldsWithTurned(WiringSecond second, int circuit, int supply)
        {
            double turned = circuit == supply ? -SupplyMa - BranchesMa : RestMa + (2.0 * second.ActiveMa[circuit]);
            return turned >= -SlackMa;
        }
    }
}
