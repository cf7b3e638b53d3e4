namespace MeterNode.Benchmarks.Protection
{
    /// <summary>Something that keeps a home's supply inside its protective device: a node, or its peer.</summary>
    internal interface IHomeController
    {
        /// <summary>
        /// Takes new readings and says what it wants: every 30 ms while anything moves or a phase is above 90 % of the rating,
        /// else about once a second. The first call is at 0 ms and only sets the contacts' beginning.
        /// </summary>
        /// <param name="readings">What is measured; not to be kept or changed.</param>
        /// <param name="commands">What it wanted last time, to be changed in place.</param>
        void Step(HomeReadings readings, HomeCommands commands);
    }
}
