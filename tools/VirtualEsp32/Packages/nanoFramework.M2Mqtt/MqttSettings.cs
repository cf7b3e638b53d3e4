using VirtualEsp32;

namespace nanoFramework.M2Mqtt
{
    /// <summary>The settings that all clients of a board share.</summary>
    public class MqttSettings
    {
        public const int BrokerDefaultPort = 1883;

        public const int BrokerDefaultSslPort = 8883;

        /// <summary>How long the broker may take to answer a CONNECT, ms.</summary>
        public const int DefaultTimeout = 30_000;

        public const int MaximumAttemptsRetry = 3;

        public const int DefaultDelayRetry = 1_000;

        /// <summary>How long the network may take to set up a TCP connection, ms.</summary>
        public const int ConnectTimeout = 30_000;

        public const int DefaultInflightQueueSize = int.MaxValue;

        private MqttSettings()
        {
        }

        /// <summary>The one instance; it lasts as long as the board runs.</summary>
        public static MqttSettings Instance => VirtualBoard.Current.Network.MqttSettings ??= new MqttSettings();

        public int Port { get; internal set; } = BrokerDefaultPort;

        public int SslPort { get; internal set; } = BrokerDefaultSslPort;

        public int TimeoutOnConnection { get; internal set; } = ConnectTimeout;

        public int TimeoutOnReceiving { get; internal set; } = DefaultTimeout;

        /// <summary>How often a message is sent when no acknowledgement comes.</summary>
        public int AttemptsOnRetry { get; internal set; } = MaximumAttemptsRetry;

        /// <summary>How long an acknowledgement may take before the message is sent again, ms.</summary>
        public int DelayOnRetry { get; internal set; } = DefaultDelayRetry;

        /// <summary>
        /// How many messages may wait in RAM, in both directions together; without a limit (the default) they do until the heap is
        /// full. What arrives over the limit is dropped in silence, what is published over it throws.
        /// </summary>
        public int InflightQueueSize { get; set; } = DefaultInflightQueueSize;

        /// <summary>Whether a broker's certificate is checked.</summary>
        public bool ValidateServerCertificate { get; set; } = true;
    }
}
