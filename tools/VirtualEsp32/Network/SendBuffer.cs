using System.Collections.Generic;
using MQTTnet.Packets;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Network
{
    /// <summary>What TCP has taken while the network was away; full, it makes the threads that send wait.</summary>
    internal sealed class SendBuffer
    {
        /// <summary>What lwIP takes without an acknowledgement (ESP-IDF's CONFIG_LWIP_TCP_SND_BUF_DEFAULT).</summary>
        private const int CapacityBytes = 5760;

        /// <summary>About what MQTT adds to a message.</summary>
        private const int PacketOverheadBytes = 8;

        private readonly Scheduler _scheduler;
        private readonly WaitQueue _writers = new WaitQueue();
        private readonly List<MqttPacket> _packets = new List<MqttPacket>();
        private int _bytes;

        internal SendBuffer(Scheduler scheduler)
        {
            _scheduler = scheduler;
        }

        internal bool IsEmpty => _packets.Count == 0;

        /// <summary>Takes a packet if it fits; others that wait come first.</summary>
        internal bool TryTake(MqttPacket packet)
        {
            int bytes = PacketOverheadBytes
                + (packet is MqttPublishPacket message ? message.Topic.Length + (int)message.Payload.Length : 0);
            if (_writers.Threads.Count > 0 || _bytes + bytes > CapacityBytes)
            {
                return false;
            }

            _packets.Add(packet);
            _bytes += bytes;
            return true;
        }

        /// <summary>Has the calling thread of the board wait until the buffer is emptied.</summary>
        internal void Wait()
        {
            _scheduler.Wait(_writers, -1);
        }

        /// <summary>Gives the packets away, and lets the threads that wait go on.</summary>
        internal MqttPacket[] Empty()
        {
            var packets = _packets.ToArray();
            _packets.Clear();
            _bytes = 0;
            while (_scheduler.Signal(_writers))
            {
            }

            return packets;
        }
    }
}
