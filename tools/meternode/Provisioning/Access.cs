namespace MeterNode.Cli.Provisioning
{
    /// <summary>How somebody shows the broker who they are.</summary>
    internal enum Access
    {
        /// <summary>By a certificate of the authority.</summary>
        Certificate,

        /// <summary>By a password, over TLS as well.</summary>
        Password,
    }
}
