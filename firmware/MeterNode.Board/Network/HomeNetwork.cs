using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;
using nanoFramework.Networking;

namespace MeterNode.Board.Network
{
    /// <summary>The home's Wi-Fi and, over it, the time of day.</summary>
    internal sealed class HomeNetwork
    {
        private const int JoinWithinMs = 60000;

        // Earlier than this the clock has never been set: it counts from 1970 or from the firmware's build.
        private static readonly long s_leastPlausibleTicks = new System.DateTime(2025, 1, 1).Ticks;

        private readonly WifiSettings _settings;
        private readonly UtcClock _clock;

        public HomeNetwork(WifiSettings settings, UtcClock clock)
        {
            _settings = settings;
            _clock = clock;
        }

        /// <summary>The board's address as a text; changes when the DHCP server gives it another.</summary>
        public string Address => IPGlobalProperties.GetIPAddress().ToString();

        /// <summary>
        /// Whether the board has an address. On the ESP32 it keeps that for up to two minutes after the access point has gone
        /// (ESP-IDF's ESP_NETIF_IP_LOST_TIMER_INTERVAL), so having one does not mean that somebody hears us.
        /// </summary>
        public bool HasAddress => Address != "0.0.0.0";

        /// <summary>Joins the network if the board is not on it; blocks the calling thread.</summary>
        /// <returns>Whether the board is on it.</returns>
        public bool TryJoin()
        {
            // Not the helper's status: that stays "ready" when the network is lost.
            if (HasAddress)
            {
                return true;
            }

            // Without a token the helper would wait for ever.
            using (var limit = new CancellationTokenSource(JoinWithinMs))
            {
                return _settings.Ssid.Length > 0
                    ? WifiNetworkHelper.ConnectDhcp(_settings.Ssid, _settings.Password, WifiReconnectionKind.Automatic, false, 0, limit.Token)
                    : WifiNetworkHelper.Reconnect(false, 0, limit.Token);
            }
        }

        /// <summary>
        /// Takes over the board's clock once that has been set, and sees to it that somebody asks a time server. The answer comes
        /// when it comes: called again and again, this finds it.
        /// </summary>
        public void UpdateTime()
        {
            long ticks = DateTime.UtcNow.Ticks;
            if (ticks > s_leastPlausibleTicks)
            {
                _clock.Set(ticks, BoardClock.NowMs);
                return;
            }

            try
            {
                if (!Sntp.IsStarted)
                {
                    Sntp.Start();
                }
            }
            catch (Exception)
            {
                // Only time stamps and price plans need the time, and both say when they lack it.
            }
        }
    }
}
