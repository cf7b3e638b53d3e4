using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualEsp32.Network
{
    /// <summary>A TCP stream that acknowledges what it receives at once.</summary>
    internal sealed class PromptStream : NetworkStream
    {
        private const int TcpLevel = 6;
        private const int TcpQuickAck = 12;
        private static readonly byte[] s_on = { 1, 0, 0, 0 };

        internal PromptStream(Socket socket)
            : base(socket, ownsSocket: true)
        {
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (OperatingSystem.IsLinux())
            {
                // A broker that does not switch Nagle's algorithm off (mosquitto by default) holds its second answer back until the
                // first one is acknowledged, for which Linux would take 40 ms. The option lasts for one acknowledgement.
                AcknowledgeAtOnce();
            }

            return read;
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
