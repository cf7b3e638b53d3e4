using System;
using System.Diagnostics;
using System.Threading;
using MeterNode.Board.Commands;
using MeterNode.Board.Counters;
using MeterNode.Board.Files;
using MeterNode.Board.Outboxes;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Brokers;
using MeterNode.Services.Messaging;
using MeterNode.Services.Planning;

namespace MeterNode.Board.Network
{
    /// <summary>
    /// The link to the brokers, on a thread of its own: whatever blocks, blocks that. It joins the network, connects with the first
    /// broker that will have it, publishes, finds out when the connection is gone, and begins again after a jittered while.
    /// </summary>
    public sealed class BrokerLink : IBrokerLink
    {
        private const int FirstBackoffMs = 1000;
        private const int MostBackoffMs = 20000;
        private const int RestMs = 1000;
        private const int WaitMs = 250;
        private const int BusyWaitMs = 10;
        private const long ProvedAfterMs = 60000;
        private const long TimeUpdatePeriodMs = 60000;
        private const long TimeSearchPeriodMs = 2000;

        private readonly NodeSettings _settings;
        private readonly BrokerSettings[] _brokers;
        private readonly Topics _topics;
        private readonly Publisher _publisher;
        private readonly OutboxStore _outbox;
        private readonly HomeNetwork _network;
        private readonly UtcClock _clock;
        private readonly BrokerOrder _order;
        private readonly RestartGuard _guard;
        private readonly HandshakeMoment _moment;
        private readonly CommandKeyStore _keys = new CommandKeyStore();
        private readonly Backoff _wifiBackoff;
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private BrokerSession? _session;
        private int _current = -1;
        private string _address = "";
        private long _timeUpdatedMs = long.MinValue / 2;

        /// <summary>Makes the link; <see cref="Start"/> starts it.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="node">The node that it speaks for.</param>
        /// <param name="outbox">Where its events and intervals wait.</param>
        /// <param name="pricing">What energy costs, and what is planned by it.</param>
        /// <param name="counters">Is saved before a restart by a command; null where there is none.</param>
        public BrokerLink(NodeSettings settings, Node node, OutboxStore outbox, Pricing pricing, CounterStore? counters = null)
        {
            _settings = settings;
            _brokers = settings.Brokers;
            _topics = new Topics(settings.Id, settings.DiscoveryPrefix);
            Health = new LinkHealth(_brokers.Length);
            _publisher = new Publisher(settings, _topics, this, node, outbox.Outbox, pricing, Node.Version);
            _publisher.Announcer.Store = new AnnouncementFile();
            _publisher.Commands.Keys = _keys;
            _outbox = outbox;
            _clock = node.Clock;
            _network = new HomeNetwork(settings.Wifi, _clock);
            _moment = new HandshakeMoment(_network, _clock, node.Snapshot);
            int seed = SeedOf(settings.Id);
            _order = new BrokerOrder(LongestBackoffs(_brokers), seed);
            _guard = new RestartGuard(_brokers, _order, Health);
            _publisher.Commands.Actions = new BoardActions(counters, _guard);
            _wifiBackoff = new Backoff(FirstBackoffMs, MostBackoffMs, seed - 2);
        }

        /// <summary>Whether a broker is reached.</summary>
        public bool IsConnected { get; private set; }

        /// <inheritdoc/>
        public LinkHealth Health { get; }

        /// <inheritdoc/>
        public bool IsSlow => _session == null || _session.IsSlow;

        /// <summary>Starts the link's thread; without a broker in the settings there is nothing to start.</summary>
        public void Start()
        {
            if (_brokers.Length > 0)
            {
                new Thread(Run).Start();
            }
        }

        /// <summary>Has the link look for news at once. Any thread.</summary>
        public void Wake()
        {
            _wake.Set();
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, bool acknowledged, bool retain)
        {
            var session = _session;
            return session == null ? 0 : session.Publish(topic, payload, acknowledged, retain);
        }

        /// <summary>Spreads the nodes of a street: each waits after its own pattern.</summary>
        private static int SeedOf(string id)
        {
            int seed = 17;
            for (int i = 0; i < id.Length; i++)
            {
                seed = (seed * 31) + id[i];
            }

            return seed;
        }

        private static int[] LongestBackoffs(BrokerSettings[] brokers)
        {
            var longestMs = new int[brokers.Length];
            for (int i = 0; i < brokers.Length; i++)
            {
                longestMs[i] = brokers[i].LongestBackoffS * 1000;
            }

            return longestMs;
        }

        private void Run()
        {
            _keys.Load();
            _guard.Load();
            while (true)
            {
                RunOnce();
            }
        }

        private void RunOnce()
        {
            try
            {
                _publisher.Commands.Step(BoardClock.NowMs);
                ConnectAndServe();
            }
            catch (Exception)
            {
                // Nothing that goes wrong here may end the thread; what was open is closed, and we come back later.
                Drop(false);
                _guard.Return(_current);
                Health.Count(LinkFailure.Closed);
                Thread.Sleep(_wifiBackoff.NextMs());
            }
        }

