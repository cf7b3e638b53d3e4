using System;
using System.Collections.Generic;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>Cuts a stream of bytes into MQTT packets (MQTT 3.1.1, 2.2).</summary>
    internal sealed class MqttFrames
    {
        public const int Publish = 3;
        public const int PublishAck = 4;

        private readonly List<byte> _rest = new List<byte>();

        public static int TypeOf(byte[] frame)
        {
            return frame[0] >> 4;
        }

        /// <summary>The identifier of a PUBLISH above QoS 0 or of its PUBACK; 0 for others.</summary>
        public static int IdOf(byte[] frame)
        {
            int body = BodyAt(frame);
            if (TypeOf(frame) == PublishAck)
            {
                return (frame[body] << 8) | frame[body + 1];
            }

            int at = body + 2 + TopicLength(frame);
            return TypeOf(frame) == Publish && (frame[0] & 6) != 0 ? (frame[at] << 8) | frame[at + 1] : 0;
        }

        public static string TopicOf(byte[] publish)
        {
            return global::System.Text.Encoding.UTF8.GetString(publish, BodyAt(publish) + 2, TopicLength(publish));
        }

        public static ReadOnlyMemory<byte> PayloadOf(byte[] publish)
        {
            return publish.AsMemory(BodyAt(publish) + 2 + TopicLength(publish) + ((publish[0] & 6) != 0 ? 2 : 0));
        }

        /// <summary>Takes what has come, and gives away the packets that are complete with it.</summary>
        public List<byte[]> Take(ReadOnlySpan<byte> bytes)
        {
            _rest.AddRange(bytes);
            var frames = new List<byte[]>();
            while (true)
            {
                int length = FirstLength();
                if (length == 0 || length > _rest.Count)
                {
                    return frames;
                }

                frames.Add(_rest.GetRange(0, length).ToArray());
                _rest.RemoveRange(0, length);
            }
        }

        private static int BodyAt(byte[] frame)
        {
            int at = 1;
            while ((frame[at++] & 0x80) != 0)
            {
            }

            return at;
        }

        private static int TopicLength(byte[] publish)
        {
            int at = BodyAt(publish);
            return (publish[at] << 8) | publish[at + 1];
        }

        /// <summary>Length of the first packet, header included; 0 while that is not known.</summary>
        private int FirstLength()
        {
            int length = 0;
            for (int at = 1; at < _rest.Count && at <= 4; at++)
            {
                length |= (_rest[at] & 0x7F) << (7 * (at - 1));
                if ((_rest[at] & 0x80) == 0)
                {
                    return 1 + at + length;
                }
            }

            return 0;
        }
    }
}
