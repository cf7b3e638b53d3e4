using System;

namespace nanoFramework.M2Mqtt.Exceptions
{
    /// <summary>No TCP or TLS connection came about.</summary>
    public class MqttConnectionException : Exception
    {
        public MqttConnectionException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
