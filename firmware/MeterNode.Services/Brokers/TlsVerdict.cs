namespace MeterNode.Services.Brokers
{
    /// <summary>What an answer to a <see cref="ClientHello"/> is.</summary>
    public enum TlsVerdict
    {
        /// <summary>Too little has come to tell.</summary>
        Incomplete,

        /// <summary>A whole record of TLS: the server's greeting, or an alert.</summary>
        Tls,

        /// <summary>Something else.</summary>
        NotTls,
    }
}
