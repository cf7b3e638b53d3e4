using System;

namespace VirtualHome.Mains
{
    /// <summary>
    /// Takes a quantity away from its natural wander to a value and, after a while, gives it back: a step when the ramp is 0.
    /// </summary>
    /// <param name="AtS">When it begins, s since the world began.</param>
    /// <param name="Value">Where it goes, in the quantity's unit.</param>
    /// <param name="RampS">How long it takes to get there, and later back, s; 0 or more.</param>
    /// <param name="HoldS">How long it stays there, s; infinity for ever.</param>
    public sealed record ScriptedChange(double AtS, double Value, double RampS = 0, double HoldS = double.PositiveInfinity)
    {
        /// <summary>Applies the change at a time.</summary>
        /// <param name="timeS">s since the world began.</param>
        /// <param name="natural">What the quantity would be without the change.</param>
        /// <returns>What it is.</returns>
        public double Apply(double timeS, double natural)
        {
            double share = Share(timeS - AtS);
            return natural + (share * (Value - natural));
        }

        private double Share(double sinceS)
        {
            if (sinceS < 0)
            {
                return 0;
            }

            if (sinceS < RampS)
            {
                return sinceS / RampS;
            }

            double leftS = RampS + HoldS + RampS - sinceS;
            return leftS >= RampS && leftS > 0 ? 1 : RampS > 0 ? Math.Max(0, leftS / RampS) : 0;
        }
    }
}
