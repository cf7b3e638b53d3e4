namespace MeterNode.Services.Brokers
{
    /// <summary>
    /// Whether the broker still answers. The MQTT client sends a ping only when it has sent nothing else, and a node that says
    /// its state every ten seconds never is silent: a connection that is gone without a word would be noticed after minutes. So
    /// a message that has to be acknowledged is sent when nothing was heard for a keep-alive period; two of these in a row without an
    /// answer are the end. It also knows how much is on its way. The link's thread asks, the MQTT client's threads answer.
    /// </summary>
    public sealed class SessionPulse
    {
        /// <summary>The most messages on their way that have to be acknowledged.</summary>
        public const int MostOutstanding = 12;

        /// <summary>A broker that takes longer for an answer is slow, ms.</summary>
        public const long PromptMs = 2000;

        private const long ProbeWithinMs = 10000;
        private const int MostProbesLost = 2;

        private readonly object _gate = new object();
        private readonly long _periodMs;
        private long _heardMs;
        private long _waitingSinceMs;
        private long _probeSentMs;
        private int _probeId;
        private int _probesLost;
        private int _outstanding;

        /// <summary>Begins with a connection just made.</summary>
        /// <param name="periodMs">The keep-alive period, ms.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public SessionPulse(long periodMs, long nowMs)
        {
            _periodMs = periodMs;
            _heardMs = nowMs;
        }

        /// <summary>Messages on their way that the broker has to acknowledge.</summary>
        public int Outstanding
        {
            get
            {
                lock (_gate)
                {
                    return _outstanding;
                }
            }
        }

        /// <summary>Says that a message that has to be acknowledged is being handed over.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Sending(long nowMs)
        {
            lock (_gate)
            {
                if (_outstanding == 0)
                {
                    _waitingSinceMs = nowMs;
                }

                _outstanding++;
            }
        }

        /// <summary>Says that such a message could not be handed over.</summary>
        public void NotSent()
        {
            lock (_gate)
            {
                _outstanding--;
            }
        }

        /// <summary>Says that the broker has sent something.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Heard(long nowMs)
        {
            lock (_gate)
            {
                _heardMs = nowMs;
                _probesLost = 0;
            }
        }

        /// <summary>Says that a message was acknowledged, or given up by the client.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="delivered">Whether it was acknowledged.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Answered(int id, bool delivered, long nowMs)
        {
            lock (_gate)
            {
                if (_outstanding > 0)
                {
                    _outstanding--;
                }

                _waitingSinceMs = nowMs;
                if (delivered)
                {
                    _heardMs = nowMs;
                    _probesLost = 0;
                }

                if (id == _probeId)
                {
                    _probeId = 0;
                    _probesLost += delivered ? 0 : 1;
                }
            }
        }

        /// <summary>Whether a message is to be sent for the sake of its acknowledgement.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public bool IsProbeDue(long nowMs)
        {
            lock (_gate)
            {
                return _probeId == 0 && (_probesLost > 0 || nowMs - _heardMs >= _periodMs);
            }
        }

        /// <summary>Says that it was sent.</summary>
        /// <param name="id">Its id; 0 when it could not be handed over, which counts as unanswered.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void ProbeSent(int id, long nowMs)
        {
            lock (_gate)
            {
                _probeId = id;
                _probeSentMs = nowMs;
                _probesLost += id == 0 ? 1 : 0;
            }
        }

        /// <summary>Whether the broker has fallen silent for good.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public bool IsDead(long nowMs)
        {
            lock (_gate)
            {
                if (_probeId != 0 && nowMs - _probeSentMs >= ProbeWithinMs)
                {
                    _probeId = 0;
                    _probesLost++;
                }

                return _probesLost >= MostProbesLost;
            }
        }

        /// <summary>Whether there is so much on its way that nothing should be added.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public bool IsSlow(long nowMs)
        {
            lock (_gate)
            {
                return _outstanding >= MostOutstanding || (_outstanding > 0 && nowMs - _waitingSinceMs > PromptMs);
            }
        }
    }
}
