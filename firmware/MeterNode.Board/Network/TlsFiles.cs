using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Network
{
    /// <summary>
    /// What TLS with a broker needs from the board's files. Read at every attempt, so that a file that was put right is found
    /// without a restart. A problem is told by the name of the file, never by what is in it.
    /// </summary>
    internal sealed class TlsFiles
    {
        private const int LongestBytes = 8192;

        private TlsFiles(string problem)
        {
            Problem = problem;
        }

        /// <summary>What signs the broker's certificate.</summary>
        public X509Certificate? Authority { get; private set; }

        /// <summary>The node's own certificate with its key; null for none, and then the client takes the one stored on the board.</summary>
        public X509Certificate2? Own { get; private set; }

        /// <summary>Why they cannot be used, in one line; empty when they can.</summary>
        public string Problem { get; }

        /// <summary>Reads them; never throws.</summary>
        /// <param name="broker">The broker.</param>
        public static TlsFiles Load(BrokerSettings broker)
        {
            string problem = Check(broker.CaFile);
            if (problem.Length > 0)
            {
                return new TlsFiles(problem);
            }

            var files = new TlsFiles("");
            try
            {
                files.Authority = new X509Certificate(Text(broker.CaFile));
            }
            catch (Exception)
            {
                return new TlsFiles(broker.CaFile + " holds no certificate (PEM)");
            }

            if (!broker.NeedsClientCertificate && !File.Exists(broker.ClientCertificateFile) && !File.Exists(broker.ClientKeyFile))
            {
                return files;
            }

            problem = Check(broker.ClientCertificateFile);
            problem = problem.Length > 0 ? problem : Check(broker.ClientKeyFile);
            if (problem.Length > 0)
            {
                return new TlsFiles(problem);
            }

            try
            {
                files.Own = new X509Certificate2(Text(broker.ClientCertificateFile), Text(broker.ClientKeyFile), "");
            }
            catch (Exception)
            {
                return new TlsFiles(broker.ClientCertificateFile + " and " + broker.ClientKeyFile + " hold no certificate and its unencrypted key (PEM)");
            }

            return files;
        }

        private static string Check(string path)
        {
            try
            {
                if (!File.Exists(path))
                {
                    return path + " is missing";
                }

                using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
                {
                    return stream.Length <= LongestBytes ? "" : path + " is longer than " + LongestBytes + " bytes";
                }
            }
            catch (Exception)
            {
                return path + " cannot be read";
            }
        }

        private static string Text(string path)
        {
            byte[] bytes = File.ReadAllBytes(path);
            return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
        }
    }
}
