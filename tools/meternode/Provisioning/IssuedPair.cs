namespace MeterNode.Cli.Provisioning
{
    /// <summary>A certificate and its key, as the texts of PEM files.</summary>
    /// <param name="CertificatePem">The certificate.</param>
    /// <param name="KeyPem">The key, PKCS #8, not encrypted: a board has nobody to ask for a password.</param>
    /// <param name="Serial">The certificate's serial number in hexadecimal digits.</param>
    internal sealed record IssuedPair(string CertificatePem, string KeyPem, string Serial);
}
