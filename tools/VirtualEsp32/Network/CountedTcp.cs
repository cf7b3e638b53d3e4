using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using System.IO;
using MQTTnet.Channel;

namespace VirtualEsp32.Network
{
    /// <summary>Opens the real TCP connection under a broker link, counts its bytes, and can cut it without a goodbye.</summary>
    internal sealed class CountedTcp : IMqttClientStreamProvider
    {
        private readonly NetworkCounters _counters;
        private Socket? _socket;

        internal CountedTcp(NetworkCounters counters)
        {
            _counters = counters;
        }

        public async Task<Stream> ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken)
        {
            var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            _socket = socket;
            return new CountedStream(socket, _counters);
        }

        /// <summary>Ends the connection by a reset, as when the other side finds nobody there any more.</summary>
        internal void Cut()
        {
            try
            {
                // Closing without lingering sends a reset.
                _socket?.Close(0);
            }
            catch (SocketException)
            {
                // It is gone already.
            }
        }
    }
}
