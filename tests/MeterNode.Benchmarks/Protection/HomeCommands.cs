namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What a controller wants of each load. One object for the whole day; what is not written stays.</summary>
    internal sealed class HomeCommands
    {
        /// <summary>Makes the commands of a home: everything off.</summary>
        public HomeCommands(int loads)
        {
            ContactClosed = new bool[loads];
            SetpointW = new int[loads];
            Cause = new CommandCause[loads];
        }

        /// <summary>Whether the load's contact is to be closed.</summary>
        public bool[] ContactClosed { get; }

        /// <summary>The power that a load that follows one is to take, W; signed for a battery. Others ignore it.</summary>
        public int[] SetpointW { get; }

        /// <summary>Who is behind it; judges early switching only.</summary>
        public CommandCause[] Cause { get; }
    }
}
