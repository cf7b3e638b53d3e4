namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>What all MQTT packets have in common.</summary>
    public abstract class MqttMsgBase
    {
        /// <summary>Which packet it is.</summary>
        public MqttMessageType Type { get; set; }
    }
}
