namespace MeterNode.Core.Loads
{
    /// <summary>The node's relays.</summary>
    public interface ILoadOutputs
    {
        /// <summary>Closes or opens the contact that feeds or enables a load. Takes no time to speak of and never throws.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="closed">Whether the load may draw.</param>
        void Write(int load, bool closed);

        /// <summary>Closes or opens the second contact of a heat pump (SG-Ready).</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="closed">Whether it is recommended to run.</param>
        void WriteSecond(int load, bool closed);
    }
}
