using System;

namespace MeterNode.Benchmarks
{
    /// <summary>Figures, each with its limit or peer beside it: <c>NAME [options] [--json FILE]</c>.</summary>
    internal static class Program
    {
        private static int Main(string[] args)
        {
            string name = args.Length > 0 ? args[0] : string.Empty;
            string[] rest = args.Length > 0 ? args[1..] : args;
            try
            {
                switch (name)
                {
                    case "node":
                        return NodeBenchmark.Run(new BenchmarkOptions(rest, "--hours", "--seeds"));
                    case "metering":
                        return Metering.MeteringBenchmark.Run(rest);
                    case "protection":
                        return Protection.ProtectionBenchmark.Run(new BenchmarkOptions(rest, "--days", "--seed", "--household", "--reactions", "--adversary-days"), home => new Protection.NodeController(home));
                    case "link":
                        return Link.LinkBenchmark.Run(new BenchmarkOptions(rest, "--hours", "--seed", "--fuzz-inputs", "--chaos-faults"));
                    default:
                        Console.Error.WriteLine(
                            "benchmark \"" + name + "\" is not known; there are: node [--hours H] [--seeds N] [--json FILE]"
                            + ", metering [--seeds N] [--appliances CSV] [--plots DIR] [--json FILE]"
                            + ", link [--hours N] [--seed N] [--fuzz-inputs N] [--chaos-faults N] [--json FILE]"
                            + " and protection [--days N] [--adversary-days N] [--seed N] [--household CSV] [--reactions N] [--json FILE]");
                        return 2;
                }
            }
            catch (ArgumentException refused)
            {
                Console.Error.WriteLine(refused.Message);
                return 2;
            }
        }
    }
}
