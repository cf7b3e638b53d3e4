using System;

namespace nanoFramework.M2Mqtt.Exceptions
{
    /// <summary>Declared by the package; nothing throws it.</summary>
    public class MqttTimeoutException : Exception
    {
    }
}
