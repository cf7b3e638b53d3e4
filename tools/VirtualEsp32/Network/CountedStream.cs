using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualEsp32.Network
{
    /// <summary>A TCP stream that counts what passes, and acknowledges at once.</summary>
    internal sealed class CountedStream : NetworkStream
    {
        private const int TcpLevel = 6;
        private const int TcpQuickAck = 12;
        private static readonly byte[] s_on = { 1, 0, 0, 0 };

        private readonly NetworkCounters _counters;

        internal CountedStream(Socket socket, NetworkCounters counters)
            : base(socket, ownsSocket: true)
        {
            _counters = counters;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _counters.CountReceived(read);
            if (OperatingSystem.IsLinux())
            {
                // A broker that does not switch Nagle's algorithm off (mosquitto by default) holds its second answer back until the
                // first one is acknowledged, for which Linux would take 40 ms. The option lasts for one acknowledgement.
                AcknowledgeAtOnce();
            }

            return read;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _counters.CountSent(buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }

        private void AcknowledgeAtOnce()
        {
            try
            {
                Socket.SetRawSocketOption(TcpLevel, TcpQuickAck, s_on);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                // Closed meanwhile: there is nothing left to acknowledge.
            }
        }
    }
}
