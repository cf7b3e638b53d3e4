using MQTTnet.Packets;

namespace VirtualEsp32.Network
{
    /// <summary>Stands for the beginning of a TLS record whose rest does not come, where packets are handed on.</summary>
    internal sealed class HalfRecord : MqttPacket
    {
        private HalfRecord()
        {
        }

        internal static HalfRecord Instance { get; } = new HalfRecord();
    }
}
