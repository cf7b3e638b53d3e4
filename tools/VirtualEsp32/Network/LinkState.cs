namespace VirtualEsp32.Network
{
    /// <summary>How the two ends of a connection stand to each other.</summary>
    internal enum LinkState
    {
        /// <summary>Packets pass.</summary>
        Open,

        /// <summary>The network between is away and neither end knows; packets wait.</summary>
        Suspended,

        /// <summary>The board's end vanished without a word; the broker still believes in it.</summary>
        Ghost,

        /// <summary>The board's end was closed.</summary>
        Closed,
    }
}
