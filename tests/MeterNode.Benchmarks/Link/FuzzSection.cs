using System;
using MeterNode.Benchmarks.Link.Fuzz;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>Hostile input to everything that a node reads from others.</summary>
    internal static class FuzzSection
    {
        public static void Run(Figures figures, int inputs, ulong seed)
        {
            var result = ParserFuzz.Run(DefaultSettings.Text(), inputs, seed);
            figures.Add("fuzz_inputs", "hostile inputs to every parser", result.Inputs);
            figures.Add("fuzz_accepted", "  of them taken", result.Accepted);
            figures.Add("fuzz_escapes", "  exceptions that escaped", result.Escapes, 0);
            figures.Add("fuzz_changes", "  refused ones that changed something", result.Changes, 0);
            result.Findings.ForEach(Console.WriteLine);
            var commands = CommandFuzz.Run(inputs, seed);
            figures.Add("fuzz_commands", "spoiled, forged and repeated commands", commands.Inputs);
            figures.Add("fuzz_command_escapes", "  exceptions that escaped", commands.Escapes, 0);
            figures.Add("fuzz_command_changes", "  refused ones that changed something", commands.ChangesOnRefusal, 0);
            figures.Add("fuzz_command_forged", "  without a signature, and not refused for it", commands.Forged, 0);
        }
    }
}
