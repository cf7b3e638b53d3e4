namespace MeterNode.Services.Brokers
{
    /// <summary>Why a connection did not come about, or ended: what the platform lets us tell apart, and no more.</summary>
    public enum LinkFailure
    {
        /// <summary>Nothing failed.</summary>
        None,

        /// <summary>The board is not on the network.</summary>
        Wifi,

        /// <summary>The board got another address, which ends every connection made from the old one.</summary>
        Address,

        /// <summary>The broker's name cannot be resolved.</summary>
        Dns,

        /// <summary>Nobody listens there, or there is no way to it.</summary>
        Refused,

        /// <summary>No connection, or no answer to our CONNECT, within the client's 30 s.</summary>
        Timeout,

        /// <summary>The handshake failed: wrong name, wrong authority, not valid now, or our certificate was refused.</summary>
        Tls,

        /// <summary>The certificate files on the board cannot be used.</summary>
        Certificate,

        /// <summary>The broker does not know our user, password or certificate.</summary>
        Auth,

        /// <summary>The broker refuses for another reason: our client id, our version of MQTT, or not now.</summary>
        Rejected,

        /// <summary>The broker no longer answers, although nobody has closed the connection.</summary>
        KeepAlive,

        /// <summary>The broker, or something on the way, closed the connection.</summary>
        Closed,

        /// <summary>The broker takes the connection, and does not answer a greeting in TLS in time.</summary>
        TlsSilent,

        /// <summary>The broker answers a greeting in TLS with something else.</summary>
        NotTls,

        /// <summary>A handshake with the broker had not ended when the board restarted: counted at the start after it.</summary>
        HandshakeHung,

        /// <summary>The board has restarted in a session with the broker again, so that it is left alone: counted at the start after it.</summary>
        SessionHung,
    }
}
