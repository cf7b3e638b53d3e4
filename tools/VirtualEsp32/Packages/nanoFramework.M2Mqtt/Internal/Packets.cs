using System;
using System.Buffers;
using System.Collections;
using System.Collections.Generic;
using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt.Internal
{
    /// <summary>Builds the packets of the wire, and checks them as the platform's client does: at the moment of sending.</summary>
    internal static class Packets
    {
        private const int LongestTopic = 65535;

        internal static MqttConnectPacket Connect(
            string clientId,
            string? username,
            string? password,
            bool willRetain,
            MqttQoSLevel willQos,
            bool willFlag,
            string? willTopic,
            string? willMessage,
            bool cleanSession)
        {
            bool willWrong = willFlag
                ? string.IsNullOrEmpty(willTopic) || string.IsNullOrEmpty(willMessage)
                : willRetain || willTopic is not null || willMessage is not null;
            if (willWrong || willQos > MqttQoSLevel.ExactlyOnce)
            {
                throw new MqttClientException(MqttClientErrorCode.WillWrong);
            }

            var packet = new MqttConnectPacket
            {
                ClientId = clientId,
                Username = username,
                Password = password is null ? null : Encoding.UTF8.GetBytes(password),
                CleanSession = cleanSession,
                WillFlag = willFlag,
            };
            if (willFlag)
            {
                packet.WillTopic = willTopic;
                packet.WillMessage = Encoding.UTF8.GetBytes(willMessage!);
                packet.WillQoS = (MqttQualityOfServiceLevel)willQos;
                packet.WillRetain = willRetain;
            }

            return packet;
        }

        internal static MqttPublishPacket Publish(
            ushort id,
            string topic,
            byte[] message,
            string? contentType,
            ArrayList? userProperties,
            MqttQoSLevel qos,
            bool retain)
        {
            var packet = new MqttPublishPacket
            {
                Topic = topic,
                PayloadSegment = message ?? Array.Empty<byte>(),
                QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos,
                Retain = retain,
                ContentType = contentType,
                PacketIdentifier = qos == MqttQoSLevel.AtMostOnce ? (ushort)0 : id,
            };
            if (userProperties is { Count: > 0 })
            {
                packet.UserProperties = new List<MqttUserProperty>();
                foreach (object? item in userProperties)
                {
                    var property = item as UserProperty ?? throw new ArgumentException("Not a UserProperty.", nameof(userProperties));
                    packet.UserProperties.Add(new MqttUserProperty(property.Name, Encoding.UTF8.GetBytes(property.Value)));
                }
            }

            return packet;
        }

        internal static MqttSubscribePacket Subscribe(ushort id, string[]? topics, MqttQoSLevel[]? qosLevels)
        {
            var packet = new MqttSubscribePacket { PacketIdentifier = id };
            for (int i = 0; i < (topics?.Length ?? 0); i++)
            {
                // What does not fit together is found out when it is sent: see Check.
                var qos = i < (qosLevels?.Length ?? 0) ? qosLevels![i] : MqttQoSLevel.GrantedFailure;
                packet.TopicFilters.Add(
                    new MqttTopicFilter { Topic = topics![i], QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos });
            }

            return packet;
        }

        internal static MqttUnsubscribePacket Unsubscribe(ushort id, string[]? topics)
        {
            var packet = new MqttUnsubscribePacket { PacketIdentifier = id };
            packet.TopicFilters.AddRange(topics ?? Array.Empty<string>());
            return packet;
        }

        internal static MqttMsgPublishEventArgs Received(MqttPublishPacket packet)
        {
            return new MqttMsgPublishEventArgs(
                packet.Topic,
                packet.Payload.ToArray(),
                packet.Dup,
                (MqttQoSLevel)packet.QualityOfServiceLevel,
                packet.Retain);
        }

        internal static MqttMsgSubscribedEventArgs Subscribed(MqttSubAckPacket packet)
        {
            var granted = new MqttQoSLevel[packet.ReasonCodes.Count];
            for (int i = 0; i < granted.Length; i++)
            {
                granted[i] = packet.ReasonCodes[i] <= MqttSubscribeReasonCode.GrantedQoS2
                    ? (MqttQoSLevel)packet.ReasonCodes[i]
                    : MqttQoSLevel.GrantedFailure;
            }

            return new MqttMsgSubscribedEventArgs(packet.PacketIdentifier, granted);
        }

        /// <summary>Refuses what the platform's client refuses to put on the wire.</summary>
        /// <exception cref="MqttClientException">It cannot be sent, ever.</exception>
        internal static void Check(MqttPacket packet)
        {
            switch (packet)
            {
                case MqttPublishPacket publish:
                    CheckTopic(publish.Topic);
                    if (publish.Topic.Contains('#') || publish.Topic.Contains('+'))
                    {
                        throw new MqttClientException(MqttClientErrorCode.TopicWildcard);
                    }

                    CheckQos(publish.QualityOfServiceLevel, MqttClientErrorCode.QosNotAllowed);
                    break;
                case MqttSubscribePacket subscribe:
                    CheckCount(subscribe.TopicFilters.Count);
                    foreach (var filter in subscribe.TopicFilters)
                    {
                        CheckTopic(filter.Topic);
                        CheckQos(filter.QualityOfServiceLevel, MqttClientErrorCode.TopicsQosLevelsNotMatch);
                    }

                    break;
                case MqttUnsubscribePacket unsubscribe:
                    CheckCount(unsubscribe.TopicFilters.Count);
                    unsubscribe.TopicFilters.ForEach(CheckTopic);
                    break;
            }
        }

        private static void CheckCount(int topics)
        {
            if (topics == 0)
            {
                throw new MqttClientException(MqttClientErrorCode.TopicsEmpty);
            }
        }

        private static void CheckTopic(string? topic)
        {
            if (string.IsNullOrEmpty(topic) || topic.Length > LongestTopic)
            {
                throw new MqttClientException(MqttClientErrorCode.TopicLength);
            }
        }

        private static void CheckQos(MqttQualityOfServiceLevel qos, MqttClientErrorCode error)
        {
            if (qos > MqttQualityOfServiceLevel.ExactlyOnce)
            {
                throw new MqttClientException(error);
            }
        }
    }
}
