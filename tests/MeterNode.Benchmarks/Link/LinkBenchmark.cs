using System;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>What reaches the broker, and what that costs: one class a section, joined here.</summary>
    internal static class LinkBenchmark
    {
        public static int Run(BenchmarkOptions options)
        {
            double hours = options.Number("--hours", 72);
            int seed = (int)options.Number("--seed", 1);
            Console.WriteLine("link: " + hours + " h without a broker, seed " + seed);
            var figures = new Figures();
            PowerCutSection.Run(figures);
            OutageSection.Run(figures, hours, seed);
            CapacitySection.Run(figures);
            TrafficSection.Run(figures, seed);
            MessageSection.Run(figures);
            ChaosSection.Run(figures, (int)options.Number("--chaos-faults", 500), seed);
            FuzzSection.Run(figures, (int)options.Number("--fuzz-inputs", 1_000_000), (ulong)seed);
            return figures.Finish(options);
        }
    }
}
