namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>A broker's answer to a CONNECT.</summary>
    public class MqttMsgConnack : MqttMsgBase
    {
        public MqttMsgConnack()
        {
            Type = MqttMessageType.ConnectAck;
        }

        /// <summary>Whether the broker has kept a session of this client.</summary>
        public bool SessionPresent { get; set; }

        /// <summary>Accepted, or why not.</summary>
        public MqttReasonCode ReturnCode { get; set; }
    }
}
