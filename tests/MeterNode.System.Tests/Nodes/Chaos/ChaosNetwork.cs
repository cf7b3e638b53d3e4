using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeterNode.System.Tests.Network;
using VirtualEsp32.Network;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>
    /// The way between node and broker: the virtual network, a proxy and a process of mosquitto. Faults that last are made where
    /// virtual time is (a real connection knows no virtual seconds), those of a moment on the real connection.
    /// </summary>
    internal sealed class ChaosNetwork : IDisposable
    {
        private const int NoService = 1;

        private readonly NodeWorld _world;
        private readonly MosquittoBroker _broker;
        private readonly string _host;
        private readonly TestAuthority _authority = new TestAuthority();
        private readonly X509Certificate2 _good;
        private readonly X509Certificate2 _expired;
        private readonly HashSet<ChaosFault> _active = new HashSet<ChaosFault>();
        private int _addresses;

        public ChaosNetwork(NodeWorld world, string mosquitto)
        {
            _world = world;
            _broker = MosquittoBroker.Start(mosquitto);
            Proxy = new BrokerProxy(_broker.Endpoint);
            Home = new HomeClient(_broker.Endpoint);
            _host = world.Settings.Brokers[0].Host;
            _good = _authority.Issue(_host);
            _expired = _authority.Issue(_host, end: new DateTimeOffset(world.Options.StartUtc, TimeSpan.Zero).AddDays(-1));
            world.Board.Flash.WriteFile(@"I:\ca.pem", Encoding.ASCII.GetBytes(_authority.Pem));
            Apply();
        }

        /// <summary>The proxy.</summary>
        public BrokerProxy Proxy { get; }

        /// <summary>Somebody else on the same broker, who asks for loads.</summary>
        public HomeClient Home { get; }

        /// <summary>Whether the broker's process runs.</summary>
        public bool BrokerRuns => !_active.Contains(ChaosFault.BrokerRefuses) && !_active.Contains(ChaosFault.BrokerHangsUp);

        private VirtualNetwork Lan => _world.Board.Network;

        /// <summary>Lets a fault begin.</summary>
        public void Begin(ChaosFault fault, ResetMoment moment)
        {
            bool brokerRan = BrokerRuns;
            _active.Add(fault);
            Apply();
            switch (fault)
            {
                case ChaosFault.ResetInExchange:
                    Proxy.Arm(moment);
                    break;
                case ChaosFault.BrokerRefuses or ChaosFault.BrokerHangsUp when brokerRan:
                    _broker.Kill();
                    Home.Disconnect();
                    break;
                case ChaosFault.Reset or ChaosFault.NoName or ChaosFault.CertificateExpired:
                    Proxy.Reset();
                    break;
                case ChaosFault.NewAddress:
                    Lan.ChangeAddress(IPAddress.Parse("192.168.7." + (21 + (++_addresses % 200))));
                    break;
            }

            Lan.Settle();
        }

        /// <summary>Ends a fault.</summary>
        public void End(ChaosFault fault)
        {
            bool brokerRan = BrokerRuns;
            _active.Remove(fault);
            if (fault == ChaosFault.ResetInExchange)
            {
                Proxy.Arm(ResetMoment.None);
            }

            if (!brokerRan && BrokerRuns)
            {
                _broker.Start();
            }

            Apply();
            Lan.Settle();
        }

        public void Dispose()
        {
            Home.Dispose();
            Proxy.Dispose();
            _broker.Dispose();
            _good.Dispose();
            _expired.Dispose();
            _authority.Dispose();
        }

        private void Apply()
        {
            Route();
            Proxy.Certificate = _active.Contains(ChaosFault.CertificateExpired) ? _expired : _good;
            Lan.SetUnreachable(_host, _active.Contains(ChaosFault.Stall) || _active.Contains(ChaosFault.HalfOpen));
            Lan.SetStuck(_host, _active.Contains(ChaosFault.StuckFromNode), _active.Contains(ChaosFault.StuckToNode));
            Lan.WhenWifiFails = _active.Contains(ChaosFault.WifiAtOnce) ? LinkLoss.AtOnce : LinkLoss.HalfOpen;
            Lan.WifiUp = !_active.Contains(ChaosFault.WifiAtOnce) && !_active.Contains(ChaosFault.WifiHalfOpen);
        }

        private void Route()
        {
            Lan.RemoveHost(_host);
            if (_active.Contains(ChaosFault.BrokerRefuses))
            {
                Lan.AddHost(_host, NoService, Proxy.Endpoint);
            }
            else if (!_active.Contains(ChaosFault.NoName))
            {
                Lan.AddHost(_host, Proxy.Endpoint);
            }
        }
    }
}
