using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VirtualNode;

namespace MeterNode.Cli.Inputs
{
    /// <summary>Reads the certificates that a broker is spoken to with.</summary>
    internal static class TlsInput
    {
        /// <summary>Reads them.</summary>
        /// <param name="host">The broker's name.</param>
        /// <param name="authority">File of the authority.</param>
        /// <param name="certificate">File of one's own certificate, or null.</param>
        /// <param name="key">File of its key, or null.</param>
        /// <exception cref="InputException">A file cannot be read, or one of a pair is missing.</exception>
        internal static BrokerTls Read(string host, string authority, string? certificate, string? key)
        {
            if ((certificate is null) != (key is null))
            {
                throw new InputException("--certificate: needs --key beside it, and the other way round");
            }

            return new BrokerTls(host, Certificate(authority), certificate is null ? null : Pair(certificate, key!));
        }

        private static X509Certificate2 Certificate(string path)
        {
            const string allowed = "a certificate (PEM)";
            try
            {
                return X509Certificate2.CreateFromPem(InputFile.ReadText(path, allowed));
            }
            catch (CryptographicException)
            {
                throw new InputException(path + ": holds no certificate; allowed is " + allowed);
            }
        }

        private static X509Certificate2 Pair(string path, string keyPath)
        {
            string certificate = InputFile.ReadText(path, "a certificate (PEM)");
            string key = InputFile.ReadText(keyPath, "the key of a certificate (PEM)");
            try
            {
                using var pair = X509Certificate2.CreateFromPem(certificate, key);

                // Windows does TLS only with a key that was imported.
                return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
            }
            catch (Exception failure) when (failure is CryptographicException or ArgumentException)
            {
                throw new InputException(keyPath + ": is not the unencrypted key of " + path + "; allowed are a certificate and its key (PEM)");
            }
        }
    }
}
