using System;
using System.Text;
using System.Threading;
using MeterNode.Board.Outboxes;
using MeterNode.Core.Settings;
using MeterNode.Services.Brokers;
using MeterNode.Services.Messaging;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace MeterNode.Board.Network
{
    /// <summary>
    /// One connection with one broker, from its making to its end. The M2Mqtt client does not reconnect by itself, and resolves
    /// its broker's name only when it is made: so each session has a client of its own.
    /// </summary>
    internal sealed class BrokerSession
    {
        // What Publish cannot place in the client's queue it refuses; without this bound it would take all of the heap.
        private const int InflightMessages = 32;

        private readonly BrokerSettings _broker;
        private readonly string _clientId;
        private readonly Topics _topics;
        private readonly InboundQueue _inbound;
        private readonly AutoResetEvent _wake;
        private readonly SessionPulse _pulse;
        private Publisher? _publisher;
        private OutboxStore? _outbox;
        private MqttClient? _client;
        private TlsFiles? _files;

        /// <summary>Prepares a session; <see cref="Open"/> makes it.</summary>
        /// <param name="broker">The broker.</param>
        /// <param name="nodeId">The node's id.</param>
        /// <param name="topics">The node's topics.</param>
        /// <param name="inbound">Where messages from the broker go.</param>
        /// <param name="wake">Is set when there is news.</param>
        public BrokerSession(BrokerSettings broker, string nodeId, Topics topics, InboundQueue inbound, AutoResetEvent wake)
        {
            _broker = broker;
            _clientId = "meternode-" + nodeId;
            _topics = topics;
            _inbound = inbound;
            _wake = wake;
            _pulse = new SessionPulse(broker.KeepAliveS * 1000L, BoardClock.NowMs);
        }

        /// <summary>Whether the connection stands, as far as the client knows.</summary>
        public bool IsConnected => _client != null && _client.IsConnected;

        /// <summary>Whether so much is on its way that only what must not be lost should be added.</summary>
        public bool IsSlow => _pulse.IsSlow(BoardClock.NowMs);

        /// <summary>Whether the broker no longer answers although the connection seems to stand.</summary>
        public bool IsDead => _pulse.IsDead(BoardClock.NowMs);

        /// <summary>What is wrong with the board's certificate files; empty for nothing.</summary>
        public string Finding { get; private set; } = "";

        /// <summary>Reads what TLS needs from the board's files.</summary>
        /// <returns>Why it failed, or <see cref="LinkFailure.None"/>.</returns>
        public LinkFailure Prepare()
        {
            if (_broker.Plain)
            {
                return LinkFailure.None;
            }

            _files = TlsFiles.Load(_broker);
            Finding = _files.Problem;
            return _files.Problem.Length > 0 ? LinkFailure.Certificate : LinkFailure.None;
        }

        /// <summary>
        /// Connects, once prepared; <see cref="Subscribe"/> comes next. Blocks for up to a minute; with TLS it stalls the whole runtime
        /// for the handshake, for ever if the broker does not go through with it.
        /// </summary>
        /// <returns>Why it failed, or <see cref="LinkFailure.None"/>.</returns>
        public LinkFailure Open()
        {
            var files = _files;
            MqttClient client;
            try
            {
                // Server name and authority are checked by default; MeterNode has no switch to turn that off.
                client = files == null
                    ? new MqttClient(_broker.Host, _broker.Port, false, null, null, MqttSslProtocols.None)
                    : new MqttClient(
                        _broker.Host,
                        _broker.Port,
                        true,
                        files.Authority,
                        files.Own,
                        _broker.UsesTls13 ? MqttSslProtocols.TLSv1_3 : MqttSslProtocols.TLSv1_2);
            }
            catch (Exception)
            {
                return LinkFailure.Dns;
            }

            var failure = Greet(client);
            if (failure != LinkFailure.None)
            {
                Close(client);
                return failure;
            }

            _client = client;
            _pulse.Heard(BoardClock.NowMs);
            return LinkFailure.None;
        }

        /// <summary>Subscribes: from now on the broker may send what it likes.</summary>
        /// <returns>Why it failed, and the session is closed, or <see cref="LinkFailure.None"/>.</returns>
        public LinkFailure Subscribe()
        {
            try
            {
                var client = _client!;
                client.Subscribe(
                    new[] { _topics.LoadRequests, _topics.Limit, _topics.Price },
                    new[] { MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce });
                client.Subscribe(new[] { _topics.WaveformRequest }, new[] { MqttQoSLevel.AtLeastOnce });
                client.Subscribe(new[] { _topics.Prices }, new[] { MqttQoSLevel.AtLeastOnce });
                client.Subscribe(new[] { _topics.Release }, new[] { MqttQoSLevel.AtLeastOnce });
                client.Subscribe(new[] { _topics.Command }, new[] { MqttQoSLevel.AtLeastOnce });
                if (_topics.DiscoveryStatus.Length > 0)
                {
                    client.Subscribe(new[] { _topics.DiscoveryStatus }, new[] { MqttQoSLevel.AtLeastOnce });
                }

                return LinkFailure.None;
            }
            catch (Exception)
            {
                // It broke right away. Its threads would go on for ever if nobody closed it.
                Close(false);
                return LinkFailure.Closed;
            }
        }

        /// <summary>From now on answers of the broker are told to the publisher.</summary>
        /// <param name="publisher">The publisher.</param>
        /// <param name="outbox">Is woken when the broker has a record.</param>
        public void Serve(Publisher publisher, OutboxStore outbox)
        {
            _publisher = publisher;
            _outbox = outbox;
        }

        /// <summary>Hands a message to the client.</summary>
        /// <returns>Its id; 0 when there is no room for it, or no acknowledgement to wait for.</returns>
        public int Publish(string topic, byte[] payload, bool acknowledged, bool retain)
        {
            var client = _client;
            if (client == null || (acknowledged && _pulse.Outstanding >= SessionPulse.MostOutstanding))
            {
                return 0;
            }

            try
            {
                if (acknowledged)
                {
                    _pulse.Sending(BoardClock.NowMs);
                }

                int id = client.Publish(topic, payload, null, null, acknowledged ? MqttQoSLevel.AtLeastOnce : MqttQoSLevel.AtMostOnce, retain);
                return acknowledged ? id : 0;
            }
            catch (MqttClientException)
            {
                // The client's queue is full. It has not taken the message; who offered it still has it.
                if (acknowledged)
                {
                    _pulse.NotSent();
                }

                return 0;
            }
        }

        /// <summary>Asks the broker for a sign of life when it is time. The birth serves: saying it again also mends a will that came late.</summary>
        public void Probe()
        {
            long nowMs = BoardClock.NowMs;
            if (_pulse.IsProbeDue(nowMs))
            {
                _pulse.ProbeSent(Publish(_topics.Status, Encoding.UTF8.GetBytes("online"), true, true), nowMs);
            }
        }

        /// <summary>Ends the session.</summary>
        /// <param name="goodbye">Whether to take leave, so that the broker keeps the will to itself.</param>
        public void Close(bool goodbye)
        {
            var client = _client;
            _client = null;
            _publisher = null;
            if (client == null)
            {
                return;
            }

            if (goodbye)
            {
                try
                {
                    client.Disconnect();
                }
                catch (Exception)
                {
                    // Then it is gone already.
                }
            }

            Close(client);
        }

        private LinkFailure Greet(MqttClient client)
        {
            client.Settings.InflightQueueSize = InflightMessages;
            client.MqttMsgPublishReceived += OnReceived;
            client.MqttMsgPublished += OnPublished;
            client.MqttMsgSubscribed += OnSubscribed;
            client.ConnectionClosed += OnClosed;
            bool hasUser = _broker.User.Length > 0;
            long startMs = BoardClock.NowMs;
            try
            {
                var answer = client.Connect(
                    _clientId,
                    hasUser ? _broker.User : null,
                    hasUser ? _broker.Password : null,
                    true,
                    MqttQoSLevel.AtLeastOnce,
                    true,
                    _topics.Status,
                    "offline",
                    true,
                    (ushort)_broker.KeepAliveS);
                return ConnectFailures.OfAnswer(answer);
            }
            catch (Exception failure)
            {
                return ConnectFailures.Of(failure, !_broker.Plain, BoardClock.NowMs - startMs);
            }
        }

        private void Close(MqttClient client)
        {
            try
            {
                client.MqttMsgPublishReceived -= OnReceived;
                client.MqttMsgPublished -= OnPublished;
                client.MqttMsgSubscribed -= OnSubscribed;
                client.ConnectionClosed -= OnClosed;
                client.Close();
            }
            catch (Exception)
            {
                // It was broken already; all that matters is that nothing of it is used any more.
            }
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs message)
        {
            _pulse.Heard(BoardClock.NowMs);
            _inbound.TryAdd(message.Topic, message.Message);
            _wake.Set();
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs message)
        {
            _pulse.Answered(message.MessageId, message.IsPublished, BoardClock.NowMs);
            _publisher?.OnPublished(message.MessageId, message.IsPublished);
            _outbox?.Wake();
        }

        private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs message)
        {
            _pulse.Heard(BoardClock.NowMs);
        }

        private void OnClosed(object sender, EventArgs e)
        {
            _wake.Set();
        }
    }
}
