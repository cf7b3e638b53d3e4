using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>
    /// The home's own certificate authority. All keys are on the curve P-256, which every TLS library has and a board does in the
    /// least time; all signatures are ECDSA with SHA-256.
    /// <para>
    /// Certificates that a board has to check begin on 1 January 1970, where its clock stands until a time server has answered:
    /// otherwise a home without internet could not connect at all. (A board checks dates against the clock that it has, set or not.)
    /// </para>
    /// </summary>
    internal sealed class Authority : IDisposable
    {
        /// <summary>For how many days a certificate can be valid: longer than a node lives.</summary>
        internal const int MostDays = 30 * 365;

        // A year more than what it signs in its first year.
        private const int Days = 31 * 365;

        private const int SerialBytes = 16;

        private readonly ECDsa _key;
        private readonly X509Certificate2 _certificate;

        private Authority(ECDsa key, X509Certificate2 certificate)
        {
            _key = key;
            _certificate = certificate;
        }

        /// <summary>Its certificate, as the text of a PEM file.</summary>
        internal string CertificatePem => _certificate.ExportCertificatePem() + "\n";

        /// <summary>Its key, as the text of a PEM file.</summary>
        internal string KeyPem => _key.ExportPkcs8PrivateKeyPem() + "\n";

        /// <summary>When it ceases to be valid.</summary>
        internal DateTimeOffset NotAfter => new DateTimeOffset(_certificate.NotAfter.ToUniversalTime());

        /// <summary>Makes a new one.</summary>
        internal static Authority Make(DateTimeOffset now)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            var request = new CertificateRequest("CN=MeterNode authority " + name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            return new Authority(key, request.CreateSelfSigned(DateTimeOffset.UnixEpoch, now.AddDays(Days)));
        }

        /// <summary>Takes one from its files.</summary>
        /// <param name="certificatePath">Path of its certificate.</param>
        /// <param name="keyPath">Path of its key.</param>
        /// <exception cref="InputException">They cannot be read, or do not belong together.</exception>
        internal static Authority Load(string certificatePath, string keyPath)
        {
            string certificate = InputFile.ReadText(certificatePath, "the authority's certificate (PEM)");
            string key = InputFile.ReadText(keyPath, "the authority's key (PEM)");
            try
            {
                var pair = X509Certificate2.CreateFromPem(certificate, key);
                return new Authority(pair.GetECDsaPrivateKey() ?? throw new CryptographicException("no elliptic curve"), pair);
            }
            catch (Exception failure) when (failure is CryptographicException or ArgumentException)
            {
                throw new InputException(keyPath + ": is not the key of " + certificatePath + "; allowed are the files of an earlier run");
            }
        }

        /// <summary>Issues a broker's certificate.</summary>
        /// <param name="host">Name or address by which clients know it.</param>
        /// <param name="until">When it ceases to be valid.</param>
        internal IssuedPair IssueServer(string host, DateTimeOffset until)
        {
            var names = new SubjectAlternativeNameBuilder();
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }

            // An address as a name too: mbed TLS before 3.5 compares addresses with names alone.
            names.AddDnsName(host);
            return Issue(host, DateTimeOffset.UnixEpoch, until, "1.3.6.1.5.5.7.3.1", names.Build());
        }

        /// <summary>Issues the certificate of somebody who connects with the broker.</summary>
        /// <param name="name">The user name.</param>
        /// <param name="now">Now.</param>
        /// <param name="until">When it ceases to be valid.</param>
        internal IssuedPair IssueClient(string name, DateTimeOffset now, DateTimeOffset until)
        {
            return Issue(name, now.AddDays(-1), until, "1.3.6.1.5.5.7.3.2", null);
        }

        /// <summary>
        /// Makes the list of revoked certificates. It is valid as long as the authority: a list that has expired would lock everybody
        /// out on a day that nobody expects.
        /// </summary>
        /// <param name="serials">Serial numbers in hexadecimal digits.</param>
        /// <param name="number">Number of the list; rises from list to list.</param>
        /// <param name="now">Now.</param>
        internal string RevocationList(IEnumerable<string> serials, int number, DateTimeOffset now)
        {
            var list = new CertificateRevocationListBuilder();
            foreach (string each in serials)
            {
                list.AddEntry(Convert.FromHexString(each), now);
            }

            byte[] built = list.Build(_certificate, number, NotAfter, HashAlgorithmName.SHA256, null, now.AddDays(-1));
            return PemEncoding.WriteString("X509 CRL", built) + "\n";
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _certificate.Dispose();
            _key.Dispose();
        }

        private IssuedPair Issue(string name, DateTimeOffset from, DateTimeOffset until, string purpose, X509Extension? names)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var subject = new X500DistinguishedNameBuilder();
            subject.AddCommonName(name);
            var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(new OidCollection { new Oid(purpose) }, false));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
            if (names is not null)
            {
                request.CertificateExtensions.Add(names);
            }

            byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
            serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
            using var issued = request.Create(_certificate, from, until, serial);
            return new IssuedPair(issued.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n", Convert.ToHexString(serial));
        }
    }
}
