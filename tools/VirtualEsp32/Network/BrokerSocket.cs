using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Channel;

namespace VirtualEsp32.Network
{
    /// <summary>Opens the real TCP connection under a broker link, and can cut it without a goodbye.</summary>
    internal sealed class BrokerSocket : IMqttClientStreamProvider
    {
        private Socket? _socket;

        /// <summary>Whether TCP stands, or stood.</summary>
        internal bool HasConnected => _socket is not null;

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
            return new PromptStream(socket);
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
