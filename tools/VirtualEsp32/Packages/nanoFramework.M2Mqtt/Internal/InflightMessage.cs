using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt.Internal
{
    /// <summary>A message that the client still has to do with, in either direction.</summary>
    internal sealed class InflightMessage
    {
        internal InflightMessage(ushort id, MqttPacket packet, MqttQoSLevel qos, bool incoming)
        {
            Id = id;
            Packet = packet;
            Qos = qos;
            Incoming = incoming;
        }

        internal ushort Id { get; }

        /// <summary>PUBLISH, SUBSCRIBE or UNSUBSCRIBE.</summary>
        internal MqttPacket Packet { get; }

        internal MqttQoSLevel Qos { get; }

        /// <summary>Whether it came from the broker.</summary>
        internal bool Incoming { get; }

        internal InflightState State { get; set; }

        /// <summary>How often it, or its PUBREL, was sent.</summary>
        internal int Attempts { get; set; }

        /// <summary>When it was sent last, µs.</summary>
        internal long SentUs { get; set; }

        /// <summary>The broker's answer in the present state, once it is there.</summary>
        internal MqttPacket? Answer { get; set; }

        /// <summary>QoS 2: whether the broker has said that it has it, so that only the release remains.</summary>
        internal bool IsReceived { get; set; }

        internal bool IsPublish => Packet is MqttPublishPacket;

        /// <summary>Whether the exchange outlives the connection in a session that is not clean.</summary>
        internal bool IsSessionState => IsPublish && (Incoming ? Qos == MqttQoSLevel.ExactlyOnce : Qos != MqttQoSLevel.AtMostOnce);
    }
}
