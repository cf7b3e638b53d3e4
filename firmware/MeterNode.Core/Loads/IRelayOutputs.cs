namespace MeterNode.Core.Loads
{
    /// <summary>The relays of the board.</summary>
    public interface IRelayOutputs
    {
        /// <summary>Opens or closes the contact of a load's relay. Returns at once and allocates nothing.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="closed">Whether the contact is to be closed.</param>
        void Write(int load, bool closed);
    }
}
