using System;

namespace MeterNode.Core.Metering
{
    /// <summary>How much a converter that integrates over a window leaves of a harmonic, from what it leaves of the fundamental.</summary>
    internal static class ConverterResponse
    {
        /// <summary>sin(kx)/(kx) from sin(x)/x.</summary>
        /// <param name="fundamental">What is left of the fundamental, 0.9 to 1.</param>
        /// <param name="order">The order k, at most 9.</param>
        /// <returns>What is left of that order.</returns>
        public static double Factor(double fundamental, int order)
        {
            double lost = 1 - fundamental;
            if (lost <= 0)
            {
                return 1;
            }

            // sin(x)/x = 1 - x²/6 + x⁴/120, turned round.
            double x = order * Math.Sqrt(6 * lost * (1 + (0.3 * lost)));
            return Math.Sin(x) / x;
        }
    }
}
