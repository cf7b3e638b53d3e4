using MeterNode.Core;
using MeterNode.Core.Messaging;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// One numbered message on its way to the broker: sent, and either acknowledged, given up or too long without an answer. The
    /// link's thread sends; the answer comes on the MQTT client's.
    /// </summary>
    public sealed class InFlight
    {
        private readonly object _gate = new object();
        private int _id;
        private long _sequence;
        private long _sinceMs;
        private bool _acknowledged;
        private int _strangerId;
        private bool _strangerDelivered;

        /// <summary>Forgets what was sent: its connection is gone, and it has to go again.</summary>
        public void Reset()
        {
            lock (_gate)
            {
                _id = 0;
                _strangerId = 0;
            }
        }

        /// <summary>Notes what was sent; the answer may have been quicker than that.</summary>
        /// <param name="id">The message's id; 0 when it could not be sent.</param>
        /// <param name="sequence">The sequence number that it carries.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Sent(int id, long sequence, long nowMs)
        {
            lock (_gate)
            {
                _id = id;
                _sequence = sequence;
                _sinceMs = nowMs;
                _acknowledged = id != 0 && id == _strangerId && _strangerDelivered;
                _strangerId = 0;
            }
        }

        /// <summary>Takes an answer. Any thread.</summary>
        /// <param name="id">The message's id.</param>
        /// <param name="delivered">Whether it has arrived; otherwise the client has given it up.</param>
        public void Answered(int id, bool delivered)
        {
            lock (_gate)
            {
                if (id == _id && id != 0)
                {
                    _acknowledged = delivered;
                    _id = delivered ? id : 0;
                }
                else
                {
                    _strangerId = id;
                    _strangerDelivered = delivered;
                }
            }
        }

        /// <summary>What has been delivered since the last call.</summary>
        /// <returns>Its sequence number, or 0.</returns>
        public long TakeDelivered()
        {
            lock (_gate)
            {
                if (_id == 0 || !_acknowledged)
                {
                    return 0;
                }

                _id = 0;
                return _sequence;
            }
        }

        /// <summary>Whether something is on its way that may still be answered.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="withinMs">For how long an answer is waited for, ms.</param>
        public bool IsPending(long nowMs, long withinMs)
        {
            lock (_gate)
            {
                return _id != 0 && nowMs - _sinceMs < withinMs;
            }
        }
    }
}
