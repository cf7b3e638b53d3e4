namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>What goes wrong on the way between node and broker.</summary>
    internal enum ChaosFault
    {
        /// <summary>The proxy resets the connection while nothing is on its way.</summary>
        Reset,

        /// <summary>The proxy resets it before, in the middle of, or after a message, before the node has the answer.</summary>
        ResetInExchange,

        /// <summary>Nothing passes for 30 s, and neither side is told.</summary>
        Stall,

        /// <summary>Nothing passes for so long that the sides give each other up at different times, or nearly.</summary>
        HalfOpen,

        /// <summary>A relay takes what the node sends and passes nothing on; the broker is still heard.</summary>
        StuckFromNode,

        /// <summary>The broker gets all that the node sends; nothing comes back.</summary>
        StuckToNode,

        /// <summary>The broker's process is killed, and connections are refused until it is started again. It has forgotten everything.</summary>
        BrokerRefuses,

        /// <summary>The same behind a proxy that accepts connections and then hangs up.</summary>
        BrokerHangsUp,

        /// <summary>The broker's name cannot be resolved, and the connection is reset.</summary>
        NoName,

        /// <summary>The access point goes, and connections with it.</summary>
        WifiAtOnce,

        /// <summary>The access point goes, and connections are half-open.</summary>
        WifiHalfOpen,

        /// <summary>The board gets another address, which ends its connections.</summary>
        NewAddress,

        /// <summary>The broker's certificate has expired, and the connection is reset; then it gets a good one.</summary>
        CertificateExpired,

        /// <summary>Two or three of these at once, each for its own time.</summary>
        Several,
    }
}
