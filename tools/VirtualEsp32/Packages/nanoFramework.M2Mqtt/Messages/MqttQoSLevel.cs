namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>How surely a message is to arrive.</summary>
    public enum MqttQoSLevel
    {
        AtMostOnce = 0,
        AtLeastOnce = 1,
        ExactlyOnce = 2,
        GrantedFailure = 128,
    }
}
