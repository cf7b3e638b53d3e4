using System;
using System.Collections;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    /// <summary>An MQTT client, over whatever network.</summary>
    public interface IMqttClient
    {
        public delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

        public delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

        public delegate void MqttMsgSubscribedEventHandler(object sender, MqttMsgSubscribedEventArgs e);

        public delegate void MqttMsgUnsubscribedEventHandler(object sender, MqttMsgUnsubscribedEventArgs e);

        public delegate void ConnectionClosedEventHandler(object sender, EventArgs e);

        event MqttMsgPublishEventHandler? MqttMsgPublishReceived;

        event MqttMsgPublishedEventHandler? MqttMsgPublished;

        event MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

        event MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

        event ConnectionClosedEventHandler? ConnectionClosed;

        bool IsConnected { get; }

        void Init(string brokerHostName, int brokerPort, bool secure, byte[]? caCert, byte[]? clientCert, MqttSslProtocols sslProtocol);

        MqttReasonCode Connect(
            string clientId,
            string? username,
            string? password,
            bool willRetain,
            MqttQoSLevel willQosLevel,
            bool willFlag,
            string? willTopic,
            string? willMessage,
            bool cleanSession,
            ushort keepAlivePeriod);

        void Disconnect();

        void Close();

        ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels);

        ushort Unsubscribe(string[] topics);

        ushort Publish(string topic, byte[] message);

        ushort Publish(string topic, byte[] message, string? contentType);

        ushort Publish(
            string topic,
            byte[] message,
            string? contentType,
            ArrayList? userProperties,
            MqttQoSLevel qosLevel,
            bool retain);
    }
}