        private void ConnectAndServe()
        {
            if (!_network.TryJoin())
            {
                Health.Count(LinkFailure.Wifi);
                Thread.Sleep(_wifiBackoff.NextMs());
                return;
            }

            _wifiBackoff.Reset();

            // Plans by stored prices need the time, with a broker or without.
            UpdateTime(BoardClock.NowMs);
            int broker = _order.Next(BoardClock.NowMs);
            if (broker < 0)
            {
                long waitMs = _order.WaitMs(BoardClock.NowMs);
                Thread.Sleep((int)(waitMs < RestMs ? waitMs + 1 : RestMs));
                return;
            }

            var session = TryOpen(broker);
            while (session != null)
            {
                int next = Serve(broker, session, out session);
                broker = next;
            }
        }

        /// <summary>Connects with a broker, and accounts for it.</summary>
        /// <returns>The session, or null.</returns>
        private BrokerSession? TryOpen(int broker)
        {
            var settings = _brokers[broker];
            var session = new BrokerSession(settings, _settings.Id, _topics, _publisher.Inbound, _wake);
            var failure = session.Prepare();
            if (failure == LinkFailure.None && !settings.Plain)
            {
                _moment.AwaitClock();
                failure = TlsProbe.Try(settings.Host, settings.Port);
            }

            if (failure == LinkFailure.None)
            {
                if (!settings.Plain)
                {
                    _moment.AwaitQuiet();
                    if (!_guard.TryBegin(broker))
                    {
                        return null;
                    }
                }

                failure = session.Open();
                if (failure == LinkFailure.None)
                {
                    _guard.Begin(broker);
                    failure = session.Subscribe();
                }

                if (failure != LinkFailure.None)
                {
                    _guard.Return(_current);
                }
            }

            string finding = session.Finding.Length > 0 ? settings.Path + ": " + session.Finding : "";
            if (Health.Find(broker, finding) && finding.Length > 0)
            {
                Debug.WriteLine(finding);
            }

            if (failure == LinkFailure.None)
            {
                return session;
            }

            // A name is not resolved either when the network is gone; the platform's answer is the same.
            failure = failure == LinkFailure.Dns && !_network.HasAddress ? LinkFailure.Wifi : failure;
            Health.Count(failure);
            _order.Failed(broker, failure, BoardClock.NowMs);
            return null;
        }

        /// <summary>Publishes as long as the session stands, or until a better one has been made beside it.</summary>
        /// <returns>Index of the broker of the better one.</returns>
        private int Serve(int broker, BrokerSession session, out BrokerSession? better)
        {
            long sinceMs = BoardClock.NowMs;
            better = null;
            _session = session;
            _current = broker;
            _address = _network.Address;
            session.Serve(_publisher, _outbox);
            _order.Connected(broker, sinceMs);
            Health.Connected(_brokers[broker].Host);
            IsConnected = true;
            _publisher.OnConnected(sinceMs);
            var failure = LinkFailure.None;
            while (failure == LinkFailure.None)
            {
                long nowMs = BoardClock.NowMs;
                if (nowMs - sinceMs > ProvedAfterMs)
                {
                    _order.Proved(broker);
                }

                int earlier = _order.ReturnTo(broker, nowMs);
                better = earlier >= 0 ? TryOpen(earlier) : null;
                if (better != null)
                {
                    Drop(true);
                    return earlier;
                }

                UpdateTime(nowMs);
                _guard.Step(broker, nowMs);
                session.Probe();
                _publisher.Step(nowMs);
                _wake.WaitOne(_publisher.Announcer.IsBusy ? BusyWaitMs : WaitMs, false);
                failure = FailureOf(session);
            }

            Health.Count(failure);
            _order.Lost(broker, failure, BoardClock.NowMs);
            Drop(false);
            return broker;
        }

        /// <summary>
        /// Why a session is over, if it is. The client only says that it is; the board's address says whether the network was the
        /// cause. That the network is gone is in itself no reason to give the session up: it often is back before TCP has noticed.
        /// </summary>
        private LinkFailure FailureOf(BrokerSession session)
        {
            if (session.IsConnected && !session.IsDead)
            {
                string now = _network.Address;
                return _network.HasAddress && now != _address ? LinkFailure.Address : LinkFailure.None;
            }

            if (!_network.HasAddress)
            {
                return LinkFailure.Wifi;
            }

            if (_network.Address != _address)
            {
                return LinkFailure.Address;
            }

            return session.IsConnected ? LinkFailure.KeepAlive : LinkFailure.Closed;
        }

        private void Drop(bool goodbye)
        {
            var session = _session;
            _session = null;
            _current = -1;
            IsConnected = false;
            Health.Disconnected();
            _guard.OnLost();
            if (session != null)
            {
                session.Close(goodbye);
            }
        }

        private void UpdateTime(long nowMs)
        {
            if (nowMs - _timeUpdatedMs > (_clock.IsSet ? TimeUpdatePeriodMs : TimeSearchPeriodMs))
            {
                _timeUpdatedMs = nowMs;
                _network.UpdateTime();
            }
        }
    }
}
