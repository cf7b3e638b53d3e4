using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// A kind of current transformer with the burden that the board is fitted with for it, and what a part of that kind is like
    /// before anybody has calibrated it.
    /// </summary>
    public sealed class CtType
    {
        /// <summary>Describes a kind.</summary>
        /// <param name="name">Name in the settings.</param>
        /// <param name="ratedA">Rated primary current, A rms; above 0.</param>
        /// <param name="secondaryMa">Secondary current at that, mA rms; above 0.</param>
        /// <param name="burdenOhm">Burden across the secondary, ohms; above 0.</param>
        /// <exception cref="ArgumentException">A figure is not above 0.</exception>
        public CtType(string name, int ratedA, double secondaryMa, double burdenOhm)
        {
            if (ratedA <= 0 || !(secondaryMa > 0) || !(burdenOhm > 0))
            {
                throw new ArgumentException("currents and burden are above 0", nameof(name));
            }

            Name = name;
            RatedA = ratedA;
            SecondaryMa = secondaryMa;
            BurdenOhm = burdenOhm;
        }

        /// <summary>Name in the settings.</summary>
        public string Name { get; }

        /// <summary>Rated primary current, A rms.</summary>
        public int RatedA { get; }

        /// <summary>Secondary current at the rated primary current, mA rms.</summary>
        public double SecondaryMa { get; }

        /// <summary>Burden, ohms.</summary>
        public double BurdenOhm { get; }

        /// <summary>Turns ratio: primary amperes for one secondary ampere.</summary>
        public double Ratio => RatedA * 1000.0 / SecondaryMa;

        /// <summary>Volts across the burden at the crest of a sine of the rated current; an INA219 ends at 320 mV.</summary>
        public double CrestMv => SecondaryMa * BurdenOhm * 1.41421356;

        /// <summary>Where the errors have faded half the way from very small to large currents, mA: a tenth of the rating.</summary>
        public int HalfMa => RatedA * 100;

        /// <summary>
        /// Nominal lead of the secondary at large currents, degrees. Clamps of this size have 0.3 to 1.5 degrees in all, falling
        /// with the current; the middle of that is where an uncalibrated part is least wrong.
        /// </summary>
        public double PhaseDeg => 0.5;

        /// <summary>What very small currents add to it, degrees.</summary>
        public double PhaseFadeDeg => 0.55;

        /// <summary>By how much very small currents read too little, as a share; what the gain makes up for.</summary>
        public double GainFade => 0.004;
    }
}
