using System;
using System.Device.Wifi;
using System.Threading;
using VirtualEsp32;
using VirtualEsp32.Network;
using Thread = VirtualEsp32.Shadow.Thread;

namespace nanoFramework.Networking
{
    /// <summary>
    /// The platform's helper for joining a Wi-Fi network. A call without a token waits for ever where there is no network; one
    /// with a token gives up when that is cancelled. After <see cref="ConnectDhcp"/> and <see cref="Reconnect"/> the status is
    /// the one of that moment: only the event-driven <see cref="SetupNetworkHelper(bool)"/> follows what becomes of the network.
    /// </summary>
    public static class WifiNetworkHelper
    {
        private const int PollMs = 200;

        // Earlier than this the clock was never set.
        private const int PlausibleYear = 2021;

        /// <summary>Set while the board is on the network, once the helper has been set up to follow it.</summary>
        public static VirtualEsp32.Shadow.ManualResetEvent NetworkReady => State.NetworkReady;

        public static NetworkHelperStatus Status => State.Status;

        public static Exception? HelperException => State.HelperException;

        private static VirtualNetwork Network => VirtualBoard.Current.Network;

        private static NetworkHelperState State => Network.Helper;

        /// <summary>Joins a network, keeps its credentials on flash, and waits for an address.</summary>
        /// <param name="requiresDateTime">Whether to wait for the time of day as well.</param>
        /// <param name="token">Ends the wait.</param>
        /// <returns>Whether the board is on the network; false when the token was cancelled first.</returns>
        public static bool ConnectDhcp(
            string ssid,
            string password,
            WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
            bool requiresDateTime = false,
            int wifiAdapterId = 0,
            CancellationToken token = default)
        {
            var network = Network;
            network.OnBoot();
            if (!network.Station.HasAddress || network.Station.Ssid != ssid)
            {
                network.Station.Connect(ssid, password, reconnectionKind == WifiReconnectionKind.Automatic);
            }

            return WaitForNetwork(requiresDateTime, token);
        }

        /// <summary>Waits until the board is on the network of its stored credentials.</summary>
        /// <param name="requiresDateTime">Whether to wait for the time of day as well.</param>
        /// <param name="token">Ends the wait.</param>
        /// <returns>Whether the board is on the network; false when the token was cancelled first.</returns>
        public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default)
        {
            Network.OnBoot();
            return WaitForNetwork(requiresDateTime, token);
        }

        /// <summary>Has the helper follow the network of the stored credentials; returns at once.</summary>
        /// <exception cref="InvalidOperationException">It does already.</exception>
        public static void SetupNetworkHelper(bool requiresDateTime = false)
        {
            Network.OnBoot();
            Follow(requiresDateTime);
        }

        /// <summary>Stores credentials, begins to join with them, and has the helper follow the network; returns at once.</summary>
        /// <exception cref="InvalidOperationException">It does already.</exception>
        public static void SetupNetworkHelper(
            string ssid,
            string password,
            WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
            bool requiresDateTime = false)
        {
            var network = Network;
            network.OnBoot();
            Follow(requiresDateTime);
            if (!string.IsNullOrEmpty(ssid) && !string.IsNullOrEmpty(password) && network.Station.Ssid != ssid)
            {
                network.Station.Connect(ssid, password, reconnectionKind == WifiReconnectionKind.Automatic);
            }
        }

        /// <summary>Leaves the network.</summary>
        public static void Disconnect()
        {
            Network.OnBoot();
            Network.Station.Disconnect();
        }

        /// <summary>Forgets that the helper was set up.</summary>
        public static void Reset()
        {
            Network.ResetHelper();
        }

        internal static bool IsTimeKnown()
        {
            return VirtualEsp32.Shadow.DateTime.UtcNow.Year >= PlausibleYear;
        }

        private static bool WaitForNetwork(bool requiresDateTime, CancellationToken token)
        {
            var network = Network;
            var state = network.Helper;
            state.Status = NetworkHelperStatus.Started;
            if (!Wait(() => network.Station.HasAddress, token))
            {
                state.Status = NetworkHelperStatus.TokenExpiredWaitingIPAddress;
                return false;
            }

            if (requiresDateTime && !Wait(IsTimeKnown, token))
            {
                state.Status = NetworkHelperStatus.TokenExpiredWaitingDateTime;
                return false;
            }

            state.Status = NetworkHelperStatus.NetworkIsReady;
            return true;
        }

        private static bool Wait(Func<bool> condition, CancellationToken token)
        {
            while (!token.IsCancellationRequested && !condition())
            {
                Thread.Sleep(PollMs);
            }

            return !token.IsCancellationRequested;
        }

        private static void Follow(bool requiresDateTime)
        {
            var network = Network;
            var state = network.Helper;
            if (state.IsSetUp)
            {
                throw new InvalidOperationException();
            }

            state.IsSetUp = true;
            state.RequiresDateTime = requiresDateTime;
            state.Status = NetworkHelperStatus.Started;
            new Thread(() =>
            {
                while (!network.Station.HasAddress)
                {
                    state.AddressAvailable.WaitOne();
                }

                while (requiresDateTime && !IsTimeKnown())
                {
                    Thread.Sleep(1000);
                }

                state.NetworkReady.Set();
                state.Status = NetworkHelperStatus.NetworkIsReady;
            }).Start();
        }
    }
}
