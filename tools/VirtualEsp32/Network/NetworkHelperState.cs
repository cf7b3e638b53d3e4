using System;
using nanoFramework.Networking;
using VirtualEsp32.Shadow;

namespace VirtualEsp32.Network
{
    /// <summary>What the platform's Wi-Fi helper keeps in static fields; it is lost with the memory of the board.</summary>
    internal sealed class NetworkHelperState
    {
        internal ManualResetEvent NetworkReady { get; } = new ManualResetEvent(false);

        internal ManualResetEvent AddressAvailable { get; } = new ManualResetEvent(false);

        internal NetworkHelperStatus Status { get; set; }

        internal Exception? HelperException { get; set; }

        /// <summary>Whether it follows the network by events.</summary>
        internal bool IsSetUp { get; set; }

        /// <summary>Whether the network counts as ready only with the time of day.</summary>
        internal bool RequiresDateTime { get; set; }

        /// <summary>The board got or lost its address.</summary>
        internal void OnAddressChanged(bool hasAddress)
        {
            if (!IsSetUp)
            {
                return;
            }

            if (hasAddress)
            {
                AddressAvailable.Set();
                if (!RequiresDateTime || WifiNetworkHelper.IsTimeKnown())
                {
                    NetworkReady.Set();
                    Status = NetworkHelperStatus.NetworkIsReady;
                }
            }
            else
            {
                AddressAvailable.Reset();
                NetworkReady.Reset();
                Status = NetworkHelperStatus.Reconnecting;
            }
        }
    }
}
