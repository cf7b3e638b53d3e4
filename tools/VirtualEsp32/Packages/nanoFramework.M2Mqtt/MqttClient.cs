using System;
using System.Collections;
using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Internal;
using nanoFramework.M2Mqtt.Messages;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Network;
using VirtualEsp32.Shadow;

namespace nanoFramework.M2Mqtt
{
    /// <summary>
    /// The platform's MQTT client, on the virtual board's network. Its manners are the platform's: the broker's name is resolved
    /// when it is made; it never connects again by itself; <see cref="Publish(string, byte[])"/> only queues, connected or not; a
    /// message of QoS 1 or 2 is sent three times, a second apart, and then reported as not published; what is wrong with a message
    /// shows when it is sent, and costs the connection, as does an exception in a handler; closing drops all queues in silence.
    /// </summary>
    public partial class MqttClient : IMqttClient, IDisposable
    {
        private const ushort DefaultKeepAliveS = 60;

        private readonly VirtualBoard _board;
        private BrokerAddress _broker = null!;
        private InflightQueue _inflight = null!;
        private MqttSslProtocols _sslProtocol;
        private ClientConnection? _connection;
        private ushort _lastId;
        private bool _isAlreadyClosing;

        /// <summary>Makes a client for a broker on port 1883.</summary>
        /// <param name="brokerHostName">Its name or address.</param>
        /// <exception cref="SocketException">The name cannot be resolved.</exception>
        public MqttClient(string brokerHostName)
            : this(brokerHostName, MqttSettings.BrokerDefaultPort, false, null, null, MqttSslProtocols.None)
        {
        }

        /// <summary>Makes a client.</summary>
        /// <param name="brokerHostName">The broker's name or address.</param>
        /// <param name="brokerPort">Its port.</param>
        /// <param name="secure">Whether to use TLS.</param>
        /// <param name="caCert">What signs the broker's certificate; null for the board's store.</param>
        /// <param name="clientCert">The certificate to show to the broker, or null.</param>
        /// <param name="sslProtocol">The version of TLS.</param>
        /// <exception cref="SocketException">The name cannot be resolved.</exception>
        public MqttClient(
            string brokerHostName,
            int brokerPort,
            bool secure,
            X509Certificate? caCert,
            X509Certificate? clientCert,
            MqttSslProtocols sslProtocol)
        {
            _board = VirtualBoard.Current;
            Init(brokerHostName, brokerPort, secure, caCert, clientCert, sslProtocol);
        }

        public bool IsConnected { get; private set; }

        public string? ClientId { get; private set; }

        public bool CleanSession { get; private set; }

        public bool WillFlag { get; private set; }

        public MqttQoSLevel WillQosLevel { get; private set; }

        public string? WillTopic { get; private set; }

        public string? WillMessage { get; private set; }

        public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_3_1_1;

        /// <summary>The settings that all clients share.</summary>
        public MqttSettings Settings { get; private set; } = null!;

        /// <inheritdoc/>
        public void Init(
            string brokerHostName,
            int brokerPort,
            bool secure,
            byte[]? caCert,
            byte[]? clientCert,
            MqttSslProtocols sslProtocol)
        {
            Init(brokerHostName, brokerPort, secure, Certificate(caCert), Certificate(clientCert), sslProtocol);
        }

        public MqttReasonCode Connect(string clientId)
        {
            return Connect(clientId, true);
        }

        public MqttReasonCode Connect(string clientId, bool cleanSession)
        {
            return Connect(clientId, null, null, cleanSession, DefaultKeepAliveS);
        }

        public MqttReasonCode Connect(string clientId, string? username, string? password)
        {
            return Connect(clientId, username, password, true, DefaultKeepAliveS);
        }

        public MqttReasonCode Connect(string clientId, string? username, string? password, bool cleanSession, ushort keepAlivePeriod)
        {
            return Connect(
                clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);
        }

