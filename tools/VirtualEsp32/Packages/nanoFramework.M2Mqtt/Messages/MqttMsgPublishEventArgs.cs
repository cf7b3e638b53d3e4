using System;

namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>A message came from the broker.</summary>
    public class MqttMsgPublishEventArgs : EventArgs
    {
        public MqttMsgPublishEventArgs(string topic, byte[] message, bool dupFlag, MqttQoSLevel qosLevel, bool retain)
        {
            Topic = topic;
            Message = message;
            DupFlag = dupFlag;
            QosLevel = qosLevel;
            Retain = retain;
        }

        public string Topic { get; }

        public byte[] Message { get; }

        /// <summary>Whether the broker sends it again.</summary>
        public bool DupFlag { get; }

        public MqttQoSLevel QosLevel { get; }

        /// <summary>Whether the broker had kept it from before the subscription.</summary>
        public bool Retain { get; }
    }
}
