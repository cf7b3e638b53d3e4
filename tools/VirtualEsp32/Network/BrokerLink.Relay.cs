using MQTTnet.Packets;

namespace VirtualEsp32.Network
{
    /// <summary>
    /// A relay between the two ends that hangs in one direction, or both: it still acknowledges TCP, so that neither end gives the
    /// connection up by itself, but passes nothing on.
    /// </summary>
    internal sealed partial class BrokerLink
    {
        private bool _isMute;
        private bool _isDeaf;
        private int _muteness;

        /// <summary>Sets in which directions the relay hangs.</summary>
        /// <param name="fromBoard">What the board sends waits in the relay; full, that makes the board's threads wait.</param>
        /// <param name="toBoard">What the broker sends waits in the relay.</param>
        internal void SetStuck(bool fromBoard, bool toBoard)
        {
            bool wasMute = _isMute;
            _isMute = fromBoard;
            _isDeaf = toBoard;
            if (!toBoard && State == LinkState.Open)
            {
                ScheduleStalled();
            }

            if (fromBoard && !wasMute && State == LinkState.Open)
            {
                ExpectBrokerToMissTheBoard();
            }
            else if (!fromBoard && wasMute)
            {
                _muteness++;
                if (State == LinkState.Open)
                {
                    SendHeld();
                }
            }
        }

        /// <summary>The broker hears nothing for one and a half keep-alive periods and hangs up, which the board may hear.</summary>
        private void ExpectBrokerToMissTheBoard()
        {
            int muteness = ++_muteness;
            if (_keepAliveS > 0)
            {
                _scheduler.At(_lastSentUs + (long)(_keepAliveS * BrokerPatience * 1_000_000), () =>
                {
                    if (muteness == _muteness && State == LinkState.Open)
                    {
                        _wire.Cut();
                        Drain(_network.LatencyUs);
                        _isMute = false;
                        _held.Empty();
                    }
                });
            }
        }

        private void ScheduleStalled()
        {
            while (_stalled.TryDequeue(out var packet))
            {
                Schedule(packet, _network.LatencyUs);
            }
        }

        /// <summary>What waited for the way to the broker passes.</summary>
        private void SendHeld()
        {
            bool pings = false;
            foreach (var packet in _held.Empty())
            {
                pings |= packet is MqttPingReqPacket;
                if (packet is not MqttPingReqPacket && _wire.Write(packet))
                {
                    _isGreeted = true;
                    _meter.CountSent(packet);
                }
            }

            if (IsLockstep && _isGreeted)
            {
                _wire.Fence();
                Drain(_network.LatencyUs);
            }

            if (pings)
            {
                Ping();
            }
        }
    }
}
