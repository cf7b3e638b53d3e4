using System.Threading;

namespace VirtualEsp32.Network
{
    /// <summary>What the board has done on its network since the world began; resets of the board do not clear it.</summary>
    public sealed class NetworkCounters
    {
        private long _bytesSent;
        private long _bytesReceived;

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

        /// <summary>Bytes sent on TCP connections (TLS records included), real keep-alives and fences of the simulation too.</summary>
        public long BytesSent => Interlocked.Read(ref _bytesSent);

        /// <summary>Bytes received on TCP connections.</summary>
        public long BytesReceived => Interlocked.Read(ref _bytesReceived);

        /// <summary>Counts on whatever thread of the PC the bytes leave.</summary>
        internal void CountSent(int bytes)
        {
            Interlocked.Add(ref _bytesSent, bytes);
        }

        internal void CountReceived(int bytes)
        {
            Interlocked.Add(ref _bytesReceived, bytes);
        }
    }
}
