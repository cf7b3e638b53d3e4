namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>What an entity is of. The numbers are in the record on flash.</summary>
    public enum SubjectKind
    {
        /// <summary>The node itself, its supply included.</summary>
        Node,

        /// <summary>A circuit.</summary>
        Circuit,

        /// <summary>A direct-current channel.</summary>
        DcChannel,

        /// <summary>A load.</summary>
        Load,
    }
}
