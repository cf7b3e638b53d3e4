using System.Net;
using System.Net.Sockets;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's name resolution, on the virtual board's network.</summary>
    public static class Dns
    {
        /// <summary>Looks a name up; the whole runtime waits for the answer.</summary>
        /// <exception cref="SocketException">There is no network, or no such name.</exception>
        public static IPHostEntry GetHostEntry(string hostNameOrAddress)
        {
            return new IPHostEntry
            {
                HostName = hostNameOrAddress,
                AddressList = new[] { VirtualBoard.Current.Network.Connector.AddressOf(hostNameOrAddress) },
            };
        }
    }
}
