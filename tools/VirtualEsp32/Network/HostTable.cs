using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace VirtualEsp32.Network
{
    /// <summary>Where the names and addresses of the virtual home lead to on the PC.</summary>
    internal sealed class HostTable
    {
        internal const int AnyPort = 0;

        private readonly Dictionary<(string Host, int Port), IPEndPoint> _hosts = new Dictionary<(string, int), IPEndPoint>();
        private readonly List<string> _addressed = new List<string>();
        private readonly HashSet<string> _silent = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        /// <summary>In which directions a relay on the way to a host hangs: from the board, to the board.</summary>
        internal Dictionary<string, (bool FromBoard, bool ToBoard)> Stuck { get; } = new Dictionary<string, (bool FromBoard, bool ToBoard)>(StringComparer.OrdinalIgnoreCase);

        /// <summary>How hosts behave that are none of the PC's.</summary>
        internal Dictionary<string, TlsManner> Manners { get; } = new Dictionary<string, TlsManner>(StringComparer.OrdinalIgnoreCase);

        /// <summary>The address that the virtual home's name server gives for a name: one for each, in the order of asking.</summary>
        internal IPAddress AddressOf(string host)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                return address;
            }

            string name = Normal(host);
            int index = _addressed.IndexOf(name);
            if (index < 0)
            {
                index = _addressed.Count;
                _addressed.Add(name);
            }

            return new IPAddress(new byte[] { 10, 77, (byte)(index >> 8), (byte)index });
        }

        /// <summary>The name behind an address that was given by <see cref="AddressOf"/>; any other is its own.</summary>
        internal string HostOf(IPAddress address)
        {
            byte[] bytes = address.GetAddressBytes();
            int index = bytes.Length == 4 && bytes[0] == 10 && bytes[1] == 77 ? (bytes[2] << 8) + bytes[3] : -1;
            return index >= 0 && index < _addressed.Count ? _addressed[index] : address.ToString();
        }

        internal void Add(string host, int port, IPEndPoint target)
        {
            _hosts[(Normal(host), port)] = target;
        }

        internal void Remove(string host)
        {
            string name = Normal(host);
            foreach (var key in new List<(string Host, int Port)>(_hosts.Keys))
            {
                if (key.Host == name)
                {
                    _hosts.Remove(key);
                }
            }
        }

        internal bool Knows(string host)
        {
            string name = Normal(host);
            foreach (var key in _hosts.Keys)
            {
                if (key.Host == name)
                {
                    return true;
                }
            }

            return false;
        }

        internal bool SetSilent(string host, bool silent)
        {
            return silent ? _silent.Add(host) : _silent.Remove(host);
        }

        internal bool IsSilent(string host)
        {
            return _silent.Contains(host);
        }

        /// <summary>Whether asking for a host needs the network: an address does not.</summary>
        internal static bool NeedsLookup(string host)
        {
            return !IPAddress.TryParse(host, out _) && !IsLocalhost(host);
        }

        /// <summary>The endpoint on the PC that a host and port of the virtual home stand for; null when nothing listens there.</summary>
        /// <exception cref="SocketException">Nobody has that name.</exception>
        internal IPEndPoint? Resolve(string host, int port)
        {
            string name = Normal(host);
            if (_hosts.TryGetValue((name, port), out var target) || _hosts.TryGetValue((name, AnyPort), out target))
            {
                return target;
            }

            if (IsLocalhost(host))
            {
                return new IPEndPoint(IPAddress.Loopback, port);
            }

            if (IPAddress.TryParse(host, out var address))
            {
                return new IPEndPoint(address, port);
            }

            return Knows(name) ? null : throw new BoardSocketException(SocketError.HostNotFound);
        }

        private static bool IsLocalhost(string host)
        {
            return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);
        }

        private static string Normal(string host)
        {
            return host.ToLowerInvariant();
        }
    }
}
