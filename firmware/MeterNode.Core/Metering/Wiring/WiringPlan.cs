using System;

namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// How the home is meant to be wired: what the diagnosis holds the readings against. Made once from the settings; the arrays
    /// are filled by whoever makes it and not changed afterwards.
    /// </summary>
    public sealed class WiringPlan
    {
        /// <summary>Makes a plan in which every circuit is a branch of phase 0 behind a 100 A clamp that can only import.</summary>
        /// <param name="circuits">How many circuits are measured; at least 1.</param>
        /// <param name="phases">How many phases the node knows; 1 to 3.</param>
        /// <param name="loads">How many loads the node switches.</param>
        /// <exception cref="ArgumentException">A count is out of its range.</exception>
        public WiringPlan(int circuits, int phases, int loads)
        {
            if (circuits < 1)
            {
                throw new ArgumentException("at least one circuit", nameof(circuits));
            }

            if (phases < 1 || phases > 3)
            {
                throw new ArgumentException("1 to 3 phases", nameof(phases));
            }

            Phase = new int[circuits];
            CanExport = new bool[circuits];
            RatedMa = new int[circuits];
            SupplyOfPhase = new int[phases];
            LoadCircuit = new int[loads];
            LoadMa = new int[loads];
            for (int i = 0; i < circuits; i++)
            {
                RatedMa[i] = 100000;
            }

            for (int phase = 0; phase < phases; phase++)
            {
                SupplyOfPhase[phase] = -1;
            }

            for (int load = 0; load < loads; load++)
            {
                LoadCircuit[load] = -1;
            }
        }

        /// <summary>How many circuits there are.</summary>
        public int Circuits => Phase.Length;

        /// <summary>How many phases there are.</summary>
        public int Phases => SupplyOfPhase.Length;

        /// <summary>How many loads there are.</summary>
        public int Loads => LoadCircuit.Length;

        /// <summary>Phase of each circuit, from 0.</summary>
        public int[] Phase { get; }

        /// <summary>
        /// Whether a circuit may deliver: panels, a battery, a car that feeds back, and the supply wherever one of those is in
        /// the home, measured or not. Nothing is concluded from the sign of its power.
        /// </summary>
        public bool[] CanExport { get; }

        /// <summary>Rated primary current of each clamp, mA: small currents are small against it.</summary>
        public int[] RatedMa { get; }

        /// <summary>The circuit that measures the incoming supply of a phase; -1 where none does.</summary>
        public int[] SupplyOfPhase { get; }

        /// <summary>The circuit of each load that the node switches; -1 where it has none of its own.</summary>
        public int[] LoadCircuit { get; }

        /// <summary>Rated current of each load, mA a phase.</summary>
        public int[] LoadMa { get; }

        /// <summary>
        /// Whether something that no clamp measures may deliver (a plug-in panel, say). Then the sum of the branches may exceed
        /// the supply without any fault, and <see cref="BalanceRule"/> says nothing. True until told otherwise: a diagnosis that
        /// takes longer is better than a wrong one.
        /// </summary>
        public bool HiddenGeneration { get; set; } = true;

        /// <summary>Nominal voltage from a phase to neutral, mV.</summary>
        public int NominalMv { get; set; } = 230000;

        /// <summary>Whether a circuit is the supply of its phase.</summary>
        public bool IsSupply(int circuit)
        {
            return SupplyOfPhase[Phase[circuit]] == circuit;
        }
    }
}