        /// <summary>Connects; blocks the calling thread for up to a minute.</summary>
        /// <param name="keepAlivePeriod">After how many seconds of silence a ping is sent; 0 never.</param>
        /// <returns>What the broker answered; anything but success leaves the client unconnected.</returns>
        /// <exception cref="MqttConnectionException">No TCP or TLS connection came about.</exception>
        /// <exception cref="MqttCommunicationException">The broker did not answer, or hung up.</exception>
        /// <exception cref="MqttClientException">The will is incomplete, or there without its flag.</exception>
        public MqttReasonCode Connect(
            string clientId,
            string? username,
            string? password,
            bool willRetain,
            MqttQoSLevel willQosLevel,
            bool willFlag,
            string? willTopic,
            string? willMessage,
            bool cleanSession,
            ushort keepAlivePeriod)
        {
            var link = OpenLink();
            _connection?.Stop();
            _connection?.CloseLink();
            var connection = new ClientConnection(this, _board, link, _inflight);
            _connection = connection;
            var connect = Packets.Connect(
                clientId, username, password, willRetain, willQosLevel, willFlag, willTopic, willMessage, cleanSession);
            var answer = connection.Open(connect, keepAlivePeriod);
            var result = ResultOf(answer);
            if (result == MqttReasonCode.Success)
            {
                _board.Network.Counters.Connects++;
                ClientId = clientId;
                CleanSession = cleanSession;
                WillFlag = willFlag;
                WillTopic = willTopic;
                WillMessage = willMessage;
                WillQosLevel = willQosLevel;
                _inflight.Restore(cleanSession);
                connection.StartWorkers();
                IsConnected = true;
            }

            return result;
        }

        /// <summary>Says goodbye to the broker, which then keeps the will to itself; the connection closes soon after.</summary>
        /// <exception cref="MqttCommunicationException">There is no connection.</exception>
        public void Disconnect()
        {
            if (_connection is null)
            {
                throw new MqttCommunicationException();
            }

            _connection.Send(new MqttDisconnectPacket());
            _connection.BeginClosing();
        }

        /// <summary>Closes the connection without a goodbye and drops all queues. Takes at least 200 ms.</summary>
        public void Close()
        {
            if (_isAlreadyClosing)
            {
                return;
            }

            _isAlreadyClosing = true;
            var connection = _connection;
            if (connection is null)
            {
                Thread.Sleep(200);
            }
            else
            {
                connection.Stop();
            }

            _inflight.Clear();
            connection?.CloseLink();
            IsConnected = false;
            _isAlreadyClosing = false;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _connection?.BeginClosing();
            Close();
        }

        /// <summary>Queues a subscription.</summary>
        /// <returns>Its id, which comes back in <see cref="MqttMsgSubscribed"/>.</returns>
        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
        {
            ushort id = NextId();
            Enqueue(id, Packets.Subscribe(id, topics, qosLevels), MqttQoSLevel.AtLeastOnce);
            return id;
        }

        /// <summary>Queues the end of a subscription.</summary>
        /// <returns>Its id, which comes back in <see cref="MqttMsgUnsubscribed"/>.</returns>
        public ushort Unsubscribe(string[] topics)
        {
            ushort id = NextId();
            Enqueue(id, Packets.Unsubscribe(id, topics), MqttQoSLevel.AtLeastOnce);
            return id;
        }

        public ushort Publish(string topic, byte[] message)
        {
            return Publish(topic, message, null, null, MqttQoSLevel.AtMostOnce, false);
        }

        public ushort Publish(string topic, byte[] message, string? contentType)
        {
            return Publish(topic, message, contentType, null, MqttQoSLevel.AtMostOnce, false);
        }

        public ushort Publish(string topic, byte[] message, string? contentType, ArrayList? userProperties)
        {
            return Publish(topic, message, contentType, userProperties, MqttQoSLevel.AtMostOnce, false);
        }

