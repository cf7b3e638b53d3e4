namespace MeterNode.Cli
{
    /// <summary>The entry point of the tool.</summary>
    public static class Program
    {
        /// <summary>Runs the tool.</summary>
        /// <param name="args">The command line.</param>
        /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
        public static int Main(string[] args)
        {
            return CommandLineApp.Invoke(args);
        }
    }
}
