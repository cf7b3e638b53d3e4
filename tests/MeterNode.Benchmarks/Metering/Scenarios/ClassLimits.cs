namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>Limits of the percentage error at Ib = In = 10 A, Imax = 100 A; recalled from the standards, as in hardware/README.md.</summary>
    public static class ClassLimits
    {
        /// <summary>IEC 62053-21, class 1, table 6.</summary>
        /// <param name="currentA">A rms.</param>
        /// <param name="powerFactor">1, 0.5 (lagging) or 0.8 (leading).</param>
        public static double Class1(double currentA, double powerFactor)
        {
            return currentA < (powerFactor == 1 ? 1 : 2) ? 1.5 : 1.0;
        }

        /// <summary>IEC 62053-22, class 0.5 S, table 4.</summary>
        /// <param name="currentA">A rms.</param>
        /// <param name="powerFactor">1, 0.5 (lagging) or 0.8 (leading).</param>
        public static double Class05S(double currentA, double powerFactor)
        {
            return powerFactor == 1 ? currentA < 0.5 ? 1.0 : 0.5 : currentA < 1 ? 1.0 : 0.6;
        }
    }
}