        /// <summary>Queues a message.</summary>
        /// <param name="contentType">Null or empty below MQTT 5.</param>
        /// <param name="userProperties">Null or empty below MQTT 5; <see cref="UserProperty"/> objects.</param>
        /// <returns>Its id, which comes back in <see cref="MqttMsgPublished"/> if its QoS is 1 or 2.</returns>
        /// <exception cref="MqttClientException">The in-flight queue is full.</exception>
        /// <exception cref="NotSupportedException">A property of MQTT 5 in an older version.</exception>
        public ushort Publish(
            string topic,
            byte[] message,
            string? contentType,
            ArrayList? userProperties,
            MqttQoSLevel qosLevel,
            bool retain)
        {
            ushort id = NextId();
            bool needs5 = !string.IsNullOrEmpty(contentType) || userProperties is { Count: > 0 };
            if (needs5 && ProtocolVersion < MqttProtocolVersion.Version_5)
            {
                throw new NotSupportedException();
            }

            var packet = Packets.Publish(id, topic, message, contentType, userProperties, qosLevel, retain);
            if (!Enqueue(id, packet, qosLevel))
            {
                throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
            }

            return id;
        }

        internal void OnConnectionLost(ClientConnection connection)
        {
            if (ReferenceEquals(connection, _connection))
            {
                IsConnected = false;
            }
        }

        private static X509Certificate? Certificate(byte[]? bytes)
        {
            return bytes is null ? null : new X509Certificate(bytes);
        }

        private MqttReasonCode ResultOf(MqttConnAckPacket answer)
        {
            return ProtocolVersion == MqttProtocolVersion.Version_5
                ? (MqttReasonCode)(int)answer.ReasonCode
                : (MqttReasonCode)(int)answer.ReturnCode;
        }

        private void Init(
            string host,
            int port,
            bool secure,
            X509Certificate? caCert,
            X509Certificate? clientCert,
            MqttSslProtocols sslProtocol)
        {
            Settings = MqttSettings.Instance;
            if (secure)
            {
                Settings.SslPort = port;
            }
            else
            {
                Settings.Port = port;
            }

            _sslProtocol = sslProtocol;
            _inflight = new InflightQueue(_board, Settings);
            _broker = new BrokerAddress(host, _board.Network.Connector.Resolve(host, port))
            {
                Secure = secure,
                Authority = caCert,
                ClientCertificate = clientCert,
            };
        }

        private BrokerLink OpenLink()
        {
            try
            {
                return _board.Network.Connector.Connect(_broker with
                {
                    Validate = Settings.ValidateServerCertificate,
                    Protocols = _broker.Secure ? TlsVersion() : SslProtocols.None,
                    Version = (MQTTnet.Formatter.MqttProtocolVersion)(int)ProtocolVersion,
                });
            }
            catch (SocketException failure)
            {
                throw new MqttConnectionException($"Socket exception connecting to the broker: {failure.ErrorCode}", failure);
            }
            catch (Exception failure) when (failure is not BoardResetException)
            {
                throw new MqttConnectionException("Exception connecting to the broker", failure);
            }
        }

        private SslProtocols TlsVersion()
        {
            return _sslProtocol switch
            {
                MqttSslProtocols.None => SslProtocols.None,
                MqttSslProtocols.TLSv1_2 => SslProtocols.Tls12,
                MqttSslProtocols.TLSv1_3 => SslProtocols.Tls13,
                _ => throw new ArgumentException("SSL/TLS protocol version not supported"),
            };
        }

        private bool Enqueue(ushort id, MqttPacket packet, MqttQoSLevel qos)
        {
            _board.Scheduler.Advance(_board.Timings.MqttEnqueueUs);
            return _inflight.TryAdd(new InflightMessage(id, packet, qos, incoming: false));
        }

        private ushort NextId()
        {
            _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
            return _lastId;
        }
    }
}
