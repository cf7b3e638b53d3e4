using System;
using System.Net;
using nanoFramework.M2Mqtt;
using nanoFramework.Networking;

namespace VirtualEsp32.Network
{
    /// <summary>
    /// The board's Wi-Fi and everything behind it, as the world and its tests see and steer it. Connections are real ones, to real
    /// brokers; the time that they take is virtual. Call its members between two runs or from an event of the scheduler.
    /// </summary>
    public sealed class VirtualNetwork
    {
        private readonly HostTable _hosts = new HostTable();
        private bool _wifiUp = true;
        private string? _wifiSsid;
        private string? _wifiPassword;
        private int _bootsSeen;

        internal VirtualNetwork(VirtualBoard board)
        {
            Board = board;
            Station = new WifiStation(this);
            Sntp = new SntpPoller(this);
            Helper = new NetworkHelperState();
            Connector = new Connector(this, _hosts);
        }

        /// <summary>What the board has done on the network.</summary>
        public NetworkCounters Counters { get; } = new NetworkCounters();

        /// <summary>
        /// A message of the board is at the broker: topic and payload, a latency after it was sent. For devices of the home that listen
        /// to the board: by this their moment is the virtual clock's.
        /// </summary>
        public event Action<string, byte[]>? MessageArrived;

        /// <summary>
        /// Whether the access point is there. Without it names are not resolved, nothing can be connected, and what was connected
        /// ends as <see cref="WhenWifiFails"/> says. When it returns the station joins by itself.
        /// </summary>
        public bool WifiUp
        {
            get => _wifiUp;
            set
            {
                if (_wifiUp != value)
                {
                    _wifiUp = value;
                    Station.OnAirChanged();
                }
            }
        }

        /// <summary>How connections end when the access point goes.</summary>
        public LinkLoss WhenWifiFails { get; set; } = LinkLoss.HalfOpen;

        /// <summary>The name that the access point goes by; null (the default) answers to any.</summary>
        public string? WifiSsid
        {
            get => _wifiSsid;
            set
            {
                _wifiSsid = value;
                Station.OnAirChanged();
            }
        }

        /// <summary>The password that the access point asks for; null (the default) lets everybody in.</summary>
        public string? WifiPassword
        {
            get => _wifiPassword;
            set
            {
                _wifiPassword = value;
                Station.OnAirChanged();
            }
        }

        /// <summary>Whether the board is on the network now.</summary>
        public bool IsJoined => Station.HasAddress;

        /// <summary>Connections of which at least one end believes that they stand.</summary>
        public int Connections => Connector.Count;

        /// <summary>The address that the board gets.</summary>
        public IPAddress Address { get; private set; } = IPAddress.Parse("192.168.7.20");

        /// <summary>One way over the network, broker included, µs (<see cref="Kernel.BoardTimings.NetworkLatencyUs"/>).</summary>
        public int LatencyUs
        {
            get => Board.Timings.NetworkLatencyUs;
            set => Board.Timings.NetworkLatencyUs = value;
        }

        /// <summary>Whether a time server answers.</summary>
        public bool TimeServerReachable { get; set; } = true;

        /// <summary>How long, in real time, a broker may take over an exchange before its connection counts as lost.</summary>
        public TimeSpan RealTimeGuard { get; set; } = TimeSpan.FromSeconds(10);

        internal VirtualBoard Board { get; }

        internal WifiStation Station { get; }

        internal SntpPoller Sntp { get; }

        internal NetworkHelperState Helper { get; private set; }

        internal Connector Connector { get; }

        internal MqttSettings? MqttSettings { get; set; }

        internal void OnSent(string topic, byte[] payload)
        {
            if (MessageArrived is not null)
            {
                Board.Scheduler.At(Board.Scheduler.NowUs + LatencyUs, () => MessageArrived?.Invoke(topic, payload));
            }
        }

        /// <summary>Lets the board find a host.</summary>
        /// <param name="host">The name (or address) by which the firmware asks for it.</param>
        /// <param name="target">Where it really is on this PC or beyond; used for every port that the firmware asks for.</param>
        public void AddHost(string host, IPEndPoint target)
        {
            _hosts.Add(host, 0, target);
        }

        /// <summary>Lets the board find one service of a host.</summary>
        /// <param name="host">The name (or address) by which the firmware asks for it.</param>
        /// <param name="port">The port that the firmware asks for.</param>
        /// <param name="target">Where that really is.</param>
        public void AddHost(string host, int port, IPEndPoint target)
        {
            _hosts.Add(host, port, target);
        }

        /// <summary>Makes a host's name unknown. Clients that have resolved it keep its address.</summary>
        /// <param name="host">The name.</param>
        public void RemoveHost(string host)
        {
            _hosts.Remove(host);
        }

