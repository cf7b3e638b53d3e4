using System;

namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>Magnitudes and angles, in the units that rules are written in. Positive angles lead.</summary>
    internal static class Phasor
    {
        private const double DegreesPerRadian = 180 / Math.PI;

        internal static double Magnitude(double real, double imaginary)
        {
            return Math.Sqrt((real * real) + (imaginary * imaginary));
        }

        /// <summary>Angle, degrees, above -180 to 180; 0 for nothing at all.</summary>
        internal static double AngleDeg(double real, double imaginary)
        {
            return real == 0 && imaginary == 0 ? 0 : Math.Atan2(imaginary, real) * DegreesPerRadian;
        }

        /// <summary>How far two angles are apart, degrees, 0 to 180.</summary>
        internal static double ApartDeg(double one, double other)
        {
            double apart = one - other;
            while (apart > 180)
            {
                apart -= 360;
            }

            while (apart < -180)
            {
                apart += 360;
            }

            return apart < 0 ? -apart : apart;
        }
    }
}
