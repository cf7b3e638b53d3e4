namespace MeterNode.Cli
{
    /// <summary>What the tool tells its caller.</summary>
    public static class ExitCode
    {
        /// <summary>All is well.</summary>
        public const int Ok = 0;

        /// <summary>The run found what must not be: violations, a reset, a node that was not heard.</summary>
        public const int Failed = 1;

        /// <summary>The command line or a file that it names is wrong, or something that it needs is not there.</summary>
        public const int BadInput = 2;

        /// <summary>An error of the tool itself.</summary>
        public const int Unexpected = 3;

        /// <summary>Stopped by the user.</summary>
        public const int Stopped = 130;
    }
}
