using System;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>One measured point of a class table.</summary>
    /// <param name="CurrentA">A rms.</param>
    /// <param name="PowerFactor">1, 0.5 (lagging) or 0.8 (leading).</param>
    /// <param name="FrequencyHz">Hz.</param>
    /// <param name="VoltageV">V rms.</param>
    /// <param name="Circuit">Circuit that it was measured on; 0 is the supply, which is sampled more often.</param>
    /// <param name="ErrorPercent">Error of the active energy over the time of the test, %.</param>
    public readonly record struct ClassPoint(double CurrentA, double PowerFactor, double FrequencyHz, double VoltageV, int Circuit, double ErrorPercent)
    {
        /// <summary>Error over the limit of class 1.</summary>
        public double Class1Ratio => Math.Abs(ErrorPercent) / ClassLimits.Class1(CurrentA, PowerFactor);

        /// <summary>Error over the limit of class 0.5 S.</summary>
        public double Class05SRatio => Math.Abs(ErrorPercent) / ClassLimits.Class05S(CurrentA, PowerFactor);
    }
}
