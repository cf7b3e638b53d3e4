using System;

namespace nanoFramework.M2Mqtt.Exceptions
{
    /// <summary>A message or a call was wrong, or the in-flight queue is full.</summary>
    public class MqttClientException : Exception
    {
        public MqttClientException(MqttClientErrorCode errorCode)
        {
            ErrorCode = errorCode;
        }

        /// <summary>What was wrong.</summary>
        public MqttClientErrorCode ErrorCode { get; set; }
    }
}
