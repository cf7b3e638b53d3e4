using System;
using System.Security.Cryptography;
using System.Text;
using HostCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;
using HostCertificateLoader = System.Security.Cryptography.X509Certificates.X509CertificateLoader;
using HostContentType = System.Security.Cryptography.X509Certificates.X509ContentType;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's certificate with a private key. That the two belong together shows in the handshake only.</summary>
    public class X509Certificate2 : X509Certificate
    {
        private readonly string? _key;

        /// <summary>Parses a certificate without a key.</summary>
        /// <param name="certificate">The text of a PEM file.</param>
        /// <exception cref="ArgumentException">It is none.</exception>
        public X509Certificate2(string certificate)
            : base(certificate)
        {
        }

        /// <summary>Parses a certificate and its key.</summary>
        /// <param name="rawData">The text of the certificate's PEM file.</param>
        /// <param name="key">The text of the key's.</param>
        /// <param name="password">What the key is encrypted with; empty or null for a key that is not.</param>
        /// <exception cref="ArgumentException">One of them cannot be parsed.</exception>
        public X509Certificate2(string rawData, string key, string? password)
            : base(rawData)
        {
            if (!string.IsNullOrEmpty(password) || !IsKey(key))
            {
                throw new ArgumentException();
            }

            _key = key;
        }

        /// <summary>Whether there is a private key.</summary>
        public bool HasPrivateKey => _key is not null;

        /// <summary>The private key as it was given, with its terminating zero; null for none.</summary>
        public byte[]? PrivateKey => _key is null ? null : Encoding.UTF8.GetBytes(_key + "\0");

        /// <summary>When it ceases to be valid.</summary>
        public System.DateTime NotAfter => GetExpirationDate();

        /// <summary>When it begins to be valid.</summary>
        public System.DateTime NotBefore => GetEffectiveDate();

        /// <summary>The pair as the PC's TLS takes it.</summary>
        /// <exception cref="CryptographicException">Certificate and key do not belong together.</exception>
        internal HostCertificate ForHandshake()
        {
            try
            {
                using var pair = HostCertificate.CreateFromPem(Parsed.ExportCertificatePem(), _key);

                // Windows does TLS only with a key that was imported.
                return HostCertificateLoader.LoadPkcs12(pair.Export(HostContentType.Pkcs12), null);
            }
            catch (ArgumentException mismatch)
            {
                throw new CryptographicException("The certificate and the key do not belong together.", mismatch);
            }
        }

        private static bool IsKey(string key)
        {
            try
            {
                using var ecdsa = ECDsa.Create();
                ecdsa.ImportFromPem(key);
                return true;
            }
            catch (Exception failure) when (failure is ArgumentException or CryptographicException)
            {
                return IsRsaKey(key);
            }
        }

        private static bool IsRsaKey(string key)
        {
            try
            {
                using var rsa = RSA.Create();
                rsa.ImportFromPem(key);
                return true;
            }
            catch (Exception failure) when (failure is ArgumentException or CryptographicException)
            {
                return false;
            }
        }
    }
}