        /// <summary>
        /// Makes a host fall silent, or speak again. Its name is still resolved, but a connection attempt ends by its time-out
        /// (of virtual time), and live connections are half-open.
        /// </summary>
        /// <param name="host">The name by which the firmware asks for it.</param>
        /// <param name="unreachable">Whether it is silent.</param>
        public void SetUnreachable(string host, bool unreachable)
        {
            _hosts.SetSilent(host, unreachable);
            foreach (var link in Connector.LinksTo(host))
            {
                if (unreachable)
                {
                    link.Suspend();
                }
                else if (Station.HasAddress)
                {
                    link.Resume();
                }
            }
        }

        /// <summary>
        /// Gives the board another address, as a DHCP server does that has forgotten it. lwIP aborts every connection that was
        /// made from the old one.
        /// </summary>
        /// <param name="address">The new address.</param>
        public void ChangeAddress(IPAddress address)
        {
            Address = address;
            foreach (var link in Connector.Links())
            {
                link.Break();
            }
        }

        /// <summary>
        /// Makes a relay on the way to a host hang, or go on: TCP is acknowledged and connections are made, but nothing passes in the
        /// directions given. What waited in the relay passes when it goes on, unless a side has given the other up meanwhile.
        /// </summary>
        /// <param name="host">The name by which the firmware asks for it.</param>
        /// <param name="fromBoard">Whether it hangs on the way from the board.</param>
        /// <param name="toBoard">Whether it hangs on the way to the board.</param>
        public void SetStuck(string host, bool fromBoard, bool toBoard)
        {
            _hosts.Stuck[host] = (fromBoard, toBoard);
            foreach (var link in Connector.LinksTo(host))
            {
                link.SetStuck(fromBoard, toBoard);
            }
        }

        /// <summary>
        /// Sets how a host takes part in TLS. Where it does not go through with a handshake, that never ends, as on the platform, and
        /// with it stands the whole board until it is reset. Plain connections are what they were.
        /// </summary>
        /// <param name="host">The name by which the firmware asks for it; it is known from now on.</param>
        /// <param name="manner">How.</param>
        public void SetTlsManner(string host, TlsManner manner)
        {
            _hosts.Manners[host] = manner;
            if (manner != TlsManner.Real && !_hosts.Knows(host))
            {
                _hosts.Add(host, HostTable.AnyPort, new IPEndPoint(IPAddress.None, 1));
            }
        }

        /// <summary>
        /// A host, or somebody on the way to it, sends the beginning of a record and nothing more on what the board has open there. In
        /// TLS the platform waits for the rest of it in a native call, and the whole board with it; otherwise one thread does.
        /// </summary>
        public void SendHalfRecord(string host)
        {
            foreach (var link in Connector.LinksTo(host))
            {
                link.ReceiveHalfRecord();
            }
        }

        /// <summary>Takes the Wi-Fi credentials off the board, as if it came fresh from the factory.</summary>
        public void ForgetWifi()
        {
            Station.Forget();
        }

        /// <summary>
        /// Makes sure that whatever the world has done outside the virtual clock has reached the board: call it after publishing
        /// to the broker by another client, or after stopping the broker, and before virtual time passes. It waits in real time,
        /// by MQTT ping round trips on every live connection, until each broker has nothing more to say or its loss is noticed; then
        /// everything is on its way to the firmware, to arrive <see cref="LatencyUs"/> from now. What the other client sent must
        /// have been taken by the broker: publish with QoS 1 or 2 and wait for the answer, or inject it into the broker.
        /// Without this call such news arrives as well, but at a virtual time that differs from run to run. For what the board
        /// sends itself it is not needed, unless the run is paced: every broker has taken it before virtual time goes on.
        /// </summary>
        public void Settle()
        {
            foreach (var link in Connector.Links())
            {
                link.Settle();
            }
        }

        /// <summary>Ends every connection on the PC: for the end of a simulation.</summary>
        public void Shutdown()
        {
            Connector.Shutdown();
        }

        /// <summary>What the platform does at the start of the firmware; every call of the firmware makes sure that it has been done.</summary>
        internal void OnBoot()
        {
            if (_bootsSeen != Board.Boots)
            {
                _bootsSeen = Board.Boots;
                Station.OnBoot(Board.BootUs);
            }
        }

        internal void OnReset()
        {
            Station.OnReset();
            Sntp.Stop();
            Helper = new NetworkHelperState();
            MqttSettings = null;
            Connector.Abandon();
        }

        internal void ResetHelper()
        {
            Helper = new NetworkHelperState();
        }

        internal bool Accepts(string? ssid, string? password)
        {
            return (_wifiSsid is null || _wifiSsid == ssid) && (_wifiPassword is null || _wifiPassword == password);
        }

        internal void OnAddressChanged()
        {
            if (Station.HasAddress)
            {
                Sntp.Restart();
            }

            Helper.OnAddressChanged(Station.HasAddress);
            foreach (var link in Connector.Links())
            {
                if (Station.HasAddress)
                {
                    if (!_hosts.IsSilent(link.Host))
                    {
                        link.Resume();
                    }
                }
                else if (WhenWifiFails == LinkLoss.AtOnce)
                {
                    link.Break();
                }
                else
                {
                    link.Suspend();
                }
            }
        }
    }
}
