using System.Net.Sockets;

namespace VirtualEsp32.Network
{
    /// <summary>A socket exception with nanoFramework's numbers: those of <see cref="SocketError"/>, on every host.</summary>
    internal sealed class BoardSocketException : SocketException
    {
        internal BoardSocketException(SocketError error)
            : base((int)error)
        {
        }

        /// <inheritdoc/>
        public override int ErrorCode => (int)SocketErrorCode;
    }
}
