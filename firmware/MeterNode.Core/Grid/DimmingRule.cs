using MeterNode.Core.Standards;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// Dimming by the network operator (§14a EnWG): while it holds, the devices that may be dimmed share an allowed power that is
    /// never less than what the rule leaves them, whatever is ordered. An order that runs out without a word, and a heartbeat that
    /// stays out, count as a lost communication: the least power then holds for 2 hours (EEBus LPC fail-safe), and after that
    /// nothing. An order that runs out while the heartbeat is there is simply over. Needs no clock but the monotonic one.
    /// </summary>
    public sealed class DimmingRule
    {
        /// <summary>Not limited.</summary>
        public const int Unlimited = int.MaxValue;

        private const long Never = long.MaxValue;

        private readonly bool _isManaged;
        private int _limitW;
        private long _orderEndsMs = Never;
        private long _failsafeEndsMs;
        private long _orderDueMs = Never;
        private long _heartbeatMs = -1;

        /// <summary>Makes the rule; nothing is ordered.</summary>
        /// <param name="isManaged">
        /// Whether an energy management shares out the power: then several devices have Pmin together, else each has its 4.2 kW.
        /// </param>
        public DimmingRule(bool isManaged)
        {
            _isManaged = isManaged;
        }

        /// <summary>What holds.</summary>
        public DimmingState State { get; private set; }

        /// <summary>Grows by one whenever <see cref="State"/> changes.</summary>
        public int ChangeCount { get; private set; }

        /// <summary>Whether the heartbeat is there; false as long as there never was one.</summary>
        public bool HasHeartbeat => _heartbeatMs >= 0;

        /// <summary>Takes an order; it takes the place of the one before and ends a fail-safe.</summary>
        /// <param name="limitW">What the devices may draw together, W; less than the rule's least counts as that.</param>
        /// <param name="validMs">For how long, ms; 0 or less until it is released.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Order(int limitW, long validMs, long nowMs)
        {
            _limitW = limitW;
            _orderEndsMs = validMs > 0 && validMs < Never - nowMs ? nowMs + validMs : Never;
            Become(DimmingState.Ordered);
        }

        /// <summary>Ends an order or a fail-safe at once.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Release(long nowMs)
        {
            Become(DimmingState.Free);
        }

        /// <summary>The operator's box was heard. A fail-safe ends with its next order or release, or when neither comes in time.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void HeartbeatSeen(long nowMs)
        {
            if (State == DimmingState.Failsafe && !HasHeartbeat)
            {
                _orderDueMs = nowMs + GridFigures.DimmingOrderWithinMs;
            }

            _heartbeatMs = nowMs;
        }

        /// <summary>The connection to the operator's box is known to be lost. Without a heartbeat before it has no meaning.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void HeartbeatLost(long nowMs)
        {
            if (HasHeartbeat)
            {
                _heartbeatMs = -1;
                Fail(nowMs);
            }
        }

        /// <summary>Lets time pass; once a second is enough.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (HasHeartbeat && nowMs - _heartbeatMs >= GridFigures.DimmingHeartbeatMs)
            {
                HeartbeatLost(nowMs);
            }

            if (State == DimmingState.Ordered && nowMs >= _orderEndsMs)
            {
                if (HasHeartbeat)
                {
                    Become(DimmingState.Free);
                }
                else
                {
                    Fail(nowMs);
                }
            }

            if (State == DimmingState.Failsafe && (nowMs >= _failsafeEndsMs || nowMs >= _orderDueMs))
            {
                Become(DimmingState.Free);
            }
        }

        /// <summary>What the rule leaves to a number of devices, W: never 0.</summary>
        /// <param name="devices">How many that may be dimmed are active; fewer than 1 count as 1.</param>
        public int LeastTotalW(int devices)
        {
            return _isManaged ? GridFigures.DimmedTotalW(devices) : GridFigures.DimmedDeviceW * (devices < 1 ? 1 : devices);
        }

        /// <summary>What the devices may draw together now, W: <see cref="Unlimited"/>, or the order's limit and never less than <see cref="LeastTotalW"/>.</summary>
        /// <param name="devicesActive">How many that may be dimmed are active.</param>
        public int AllowedTotalW(int devicesActive)
        {
            if (State == DimmingState.Free)
            {
                return Unlimited;
            }

            int leastW = LeastTotalW(devicesActive);
            return State == DimmingState.Ordered && _limitW > leastW ? _limitW : leastW;
        }

        private void Fail(long nowMs)
        {
            _failsafeEndsMs = nowMs + GridFigures.DimmingFailsafeMs;
            Become(DimmingState.Failsafe);
        }

        private void Become(DimmingState state)
        {
            _orderDueMs = Never;
            if (state != State)
            {
                State = state;
                ChangeCount++;
            }
        }
    }
}
