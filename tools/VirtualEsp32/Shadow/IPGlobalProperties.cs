using System.Net;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's way to ask for the board's own address.</summary>
    public static class IPGlobalProperties
    {
        /// <summary>The address that the board has; 0.0.0.0 for none.</summary>
        public static IPAddress GetIPAddress()
        {
            var network = VirtualBoard.Current.Network;
            return network.IsJoined ? network.Address : IPAddress.Any;
        }
    }
}
