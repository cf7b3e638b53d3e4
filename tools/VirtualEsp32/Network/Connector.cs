using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Network
{
    /// <summary>Makes the board's connections, in virtual time and with the faults that the world has set, and knows those that stand.</summary>
    internal sealed class Connector
    {
        private readonly VirtualNetwork _network;
        private readonly HostTable _hosts;
        private readonly List<BrokerLink> _links = new List<BrokerLink>();
        private readonly List<BoardSocket> _sockets = new List<BoardSocket>();

        internal Connector(VirtualNetwork network, HostTable hosts)
        {
            _network = network;
            _hosts = hosts;
        }

        /// <summary>Connections with brokers of which at least one end believes that they stand.</summary>
        internal int Count => _links.FindAll(link => link.State != LinkState.Closed).Count;

        private Scheduler Scheduler => _network.Board.Scheduler;

        /// <summary>The connections with brokers, as they are now.</summary>
        internal BrokerLink[] Links()
        {
            return _links.ToArray();
        }

        /// <summary>The connections with one broker.</summary>
        internal List<BrokerLink> LinksTo(string host)
        {
            return _links.FindAll(link => string.Equals(link.Host, host, StringComparison.OrdinalIgnoreCase));
        }

        /// <summary>Ends every connection on the PC.</summary>
        internal void Shutdown()
        {
            foreach (var link in _links)
            {
                link.Dispose();
            }

            _links.Clear();
            CloseSockets();
        }

        /// <summary>The board's ends vanish.</summary>
        internal void Abandon()
        {
            foreach (var link in _links)
            {
                link.Abandon();
            }

            CloseSockets();
        }

        /// <summary>Looks a host up; the whole runtime waits for the answer.</summary>
        /// <returns>Where it is; null when it exists but nothing listens on that port.</returns>
        /// <exception cref="SocketException">There is no network, or no such name.</exception>
        internal IPEndPoint? Resolve(string host, int port)
        {
            _network.OnBoot();
            if (HostTable.NeedsLookup(host))
            {
                _network.Counters.NameLookups++;
                Scheduler.Advance(_network.Board.Timings.DnsUs);
                if (!_network.Station.HasAddress)
                {
                    throw new BoardSocketException(SocketError.HostNotFound);
                }
            }

            return _hosts.Resolve(host, port);
        }

        /// <summary>Sets up a TCP connection, with TLS if asked; blocks the calling thread of the board.</summary>
        /// <exception cref="SocketException">No network, nobody there, or refused.</exception>
        /// <exception cref="Exception">TLS failed.</exception>
        internal BrokerLink Connect(BrokerAddress address)
        {
            AwaitTcp(address.Host);
            if (address.Secure && MannerOf(address.Host) is not TlsManner.Real and not TlsManner.OtherProtocol)
            {
                Scheduler.StallUntilReset();
            }

            BrokerLink link;
            try
            {
                if (address.Secure && MannerOf(address.Host) == TlsManner.OtherProtocol)
                {
                    throw new System.IO.IOException("not TLS");
                }

                link = Dialer.Dial(_network, address);
            }
            catch (HandshakeHungException)
            {
                Scheduler.StallUntilReset();
                throw;
            }
            catch (Exception failure) when (address.Secure && failure is not SocketException)
            {
                // A handshake that fails has stalled the runtime as well.
                Scheduler.Advance(_network.Board.Timings.TlsHandshakeUs);
                throw;
            }

            _links.RemoveAll(old => old.State == LinkState.Closed);
            _links.Add(link);
            if (_hosts.Stuck.TryGetValue(address.Host, out var stuck))
            {
                link.SetStuck(stuck.FromBoard, stuck.ToBoard);
            }

            if (address.Secure)
            {
                Scheduler.Advance(_network.Board.Timings.TlsHandshakeUs);
            }

            return link;
        }

        /// <summary>Makes a TCP connection with an address; blocks the calling thread of the board.</summary>
        /// <exception cref="SocketException">No network, nobody there, or refused.</exception>
        internal BoardSocket ConnectSocket(IPEndPoint where)
        {
            string host = _hosts.HostOf(where.Address);
            var target = _hosts.Resolve(host, where.Port);
            AwaitTcp(host);
            if (target is null)
            {
                throw new BoardSocketException(SocketError.ConnectionRefused);
            }

            var socket = new BoardSocket(_network, host, target);
            _sockets.RemoveAll(old => old.IsClosed);
            _sockets.Add(socket);
            return socket;
        }

        /// <summary>Looks a host's address up; the whole runtime waits for the answer.</summary>
        /// <exception cref="SocketException">There is no network, or no such name.</exception>
        internal IPAddress AddressOf(string host)
        {
            Resolve(host, HostTable.AnyPort);
            return _hosts.AddressOf(host);
        }

        /// <summary>How a host takes part in TLS now: what hangs on the way to it is as silent as the host itself.</summary>
        internal TlsManner MannerOf(string host)
        {
            bool hangs = _hosts.IsSilent(host) || (_hosts.Stuck.TryGetValue(host, out var stuck) && (stuck.FromBoard || stuck.ToBoard));
            return hangs ? TlsManner.Silent : _hosts.Manners.GetValueOrDefault(host);
        }

        /// <summary>Passes the time of TCP's own handshake.</summary>
        private void AwaitTcp(string host)
        {
            _network.OnBoot();
            _network.Counters.ConnectAttempts++;
            if (!_network.Station.HasAddress)
            {
                throw new BoardSocketException(SocketError.HostUnreachable);
            }

            long startUs = Scheduler.NowUs;
            Scheduler.Sleep(_network.Board.Timings.TcpConnectUs);
            if (!_network.Station.HasAddress || _hosts.IsSilent(host))
            {
                Scheduler.Sleep(startUs + (nanoFramework.M2Mqtt.MqttSettings.ConnectTimeout * 1000L) - Scheduler.NowUs);
                throw new BoardSocketException(SocketError.TimedOut);
            }
        }

        private void CloseSockets()
        {
            foreach (var socket in _sockets)
            {
                socket.Close();
            }

            _sockets.Clear();
        }
    }
}
