using System;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Internal;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    /// <content>The events. Handlers run on the client's own threads, must not block, and must not throw.</content>
    public partial class MqttClient
    {
        public delegate void ConnectionOpenedEventHandler(object sender, ConnectionOpenedEventArgs e);

        /// <summary>A message came.</summary>
        public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

        /// <summary>A message of QoS 1 or 2 has arrived, or was given up.</summary>
        public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

        public event IMqttClient.MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

        public event IMqttClient.MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

        /// <summary>The broker has answered the CONNECT; also when it refused.</summary>
        public event ConnectionOpenedEventHandler? ConnectionOpened;

        /// <summary>The connection was lost, or ended by <see cref="Disconnect"/>; <see cref="Close"/> alone does not raise it.</summary>
        public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

        internal void RaiseOpened(MqttConnAckPacket answer)
        {
            var message = new MqttMsgConnack { ReturnCode = ResultOf(answer), SessionPresent = answer.IsSessionPresent };
            ConnectionOpened?.Invoke(this, new ConnectionOpenedEventArgs(message));
        }

        internal void RaiseClosed()
        {
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }

        internal void RaiseReceived(MqttPublishPacket packet)
        {
            MqttMsgPublishReceived?.Invoke(this, Packets.Received(packet));
        }

        internal void RaisePublished(ushort id, bool published)
        {
            MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(id, published));
        }

        internal void RaiseSubscribed(MqttSubAckPacket answer)
        {
            MqttMsgSubscribed?.Invoke(this, Packets.Subscribed(answer));
        }

        internal void RaiseUnsubscribed(ushort id)
        {
            MqttMsgUnsubscribed?.Invoke(this, new MqttMsgUnsubscribedEventArgs(id));
        }
    }
}
