using System;

namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>The fate of a message that was published with QoS 1 or 2.</summary>
    public class MqttMsgPublishedEventArgs : EventArgs
    {
        public MqttMsgPublishedEventArgs(ushort messageId)
            : this(messageId, true)
        {
        }

        public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished)
        {
            MessageId = messageId;
            IsPublished = isPublished;
        }

        /// <summary>What <c>Publish</c> returned.</summary>
        public ushort MessageId { get; set; }

        /// <summary>Whether the broker has it; false when it did not answer to three attempts.</summary>
        public bool IsPublished { get; set; }
    }
}
