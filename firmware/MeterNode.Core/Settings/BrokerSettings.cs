namespace MeterNode.Core.Settings
{
    /// <summary>An MQTT broker; a node without one works all the same.</summary>
    public sealed class BrokerSettings
    {
        /// <summary>The most brokers: each costs memory for its certificates, and time before the next is tried.</summary>
        public const int Most = 4;

        /// <summary>Port of MQTT over TLS (registered with IANA as secure-mqtt).</summary>
        public const int TlsPort = 8883;

        /// <summary>Port of MQTT without TLS (registered with IANA as mqtt).</summary>
        public const int PlainPort = 1883;

        private static readonly string[] s_tlsVersions = { "1.2", "1.3" };
        private static readonly string[] s_tlsKeys = { "tls_version", "ca_file", "client_certificate_file", "client_key_file" };

        /// <summary>Where it stands in the settings, such as <c>broker</c> or <c>brokers[1]</c>.</summary>
        public string Path { get; private set; } = "broker";

        /// <summary>Host name or address; empty for none. Over TLS the broker's certificate must bear it.</summary>
        public string Host { get; internal set; } = "";

        /// <summary>TCP port.</summary>
        public int Port { get; internal set; }

        /// <summary>Whether the connection is not encrypted, and the broker's name not checked; only where the owner asks for it.</summary>
        public bool Plain { get; internal set; }

        /// <summary>Whether TLS 1.3 is spoken, where the board's firmware has it; otherwise 1.2. The MQTT client offers one of the two.</summary>
        public bool UsesTls13 { get; internal set; }

        /// <summary>File of the authority whose signature the broker's certificate must bear.</summary>
        public string CaFile { get; internal set; } = "";

        /// <summary>File of the node's own certificate.</summary>
        public string ClientCertificateFile { get; internal set; } = "";

        /// <summary>File of its key.</summary>
        public string ClientKeyFile { get; internal set; } = "";

        /// <summary>Whether the settings name the node's certificate: then it must be there.</summary>
        public bool NeedsClientCertificate { get; internal set; }

        /// <summary>User name; empty for none.</summary>
        public string User { get; internal set; } = "";

        /// <summary>Password; never published or logged.</summary>
        public string Password { get; internal set; } = "";

        /// <summary>Keep-alive period, s.</summary>
        public int KeepAliveS { get; internal set; }

        /// <summary>Longest span of the waiting time between two attempts, s.</summary>
        public int LongestBackoffS { get; internal set; }

        internal static BrokerSettings[] ReadAll(JsonSection root)
        {
            bool several = root.Has("brokers");
            if (several && root.Has("broker"))
            {
                throw new SettingsException("brokers", "is given beside broker; allowed is one of the two");
            }

            var sections = several ? root.Sections("brokers", 1, Most) : new[] { root.OptionalSection("broker") };
            var brokers = new BrokerSettings[sections.Length];
            for (int i = 0; i < brokers.Length; i++)
            {
                brokers[i] = Read(sections[i], several, several ? "brokers[" + i + "]" : "broker");
            }

            // A section without a host is the old way to say that there is none.
            return brokers[0].Host.Length > 0 ? brokers : new BrokerSettings[0];
        }

        private static BrokerSettings Read(JsonSection json, bool needsHost, string path)
        {
            var broker = new BrokerSettings
            {
                Path = path,
                Host = needsHost ? json.Text("host", 128) : json.Text("host", 128, ""),
                Plain = json.Flag("plain", false),
                User = json.Text("user", 64, ""),
                Password = json.Secret("password", 128),
                KeepAliveS = json.Int("keep_alive_s", 5, 600, 30),
                LongestBackoffS = json.Int("longest_backoff_s", 5, 3600, 20),
            };
            broker.Port = json.Int("port", 1, 65535, broker.Plain ? PlainPort : TlsPort);
            if (!broker.Plain && broker.Port == PlainPort)
            {
                throw new SettingsException(
                    json.PathOf("port"),
                    "is 1883, where brokers speak MQTT without TLS; allowed is the broker's port for TLS (8883), or \"plain\": true beside it");
            }

            ReadTls(json, broker);
            json.Finish();
            return broker;
        }

        private static void ReadTls(JsonSection json, BrokerSettings broker)
        {
            for (int i = 0; broker.Plain && i < s_tlsKeys.Length; i++)
            {
                if (json.Has(s_tlsKeys[i]))
                {
                    throw new SettingsException(json.PathOf(s_tlsKeys[i]), "is for TLS; allowed only without \"plain\": true");
                }
            }

            broker.NeedsClientCertificate = json.Has("client_certificate_file") || json.Has("client_key_file");
            broker.UsesTls13 = json.Choice("tls_version", s_tlsVersions, 0) == 1;
            broker.CaFile = File(json, "ca_file", "I:\\ca.pem");
            broker.ClientCertificateFile = File(json, "client_certificate_file", "I:\\client.pem");
            broker.ClientKeyFile = File(json, "client_key_file", "I:\\client.key");
        }

        private static string File(JsonSection json, string key, string fallback)
        {
            string path = json.Text(key, 64, fallback);
            if (path.Length < 4 || path.Substring(0, 3) != "I:\\")
            {
                throw new SettingsException(json.PathOf(key), "is \"" + path + "\"; allowed is a file on the board, such as " + fallback);
            }

            return path;
        }
    }
}
