using System.Collections;
using MeterNode.Core;
using MeterNode.Core.Messaging;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Messages from the broker on their way from the MQTT client's thread to the link's. Bounded: what does not fit is refused
    /// and counted, for a flood must cost neither memory nor time. One topic has places of its own, that a flood of the others leaves free.
    /// </summary>
    public sealed class InboundQueue
    {
        /// <summary>The most messages that wait.</summary>
        public const int MostWaiting = 24;

        /// <summary>Those of them that are for one topic alone.</summary>
        public const int Reserved = 8;

        /// <summary>Longest payload taken, bytes.</summary>
        public const int LongestPayload = 4096;

        private readonly string _reservedFor;
        private readonly object _gate = new object();
        private readonly Queue _topics = new Queue();
        private readonly Queue _payloads = new Queue();
        private int _oversize;

        /// <summary>Makes an empty queue.</summary>
        /// <param name="reservedFor">The topic for which places are kept.</param>
        public InboundQueue(string reservedFor)
        {
            _reservedFor = reservedFor;
        }

        /// <summary>Messages refused for want of room or for their size, without those of <see cref="TakeOversize"/>.</summary>
        public int Refused { get; private set; }

        /// <summary>Puts a message in. Any thread.</summary>
        /// <returns>Whether it was taken.</returns>
        public bool TryAdd(string topic, byte[] payload)
        {
            lock (_gate)
            {
                if (payload.Length > LongestPayload && topic == _reservedFor)
                {
                    _oversize++;
                    return false;
                }

                int most = topic == _reservedFor ? MostWaiting : MostWaiting - Reserved;
                if (_topics.Count >= most || payload.Length > LongestPayload)
                {
                    Refused++;
                    return false;
                }

                _topics.Enqueue(topic);
                _payloads.Enqueue(payload);
                return true;
            }
        }

        /// <summary>How many messages of the reserved topic were refused for their size since the last time; they are answered and counted elsewhere.</summary>
        public int TakeOversize()
        {
            lock (_gate)
            {
                int oversize = _oversize;
                _oversize = 0;
                return oversize;
            }
        }

        /// <summary>Takes the oldest message.</summary>
        /// <returns>Whether there was one.</returns>
        public bool TryTake(out string topic, out byte[] payload)
        {
            lock (_gate)
            {
                if (_topics.Count == 0)
                {
                    topic = "";
                    payload = new byte[0];
                    return false;
                }

                topic = (string)_topics.Dequeue()!;
                payload = (byte[])_payloads.Dequeue()!;
                return true;
            }
        }
    }
}
