using System;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using nanoFramework.Networking;

namespace MeterNode.Board.Network
{
    /// <summary>The home's Wi-Fi and, over it, the time of day.</summary>
    internal sealed class HomeNetwork
    {
        // Earlier than this the clock has never been set: it counts from 1970 or from the firmware's build.
        private static readonly long s_leastPlausibleTicks = new System.DateTime(2025, 1, 1).Ticks;

        private readonly WifiSettings _settings;
        private readonly UtcClock _clock;

        public HomeNetwork(WifiSettings settings, UtcClock clock)
        {
            _settings = settings;
            _clock = clock;
        }

        /// <summary>Joins the network if the board is not on it; blocks the calling thread.</summary>
        /// <returns>Whether the board is on it.</returns>
        public bool TryJoin()
        {
            if (WifiNetworkHelper.Status == NetworkHelperStatus.NetworkIsReady)
            {
                return true;
            }

            return _settings.Ssid.Length > 0
                ? WifiNetworkHelper.ConnectDhcp(_settings.Ssid, _settings.Password)
                : WifiNetworkHelper.Reconnect();
        }

        /// <summary>Asks the time server; without an answer the node goes on as before.</summary>
        public void UpdateTime()
        {
            try
            {
                if (!Sntp.IsStarted)
                {
                    Sntp.Start();
                }

                Sntp.UpdateNow();
            }
            catch (Exception)
            {
                // Only time stamps and price plans need the time, and both say when they lack it.
            }

            long ticks = DateTime.UtcNow.Ticks;
            if (ticks > s_leastPlausibleTicks)
            {
                _clock.Set(ticks, BoardClock.NowMs);
            }
        }
    }
}
