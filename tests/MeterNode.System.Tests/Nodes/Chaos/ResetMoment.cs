namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>At which place of the exchange of a message above QoS 0 the proxy resets the connection.</summary>
    internal enum ResetMoment
    {
        /// <summary>Nowhere.</summary>
        None,

        /// <summary>The broker gets nothing of the message.</summary>
        BeforeMessage,

        /// <summary>The broker gets half of its bytes.</summary>
        InMessage,

        /// <summary>The broker gets it and acknowledges it; the node never learns that.</summary>
        BeforeAnswer,
    }
}
