using System;
using System.Security.Cryptography;
using System.Text;
using HostCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace VirtualEsp32.Shadow
{
    /// <summary>
    /// nanoFramework's certificate: unlike .NET's it takes the text of a PEM file, and there is no chain to build with it. What
    /// cannot be parsed is refused by the constructor.
    /// </summary>
    public class X509Certificate
    {
        /// <summary>Parses a certificate.</summary>
        /// <param name="certificate">The text of a PEM file; only its first certificate is looked at.</param>
        /// <exception cref="ArgumentException">It is none.</exception>
        public X509Certificate(string certificate)
        {
            try
            {
                Parsed = HostCertificate.CreateFromPem(certificate);
            }
            catch (CryptographicException)
            {
                throw new ArgumentException();
            }
        }

        /// <summary>Parses a certificate.</summary>
        /// <param name="certificate">Its bytes, DER, or PEM with the terminating zero.</param>
        /// <exception cref="ArgumentException">It is none.</exception>
        public X509Certificate(byte[] certificate)
            : this(TextOf(certificate))
        {
        }

        internal HostCertificate Parsed { get; }

        /// <summary>When it begins to be valid.</summary>
        public virtual System.DateTime GetEffectiveDate()
        {
            return Parsed.NotBefore.ToUniversalTime();
        }

        /// <summary>When it ceases to be valid.</summary>
        public virtual System.DateTime GetExpirationDate()
        {
            return Parsed.NotAfter.ToUniversalTime();
        }

        private static string TextOf(byte[] certificate)
        {
            bool der = certificate.Length > 0 && certificate[0] == 0x30;
            return der ? PemEncoding.WriteString("CERTIFICATE", certificate) : Encoding.ASCII.GetString(certificate).TrimEnd('\0');
        }
    }
}
