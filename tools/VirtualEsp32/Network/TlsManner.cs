namespace VirtualEsp32.Network
{
    /// <summary>How a host takes part in TLS once TCP stands.</summary>
    public enum TlsManner
    {
        /// <summary>As the real server behind it does.</summary>
        Real,

        /// <summary>It takes connections and never says anything.</summary>
        Silent,

        /// <summary>It answers the client's greeting with its own, whole one, and then never says anything: an answer to a probe, and no handshake.</summary>
        HelloOnly,

        /// <summary>It sends its greeting byte by byte, one every two seconds, and then never says anything.</summary>
        Trickles,

        /// <summary>It answers in another protocol, so that a handshake fails at once.</summary>
        OtherProtocol,
    }
}
