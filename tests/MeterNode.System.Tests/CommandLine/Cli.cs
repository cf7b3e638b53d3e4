using System.IO;
using MeterNode.Cli;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>The outcome of a command line, run inside this process.</summary>
    /// <param name="ExitCode">What it told its caller.</param>
    /// <param name="Output">What it wrote to standard output.</param>
    /// <param name="Error">What it wrote to standard error.</param>
    internal sealed record Cli(int ExitCode, string Output, string Error)
    {
        internal static Cli Run(params string[] args)
        {
            using var output = new StringWriter { NewLine = "\n" };
            using var error = new StringWriter { NewLine = "\n" };
            int exitCode = CommandLineApp.Invoke(args, output, error);
            return new Cli(exitCode, output.ToString(), error.ToString());
        }
    }
}
