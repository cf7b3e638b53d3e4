namespace MeterNode.Core.Settings
{
    /// <summary>The MQTT broker; a node without one works all the same.</summary>
    public sealed class BrokerSettings
    {
        /// <summary>Host name or address; empty for none.</summary>
        public string Host { get; internal set; } = "";

        /// <summary>TCP port.</summary>
        public int Port { get; internal set; }

        /// <summary>User name; empty for none.</summary>
        public string User { get; internal set; } = "";

        /// <summary>Password; never published or logged.</summary>
        public string Password { get; internal set; } = "";

        /// <summary>Keep-alive period, s.</summary>
        public int KeepAliveS { get; internal set; }

        internal static BrokerSettings Read(JsonSection json)
        {
            var broker = new BrokerSettings
            {
                Host = json.Text("host", 128, ""),
                Port = json.Int("port", 1, 65535, 1883),
                User = json.Text("user", 64, ""),
                Password = json.Secret("password", 128),
                KeepAliveS = json.Int("keep_alive_s", 5, 600, 30),
            };
            json.Finish();
            return broker;
        }
    }
}
