using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace VirtualEsp32.Network
{
    /// <summary>Counts messages and bytes of one connection into the counters of the board.</summary>
    internal sealed class PacketMeter
    {
        private const int BufferBytes = 4096;
        private const int LongestKeptBufferBytes = 65536;

        private readonly NetworkCounters _counters;
        private readonly MqttPacketFormatterAdapter _formatter;

        internal PacketMeter(NetworkCounters counters, MqttProtocolVersion version)
        {
            _counters = counters;
            _formatter = new MqttPacketFormatterAdapter(version, new MqttBufferWriter(BufferBytes, LongestKeptBufferBytes));
        }

        internal void CountSent(MqttPacket packet)
        {
            _counters.BytesSent += SizeOf(packet);
            _counters.MessagesPublished += packet is MqttPublishPacket ? 1 : 0;
        }

        internal void CountReceived(MqttPacket packet)
        {
            _counters.BytesReceived += SizeOf(packet);
            _counters.MessagesReceived += packet is MqttPublishPacket ? 1 : 0;
        }

        private int SizeOf(MqttPacket packet)
        {
            int size = _formatter.Encode(packet).Length;
            _formatter.Cleanup();
            return size;
        }
    }
}
