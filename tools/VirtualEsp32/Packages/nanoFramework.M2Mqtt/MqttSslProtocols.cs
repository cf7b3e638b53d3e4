namespace nanoFramework.M2Mqtt
{
    /// <summary>The TLS versions of which 1.2 and 1.3 are supported.</summary>
    public enum MqttSslProtocols
    {
        None = 0,
        SSLv3 = 1,
        TLSv1_0 = 2,
        TLSv1_1 = 3,
        TLSv1_2 = 4,
        TLSv1_3 = 5,
    }
}
