using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>What is believed of a reference load, and of the correction that follows from it.</summary>
    public static class CalibrationLimits
    {
        /// <summary>Largest correction of ratio or voltage, as a share.</summary>
        public const double MostRatio = 0.2;

        /// <summary>Largest correction of the phase, degrees.</summary>
        public const double MostPhaseDeg = 10;

        /// <summary>Least power factor of a reference load.</summary>
        public const double LeastPowerFactor = 0.4;

        /// <summary>Largest power factor of a reference load that is no heating element.</summary>
        public const double MostPowerFactor = 0.95;

        private const double UnityFrom = 0.9995;
        private const double ReversedWithinDeg = 30;

        /// <summary>Whether a reference load can be calibrated with.</summary>
        /// <param name="load">What the reference meter shows.</param>
        /// <param name="type">The clamp.</param>
        /// <returns>Why not; <see cref="CalibrationRefusal.None"/> when it can.</returns>
        public static CalibrationRefusal Check(ReferenceLoad load, CtType type)
        {
            if (load.CurrentMa < type.RatedA * 10)
            {
                return CalibrationRefusal.CurrentTooSmall;
            }

            if (load.CurrentMa > type.RatedA * 1200)
            {
                return CalibrationRefusal.CurrentTooLarge;
            }

            // On the board a comparison with NaN is true: it is asked for by its name.
            double factor = load.PowerFactor;
            if (double.IsNaN(factor) || factor < LeastPowerFactor || factor > 1)
            {
                return CalibrationRefusal.PowerFactorOutOfRange;
            }

            return factor > MostPowerFactor && factor < UnityFrom ? CalibrationRefusal.PowerFactorTooVague : CalibrationRefusal.None;
        }

        /// <summary>Whether the correction at one current is one that a sound clamp may need.</summary>
        internal static CalibrationRefusal Check(CalibrationPoint point)
        {
            double phase = point.PhaseDeg < 0 ? -point.PhaseDeg : point.PhaseDeg;
            if (phase >= 180 - ReversedWithinDeg)
            {
                return CalibrationRefusal.Reversed;
            }

            if (phase > MostPhaseDeg)
            {
                return CalibrationRefusal.PhaseBeyondLimit;
            }

            return point.Gain < 1 - MostRatio || point.Gain > 1 + MostRatio ? CalibrationRefusal.RatioBeyondLimit : CalibrationRefusal.None;
        }
    }
}
