namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// What the diagnosis is told once a second. All circuits belong to the same second; what is not known is said so, never
    /// filled with an old value.
    /// </summary>
    public sealed class WiringSecond
    {
        /// <summary>Makes the place for the readings of a plan.</summary>
        /// <param name="plan">The plan that gives the counts.</param>
        public WiringSecond(WiringPlan plan)
        {
            IsKnown = new bool[plan.Circuits];
            CurrentMa = new int[plan.Circuits];
            ActiveMa = new int[plan.Circuits];
            ReactiveMa = new int[plan.Circuits];
            IsLocked = new bool[plan.Phases];
            VoltageMv = new int[plan.Phases];
            LoadOn = new bool[plan.Loads];
        }

        /// <summary>Whether a circuit's current is a full second's worth: not lost, not saturated, enough samples.</summary>
        public bool[] IsKnown { get; }

        /// <summary>Rms current with its harmonics, mA.</summary>
        public int[] CurrentMa { get; }

        /// <summary>
        /// Active part of the fundamental current, mA rms: in phase with the circuit's own phase voltage, negative for export.
        /// Not cut off at any no-load threshold. Only read while the phase's reference is locked.
        /// </summary>
        public int[] ActiveMa { get; }

        /// <summary>Reactive part of the same, mA rms: positive when the current lags (inductive), with the sign of Q.</summary>
        public int[] ReactiveMa { get; }

        /// <summary>Whether the mains reference of a phase is locked.</summary>
        public bool[] IsLocked { get; }

        /// <summary>Voltage of a phase, mV rms; 0 without a reference.</summary>
        public int[] VoltageMv { get; }

        /// <summary>Whether the contact of a load's relay is closed now.</summary>
        public bool[] LoadOn { get; }
    }
}
