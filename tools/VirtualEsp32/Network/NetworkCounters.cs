namespace VirtualEsp32.Network
{
    /// <summary>What the board has done on its network since the world began; resets of the board do not clear it.</summary>
    public sealed class NetworkCounters
    {
        /// <summary>Names looked up, found or not.</summary>
        public long NameLookups { get; internal set; }

        /// <summary>Attempts to set up a TCP connection.</summary>
        public long ConnectAttempts { get; internal set; }

        /// <summary>CONNECTs that a broker accepted.</summary>
        public long Connects { get; internal set; }

        /// <summary>Connections that ended without the firmware's doing.</summary>
        public long ConnectionsLost { get; internal set; }

        /// <summary>PUBLISH packets that the firmware sent, repetitions included.</summary>
        public long MessagesPublished { get; internal set; }

        /// <summary>PUBLISH packets that reached the firmware.</summary>
        public long MessagesReceived { get; internal set; }

        /// <summary>Bytes of MQTT that the firmware sent, without the headers of TCP and TLS.</summary>
        public long BytesSent { get; internal set; }

        /// <summary>Bytes of MQTT that reached the firmware, without the headers of TCP and TLS.</summary>
        public long BytesReceived { get; internal set; }
    }
}
