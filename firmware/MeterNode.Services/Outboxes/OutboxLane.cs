using System;
using MeterNode.Services.Messaging;

namespace MeterNode.Services.Outboxes
{
    /// <summary>
    /// Where the storing thread hands one record of a topic at a time to the link's, and learns that it has arrived. One at a time
    /// keeps the order. Nobody waits here for longer than a copy takes: the link never for the flash, the flash never for the broker.
    /// </summary>
    public sealed class OutboxLane
    {
        /// <summary>A record that is not acknowledged in this time is sent again, ms.</summary>
        public const long AcknowledgeWithinMs = 10000;

        private readonly object _gate = new object();
        private readonly InFlight _inFlight = new InFlight();
        private readonly OutboxItem _item;
        private bool _isFull;
        private bool _isSkipped;
        private int _unreadable;

        /// <summary>Makes a lane, empty.</summary>
        /// <param name="mostBytes">Largest record, bytes.</param>
        public OutboxLane(int mostBytes)
        {
            MostBytes = mostBytes;
            _item = new OutboxItem(mostBytes);
        }

        /// <summary>Largest record, bytes.</summary>
        public int MostBytes { get; }

        /// <summary>Whether another record can be offered.</summary>
        public bool IsFree => !_isFull;

        /// <summary>Offers a record, where the lane is free. The storing thread.</summary>
        /// <param name="sequence">Its number.</param>
        /// <param name="covers">For how many records it stands.</param>
        /// <param name="isStored">Whether that is the log's number.</param>
        /// <param name="lost">Records of this topic that nobody will ever get.</param>
        /// <param name="data">Holds it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="length">Its size, at most <see cref="MostBytes"/>.</param>
        public void Offer(long sequence, int covers, bool isStored, long lost, byte[] data, int offset, int length)
        {
            lock (_gate)
            {
                _item.Sequence = sequence;
                _item.Covers = covers;
                _item.IsStored = isStored;
                _item.Lost = lost + _unreadable;
                _item.Length = length;
                Array.Copy(data, offset, _item.Data, 0, length);
                _isFull = true;
            }
        }

        /// <summary>Frees the lane of a record that has arrived. The storing thread.</summary>
        /// <param name="isStored">Whether its number is the log's.</param>
        /// <returns>Its number; 0 where there is none.</returns>
        public long TakeDelivered(out bool isStored)
        {
            lock (_gate)
            {
                isStored = _item.IsStored;

                // The answer may be to an attempt at the record before this one.
                if (!_isFull || (!_isSkipped && _inFlight.TakeDelivered() != _item.Sequence))
                {
                    return 0;
                }

                _isFull = false;
                _isSkipped = false;
                return _item.Sequence;
            }
        }

        /// <summary>Takes back a record that is not on its way. The storing thread.</summary>
        /// <param name="through">Only if its number is one of the log's, and not above this.</param>
        public void TakeBack(long through)
        {
            lock (_gate)
            {
                if (_isFull && _item.IsStored && _item.Sequence <= through && !_inFlight.IsPending(0, long.MaxValue))
                {
                    _isFull = false;
                    _isSkipped = false;
                }
            }
        }

        /// <summary>The record that is to be sent now. The link's thread.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="item">Is filled.</param>
        /// <returns>Whether there is one; one that may still be acknowledged is not sent again.</returns>
        public bool TryGet(long nowMs, OutboxItem item)
        {
            lock (_gate)
            {
                if (!_isFull || _isSkipped || _inFlight.IsPending(nowMs, AcknowledgeWithinMs))
                {
                    return false;
                }

                item.Sequence = _item.Sequence;
                item.Covers = _item.Covers;
                item.IsStored = _item.IsStored;
                item.Lost = _item.Lost;
                item.Length = _item.Length;
                Array.Copy(_item.Data, 0, item.Data, 0, _item.Length);
                return true;
            }
        }

        /// <summary>Notes that the record was handed to the client. The link's thread.</summary>
        /// <param name="id">The message's id; 0 when it could not be sent.</param>
        /// <param name="sequence">The record's number.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Sent(int id, long sequence, long nowMs)
        {
            _inFlight.Sent(id, sequence, nowMs);
        }

        /// <summary>Gives up a record that no message can be made of; it counts among the lost. The link's thread.</summary>
        public void Skip()
        {
            lock (_gate)
            {
                _isSkipped = true;
                _unreadable++;
            }
        }

        /// <summary>Takes an answer. The MQTT client's thread.</summary>
        /// <param name="id">The message's id.</param>
        /// <param name="delivered">Whether it has arrived; otherwise the client has given it up.</param>
        public void Answered(int id, bool delivered)
        {
            _inFlight.Answered(id, delivered);
        }

        /// <summary>Has what was sent over a connection that is gone sent again. The link's thread.</summary>
        public void Reset()
        {
            _inFlight.Reset();
        }
    }
}
