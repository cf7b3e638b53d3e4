using System;
using System.Threading;
using MeterNode.Board.Files;
using MeterNode.Board.Outboxes;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace MeterNode.Board.Network
{
    /// <summary>
    /// The link to the broker, on a thread of its own. It joins the network, connects, publishes, and begins again after a
    /// jittered while when any of that fails: the M2Mqtt client does not reconnect by itself, and resolves its broker's name only
    /// when it is made.
    /// </summary>
    public sealed class BrokerLink : IBrokerLink
    {
        private const int FirstBackoffMs = 1000;
        private const int MostBackoffMs = 20000;
        private const int WaitMs = 250;
        private const int BusyWaitMs = 10;
        private const long StableAfterMs = 60000;
        private const long TimeUpdatePeriodMs = 60000;
        private const long TimeSearchPeriodMs = 2000;
        private const int InflightMessages = 32;

        private readonly NodeSettings _settings;
        private readonly Topics _topics;
        private readonly Publisher _publisher;
        private readonly OutboxStore _outbox;
        private readonly HomeNetwork _network;
        private readonly UtcClock _clock;
        private readonly Backoff _backoff;
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private MqttClient? _client;
        private long _timeUpdatedMs = long.MinValue / 2;

        /// <summary>Makes the link; <see cref="Start"/> starts it.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="node">The node that it speaks for.</param>
        /// <param name="outbox">Where its events and intervals wait.</param>
        public BrokerLink(NodeSettings settings, Node node, OutboxStore outbox)
        {
            _settings = settings;
            _topics = new Topics(settings.Id, settings.DiscoveryPrefix);
            _publisher = new Publisher(settings, _topics, this, node, outbox.Outbox, Node.Version);
            _publisher.Announcer.Store = new AnnouncementFile();
            _outbox = outbox;
            _clock = node.Clock;
            _network = new HomeNetwork(settings.Wifi, _clock);
            _backoff = new Backoff(FirstBackoffMs, MostBackoffMs, SeedOf(settings.Id));
        }

        /// <summary>Whether the broker is reached.</summary>
        public bool IsConnected { get; private set; }

        /// <summary>Attempts that failed, and connections that were lost, since the start.</summary>
        public int Failures { get; private set; }

        /// <summary>Starts the link's thread; without a broker in the settings there is nothing to start.</summary>
        public void Start()
        {
            if (_settings.Broker.Host.Length > 0)
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
            var client = _client;
            return client == null
                ? 0
                : client.Publish(topic, payload, null, null, acknowledged ? MqttQoSLevel.AtLeastOnce : MqttQoSLevel.AtMostOnce, retain);
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

        private void Run()
        {
            while (true)
            {
                try
                {
                    if (_network.TryJoin())
                    {
                        RunSession();
                    }
                }
                catch (Exception)
                {
                    // No name, no route, no answer, refused: all the same to us, we come back later.
                }

                IsConnected = false;
                Failures++;
                Thread.Sleep(_backoff.NextMs());
            }
        }

        private void RunSession()
        {
            var broker = _settings.Broker;
            var client = new MqttClient(broker.Host, broker.Port, false, null, null, MqttSslProtocols.None);
            try
            {
                // Publish queues without asking whether anybody listens; the bound keeps a dead link from eating the heap.
                client.Settings.InflightQueueSize = InflightMessages;
                client.MqttMsgPublishReceived += OnReceived;
                client.MqttMsgPublished += OnPublished;
                client.ConnectionClosed += OnClosed;
                var result = client.Connect(
                    "meternode-" + _settings.Id,
                    broker.User.Length > 0 ? broker.User : null,
                    broker.User.Length > 0 ? broker.Password : null,
                    true,
                    MqttQoSLevel.AtLeastOnce,
                    true,
                    _topics.Status,
                    "offline",
                    true,
                    (ushort)broker.KeepAliveS);
                if (result != MqttReasonCode.Success)
                {
                    return;
                }

                _client = client;
                client.Subscribe(
                    new[] { _topics.LoadRequests, _topics.Limit, _topics.Price },
                    new[] { MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce });
                client.Subscribe(new[] { _topics.WaveformRequest }, new[] { MqttQoSLevel.AtLeastOnce });
                if (_topics.DiscoveryStatus.Length > 0)
                {
                    client.Subscribe(new[] { _topics.DiscoveryStatus }, new[] { MqttQoSLevel.AtLeastOnce });
                }

                Serve(client);
            }
            finally
            {
                _client = null;
                IsConnected = false;
                Close(client);
            }
        }

        private void Serve(MqttClient client)
        {
            long sinceMs = BoardClock.NowMs;
            IsConnected = true;
            _publisher.OnConnected(sinceMs);
            while (client.IsConnected)
            {
                long nowMs = BoardClock.NowMs;
                if (nowMs - sinceMs > StableAfterMs)
                {
                    _backoff.Reset();
                }

                if (nowMs - _timeUpdatedMs > (_clock.IsSet ? TimeUpdatePeriodMs : TimeSearchPeriodMs))
                {
                    _timeUpdatedMs = nowMs;
                    _network.UpdateTime();
                }

                _publisher.Step(nowMs);
                _wake.WaitOne(_publisher.Announcer.IsBusy ? BusyWaitMs : WaitMs, false);
            }
        }

        private void Close(MqttClient client)
        {
            client.MqttMsgPublishReceived -= OnReceived;
            client.MqttMsgPublished -= OnPublished;
            client.ConnectionClosed -= OnClosed;
            try
            {
                client.Close();
            }
            catch (Exception)
            {
                // It was broken already; all that matters is that nothing of it is used any more.
            }
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs message)
        {
            _publisher.Inbound.TryAdd(message.Topic, message.Message);
            _wake.Set();
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs message)
        {
            _publisher.OnPublished(message.MessageId, message.IsPublished);
            _outbox.Wake();
        }

        private void OnClosed(object sender, EventArgs e)
        {
            _wake.Set();
        }
    }
}
