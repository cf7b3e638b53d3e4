using System;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Network
{
    /// <summary>
    /// The board's Wi-Fi station. As on the platform it keeps its credentials on flash, joins with them by itself after a start,
    /// and joins again by itself when the access point comes back.
    /// </summary>
    internal sealed class WifiStation
    {
        private readonly VirtualNetwork _network;
        private readonly Scheduler _scheduler;
        private bool _configured = true;
        private bool _asDeployed = true;
        private bool _automatic = true;
        private bool _wanted;
        private string? _ssid;
        private string? _password;
        private int _attempt;

        internal WifiStation(VirtualNetwork network)
        {
            _network = network;
            _scheduler = network.Board.Scheduler;
        }

        /// <summary>Whether the board is on the network.</summary>
        internal bool HasAddress { get; private set; }

        /// <summary>The name of the network that it is configured for; null when it has the credentials of its deployment, or none.</summary>
        internal string? Ssid => _ssid;

        /// <summary>The firmware has started: with stored credentials the station joins by itself.</summary>
        internal void OnBoot(long bootUs)
        {
            _wanted = _automatic;
            TryJoin(bootUs);
        }

        /// <summary>The board has lost its memory; nobody joins before the next start.</summary>
        internal void OnReset()
        {
            _attempt++;
            _wanted = false;
            HasAddress = false;
        }

        /// <summary>The credentials were lost with the file system, or never deployed.</summary>
        internal void Forget()
        {
            _configured = false;
            _asDeployed = false;
            _ssid = null;
            _password = null;
            Disconnect();
        }

        /// <summary>Stores credentials and begins to join with them.</summary>
        internal void Connect(string ssid, string password, bool automatic)
        {
            Disconnect();
            _configured = true;
            _asDeployed = false;
            _ssid = ssid;
            _password = password;
            _automatic = automatic;
            _wanted = true;
            TryJoin(_scheduler.NowUs);
        }

        /// <summary>Leaves the network and stays away from it.</summary>
        internal void Disconnect()
        {
            _attempt++;
            _wanted = false;
            Leave();
        }

        /// <summary>The access point came, went, or changed its credentials.</summary>
        internal void OnAirChanged()
        {
            _attempt++;
            if (!CanJoin())
            {
                Leave();
                _wanted &= _automatic;
            }
            else if (!HasAddress)
            {
                TryJoin(_scheduler.NowUs);
            }
        }

        private void TryJoin(long fromUs)
        {
            int attempt = ++_attempt;
            if (_wanted && CanJoin())
            {
                _scheduler.At(fromUs + _network.Board.Timings.WifiJoinUs, () =>
                {
                    if (attempt == _attempt && CanJoin())
                    {
                        HasAddress = true;
                        _network.OnAddressChanged();
                    }
                });
            }
        }

        private bool CanJoin()
        {
            return _configured && _network.WifiUp && (_asDeployed || _network.Accepts(_ssid, _password));
        }

        private void Leave()
        {
            if (HasAddress)
            {
                HasAddress = false;
                _network.OnAddressChanged();
            }
        }
    }
}
