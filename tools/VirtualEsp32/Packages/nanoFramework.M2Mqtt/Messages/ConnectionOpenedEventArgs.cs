using System;

namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>A broker answered a CONNECT, kindly or not.</summary>
    public class ConnectionOpenedEventArgs : EventArgs
    {
        public ConnectionOpenedEventArgs(MqttMsgConnack connact)
        {
            Message = connact;
        }

        /// <summary>Its answer.</summary>
        public MqttMsgConnack Message { get; }
    }
}
