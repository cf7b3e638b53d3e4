namespace nanoFramework.M2Mqtt.Internal
{
    /// <summary>How far the exchange about a message has come.</summary>
    internal enum InflightState
    {
        /// <summary>To be sent, or sent again; for a message from the broker: to be acknowledged.</summary>
        Queued,

        /// <summary>Sent; PUBACK, SUBACK or UNSUBACK is to come.</summary>
        AwaitingAck,

        /// <summary>QoS 2, sent; PUBREC is to come.</summary>
        AwaitingReceived,

        /// <summary>QoS 2, received; PUBREL is to be sent again.</summary>
        ToRelease,

        /// <summary>QoS 2, released; PUBCOMP is to come.</summary>
        AwaitingComplete,

        /// <summary>QoS 2 from the broker, PUBREC sent; its PUBREL is to come.</summary>
        AwaitingRelease,

        /// <summary>Over, or given up.</summary>
        Done,
    }
}
