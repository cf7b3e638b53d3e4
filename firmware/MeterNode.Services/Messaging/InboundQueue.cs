using System.Collections;
using MeterNode.Core;
using MeterNode.Core.Messaging;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Messages from the broker on their way from the MQTT client's thread to the link's. Bounded: what does not fit is refused
    /// and counted, for a flood must cost neither memory nor time.
    /// </summary>
    public sealed class InboundQueue
    {
        private const int MostWaiting = 16;

        private readonly object _gate = new object();
        private readonly Queue _topics = new Queue();
        private readonly Queue _payloads = new Queue();
        private string _oversize = "";

        /// <summary>Longest payload taken, bytes.</summary>
        public const int LongestPayload = 4096;

        /// <summary>Messages refused for want of room or for their size.</summary>
        public int Refused { get; private set; }

        /// <summary>Puts a message in. Any thread.</summary>
        /// <returns>Whether it was taken.</returns>
        public bool TryAdd(string topic, byte[] payload)
        {
            lock (_gate)
            {
                if (payload.Length > LongestPayload)
                {
                    _oversize = topic;
                }

                if (_topics.Count >= MostWaiting || payload.Length > LongestPayload)
                {
                    Refused++;
                    return false;
                }

                _topics.Enqueue(topic);
                _payloads.Enqueue(payload);
                return true;
            }
        }

        /// <summary>Takes the topic of the last message that was refused for its size; empty where there was none since.</summary>
        public string TakeOversize()
        {
            lock (_gate)
            {
                string topic = _oversize;
                _oversize = "";
                return topic;
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
