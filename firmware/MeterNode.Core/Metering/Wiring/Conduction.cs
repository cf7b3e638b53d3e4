namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// Whether a circuit carries enough current to say anything about its wiring: the one place that knows. At small currents the
    /// angle is the clamp's and the chip's own (a rejection of 100 dB leaks 14 mA of the reference into a 100 A clamp), and what
    /// hangs on the circuit is standby supplies whose capacitors lead by up to 90 degrees.
    /// </summary>
    public static class Conduction
    {
        /// <summary>Share of the clamp's rating below which nothing is concluded: 1/200, 0.5 A of a 100 A clamp.</summary>
        public const int RatingShare = 200;

        /// <summary>The least such current, mA, however small the clamp.</summary>
        public const int LeastMa = 100;

        /// <summary>The current from which a circuit counts as conducting, mA rms.</summary>
        public static int ThresholdMa(WiringPlan plan, int circuit)
        {
            int share = plan.RatedMa[circuit] / RatingShare;
            return share > LeastMa ? share : LeastMa;
        }

        /// <summary>The least change of current that counts as a step, mA: twice what counts as conducting.</summary>
        public static int StepMa(WiringPlan plan, int circuit)
        {
            return 2 * ThresholdMa(plan, circuit);
        }

        /// <summary>Whether a circuit conducts, whatever its phase angle.</summary>
        public static bool IsConducting(WiringPlan plan, WiringSecond second, int circuit)
        {
            return second.IsKnown[circuit] && second.CurrentMa[circuit] >= ThresholdMa(plan, circuit);
        }

        /// <summary>Whether a circuit conducts and the phase angle of its current is known.</summary>
        public static bool HasPhasor(WiringPlan plan, WiringSecond second, int circuit)
        {
            if (!IsConducting(plan, second, circuit) || !second.IsLocked[plan.Phase[circuit]])
            {
                return false;
            }

            // A current made of harmonics only conducts, but has no angle to go by.
            int threshold = ThresholdMa(plan, circuit);
            return Phasor.Magnitude(second.ActiveMa[circuit], second.ReactiveMa[circuit]) >= threshold;
        }
    }
}
