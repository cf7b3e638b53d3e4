using System;

namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>The broker answered a subscription.</summary>
    public class MqttMsgSubscribedEventArgs : EventArgs
    {
        public MqttMsgSubscribedEventArgs(ushort messageId, MqttQoSLevel[] grantedQosLevels)
        {
            MessageId = messageId;
            GrantedQoSLevels = grantedQosLevels;
        }

        /// <summary>What <c>Subscribe</c> returned.</summary>
        public ushort MessageId { get; }

        /// <summary>What it granted for each topic; <see cref="MqttQoSLevel.GrantedFailure"/> is a refusal.</summary>
        public MqttQoSLevel[] GrantedQoSLevels { get; }
    }
}
