namespace MeterNode.Cli.NfConfig
{
    /// <summary>One command to run, and what it is for.</summary>
    public sealed class NanoffStep
    {
        internal NanoffStep(string purpose, string commandLine)
        {
            Purpose = purpose;
            CommandLine = commandLine;
        }

        /// <summary>What it does, in a sentence.</summary>
        public string Purpose { get; }

        /// <summary>The command line, to be run in the folder of nf.config.</summary>
        public string CommandLine { get; }
    }
}
