using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeterNode.System.Tests.Network
{
    /// <summary>A certificate authority that lives as long as a test.</summary>
    public sealed class TestAuthority : IDisposable
    {
        // Valid at whatever time a virtual board believes in: from before its clock is set to long after.
        private static readonly DateTimeOffset s_begin = DateTimeOffset.UnixEpoch;
        private static readonly DateTimeOffset s_end = new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public TestAuthority()
        {
            var request = new CertificateRequest("CN=Test Authority", _key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            Certificate = request.CreateSelfSigned(s_begin, s_end);
        }

        public X509Certificate2 Certificate { get; }

        /// <summary>The certificate as the text of a file.</summary>
        public string Pem => Certificate.ExportCertificatePem();

        /// <summary>A certificate for a host, with its key.</summary>
        public X509Certificate2 Issue(string host, DateTimeOffset? begin = null, DateTimeOffset? end = null)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
            using var issued = request.Create(
                Certificate, begin ?? s_begin, end ?? s_end, RandomNumberGenerator.GetBytes(8));
            using var withKey = issued.CopyWithPrivateKey(key);

            // Windows serves TLS only with a key that was imported.
            return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        }

        /// <summary>The key of an issued certificate as the text of a file.</summary>
        public static string KeyOf(X509Certificate2 issued)
        {
            using var key = issued.GetECDsaPrivateKey()!;
            return key.ExportPkcs8PrivateKeyPem();
        }

        public void Dispose()
        {
            Certificate.Dispose();
            _key.Dispose();
        }
    }
}
