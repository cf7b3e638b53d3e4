using System;
using System.Collections.Generic;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Benchmarks.Metering.Scenarios;

namespace MeterNode.Benchmarks.Metering
{
    /// <summary>Everything that is measured with the node of one seed.</summary>
    internal sealed record SeedResult(
        List<ClassPoint> Points,
        double HarmonicPercent,
        double ShapePercent,
        double AppliancePercent,
        double OneSecondMhz,
        double TenSecondsMhz,
        double RampLagS,
        double LockS,
        double FastMs,
        double PowerMs)
    {
        private const int ApplianceRows = 60;
        private const int ApplianceSeconds = 20;

        public static SeedResult Measure(int seed, int seconds, string? appliances, double slowness = 1)
        {
            var parts = new NodeParts(seed, ClassTable.Circuits) { Slowness = slowness };
            string settings = NodeCalibration.Of(parts).Settings();
            var (one, ten, locked) = MainsFrequency.Steady(parts, settings, 49.2 + (1.6 * new Random(seed).NextDouble()), 41);
            var (fast, power) = CurrentStep.Measure(parts, settings);
            return new SeedResult(
                ClassTable.Measure(parts, seconds),
                Harmonic.Influence(parts, settings, seconds),
                Harmonic.DimmersAndRectifiers(parts, settings, seconds),
                appliances is null ? 0 : Harmonic.Appliances(parts, settings, appliances, ApplianceRows, ApplianceSeconds),
                one,
                ten,
                MainsFrequency.RampLag(parts, settings),
                locked,
                fast,
                power);
        }
    }
}
