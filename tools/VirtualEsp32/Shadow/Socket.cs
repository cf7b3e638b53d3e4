using System;
using System.Net;
using System.Net.Sockets;
using VirtualEsp32.Network;

namespace VirtualEsp32.Shadow
{
    /// <summary>
    /// nanoFramework's TCP socket, on the virtual board's network. Each of its calls that waits lets the other threads go on. There is
    /// no non-blocking mode to be set, and no time-out for <see cref="Connect"/>.
    /// </summary>
    public class Socket : IDisposable
    {
        private BoardSocket? _connection;
        private bool _isDisposed;

        /// <summary>Makes a socket.</summary>
        /// <exception cref="NotSupportedException">Anything but TCP over IPv4, which is all that the virtual board has.</exception>
        public Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
        {
            if (addressFamily != AddressFamily.InterNetwork || socketType != SocketType.Stream || protocolType != ProtocolType.Tcp)
            {
                throw new NotSupportedException();
            }
        }

        /// <summary>Whether a connection was made.</summary>
        public bool Connected => _connection is not null && !_isDisposed;

        /// <summary>How long <see cref="Receive"/> waits, ms; 0 or -1 for ever.</summary>
        public int ReceiveTimeout { get; set; } = -1;

        /// <summary>How long <see cref="Send(byte[])"/> waits for room, ms; 0 or -1 for ever.</summary>
        public int SendTimeout { get; set; } = -1;

        /// <summary>Connects; blocks for as long as TCP tries.</summary>
        /// <exception cref="SocketException">Nobody there, or refused.</exception>
        public void Connect(EndPoint remoteEP)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _connection = VirtualBoard.Current.Network.Connector.ConnectSocket((IPEndPoint)remoteEP);
        }

        /// <summary>Waits for a state of the socket.</summary>
        /// <param name="microSeconds">How long, µs; below zero for ever.</param>
        /// <param name="mode">What for.</param>
        /// <returns>Whether it came.</returns>
        public bool Poll(int microSeconds, SelectMode mode)
        {
            var connection = Open();
            return mode switch
            {
                SelectMode.SelectRead => connection.AwaitNews(microSeconds),
                SelectMode.SelectWrite => true,
                _ => false,
            };
        }

        /// <summary>Sends bytes.</summary>
        /// <returns>How many.</returns>
        public int Send(byte[] buffer)
        {
            return Send(buffer, 0, buffer.Length, SocketFlags.None);
        }

        /// <summary>Sends bytes.</summary>
        /// <returns>How many.</returns>
        public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags)
        {
            Open().Send(buffer, offset, size);
            return size;
        }

        /// <summary>Takes what has come, or waits for it.</summary>
        /// <returns>How many bytes; 0 when the other side has closed the connection.</returns>
        /// <exception cref="SocketException">Nothing came in time, or the connection is broken.</exception>
        public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags)
        {
            var connection = Open();
            if (!connection.AwaitNews(ReceiveTimeout > 0 ? ReceiveTimeout * 1000L : -1))
            {
                throw new BoardSocketException(SocketError.TimedOut);
            }

            return connection.Receive(buffer, offset, size);
        }

        /// <summary>Closes the connection.</summary>
        public void Close()
        {
            Dispose();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _isDisposed = true;
            _connection?.Close();
            GC.SuppressFinalize(this);
        }

        private BoardSocket Open()
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _connection ?? throw new BoardSocketException(SocketError.NotConnected);
        }
    }
}
