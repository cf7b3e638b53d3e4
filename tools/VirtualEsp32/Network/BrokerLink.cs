using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using MQTTnet.LowLevelClient;
using MQTTnet.Packets;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Network
{
    /// <summary>
    /// The board's half of a connection with a broker, on the virtual clock. In a run that is faster than real time every packet
    /// sent is an exchange: the virtual world stands still until the real broker has taken it and has nothing more to say
    /// (<see cref="BrokerWire.Fence"/>), and its packets are then on their way for the latency of the network. Members are called
    /// by whoever holds the scheduler's baton.
    /// </summary>
    internal sealed partial class BrokerLink
    {
        /// <summary>A broker gives up after one and a half keep-alive periods (MQTT 3.1.1, 3.1.2.10).</summary>
        private const double BrokerPatience = 1.5;

        private readonly VirtualNetwork _network;
        private readonly Scheduler _scheduler;
        private readonly BrokerWire _wire;
        private readonly PacketMeter _meter;
        private readonly SendBuffer _held;
        private readonly Queue<MqttPacket?> _stalled = new Queue<MqttPacket?>();
        private readonly Queue<MqttPublishPacket> _messages = new Queue<MqttPublishPacket>();
        private readonly bool _isSecure;

        private bool _isGivenUp;
        private bool _isGreeted;
        private Action<MqttPacket?>? _listener;
        private int _keepAliveS;
        private int _absence;
        private long _lastSentUs;
        private long _lastDueUs;

        internal BrokerLink(VirtualNetwork network, BrokerAddress address, ILowLevelMqttClient client, BrokerSocket socket)
        {
            _network = network;
            _scheduler = network.Board.Scheduler;
            _held = new SendBuffer(_scheduler);
            _wire = new BrokerWire(client, socket, network.RealTimeGuard, () => _scheduler.Post(DrainNews));
            _meter = new PacketMeter(network.Counters, address.Version);
            Host = address.Host;
            _isSecure = address.Secure;
            _wire.Start();
        }

        internal string Host { get; }

        internal LinkState State { get; private set; }

        private bool IsLockstep => _scheduler.Speed <= 0;

        /// <summary>Sets who gets the packets.</summary>
        /// <param name="listener">Is called as an event of the world with each packet when it reaches the board; null is the end.</param>
        internal void Listen(Action<MqttPacket?> listener)
        {
            _listener = listener;
        }

        /// <summary>
        /// The keep-alive to announce on the wire. Virtual seconds mean nothing to a real broker when the run has no fixed speed;
        /// then this link takes the broker's part, and cuts off a board that has vanished.
        /// </summary>
        internal ushort WireKeepAliveS(ushort keepAliveS)
        {
            _keepAliveS = keepAliveS;
            double realS = IsLockstep ? 0 : Math.Ceiling(keepAliveS / _scheduler.Speed);
            return (ushort)Math.Min(realS, ushort.MaxValue);
        }

        /// <summary>
        /// Sends a packet. With the network away TCP takes it until its buffer is full; then the caller waits for the network, the
        /// end of the connection, or TCP to give up.
        /// </summary>
        /// <exception cref="IOException">The connection is gone.</exception>
        internal void Send(MqttPacket packet)
        {
            while ((State == LinkState.Suspended || (State == LinkState.Open && _isMute)) && !_isGivenUp)
            {
                bool first = _held.IsEmpty;
                if (_held.TryTake(packet))
                {
                    if (first && State == LinkState.Suspended)
                    {
                        ExpectTcpToGiveUp();
                    }

                    return;
                }

                _held.Wait();
            }

            if (State != LinkState.Open || _isGivenUp || !_wire.Write(packet))
            {
                throw new IOException("The connection to the broker is gone.");
            }

            // Before the CONNECT nothing may be sent, no fence either.
            _isGreeted = true;
            _lastSentUs = _scheduler.NowUs;
            _meter.CountSent(packet);
            if (packet is MqttPublishPacket publish)
            {
                _network.OnSent(publish.Topic, publish.Payload.ToArray());
            }

            if (packet is MqttDisconnectPacket)
            {
                // Whatever the broker does about it, the board has stopped listening.
                _listener = null;
            }
            else if (IsLockstep)
            {
                if (packet is not MqttConnectPacket || _wire.AwaitAcceptance())
                {
                    _wire.Fence();
                }

                Drain(2 * _network.LatencyUs);
            }
        }

        /// <summary>Sends a keep-alive; its answer arrives as any packet does.</summary>
        /// <exception cref="IOException">The connection is gone.</exception>
        internal void Ping()
        {
            if (State != LinkState.Open || !IsLockstep || _isMute)
            {
                Send(MqttPingReqPacket.Instance);
                return;
            }

            bool answered = _wire.Fence();
            _lastSentUs = _scheduler.NowUs;
            _meter.CountSent(MqttPingReqPacket.Instance);
            Drain(2 * _network.LatencyUs);
            if (answered)
            {
                Schedule(MqttPingRespPacket.Instance, 2 * _network.LatencyUs);
            }
        }

        /// <summary>Brings in everything that the broker has sent so far, or the news that the connection is gone.</summary>
        internal void Settle()
        {
            if (State == LinkState.Open && _isGreeted)
            {
                _wire.Fence();
                Drain(_network.LatencyUs);
            }
        }

        /// <summary>A part of a record reaches the board and no more: its end of TLS waits for the rest of it.</summary>
        internal void ReceiveHalfRecord()
        {
            if (State == LinkState.Open && _isSecure)
            {
                _scheduler.At(_scheduler.NowUs + _network.LatencyUs, () => _listener?.Invoke(HalfRecord.Instance));
            }
        }

        /// <summary>The network between the two ends goes away, unnoticed.</summary>
        internal void Suspend()
        {
            if (State == LinkState.Open)
            {
                State = LinkState.Suspended;
                ExpectBrokerToTire();
            }
        }

        /// <summary>The network is back: what waited passes, if neither side has given the other up meanwhile.</summary>
        internal void Resume()
        {
            if (State != LinkState.Suspended)
            {
                return;
            }

            State = LinkState.Open;
            _absence++;
            _lastSentUs = _scheduler.NowUs;
            ScheduleStalled();
            if (!_isMute)
            {
                SendHeld();
            }
        }

        /// <summary>Both ends learn now that the connection is gone.</summary>
        internal void Break()
        {
            if (State is LinkState.Open or LinkState.Suspended)
            {
                State = LinkState.Open;
                _isDeaf = false;
                _stalled.Clear();
                _wire.Cut();
                _wire.DropInbox();
                Drain(0);
                _held.Empty();
            }
        }

        /// <summary>The firmware closes the connection. With the network away the broker does not hear of it.</summary>
        internal void Close()
        {
            if (State == LinkState.Suspended)
            {
                Abandon();
            }
            else if (State == LinkState.Open)
            {
                Dispose();
            }
        }

        /// <summary>The board's end vanishes: power cut, reset, or closed while the network is away.</summary>
        internal void Abandon()
        {
            if (State is LinkState.Open or LinkState.Suspended)
            {
                State = LinkState.Ghost;
                _wire.Discard();
                ExpectBrokerToTire();
                _held.Empty();
            }
        }

        /// <summary>Ends the connection on the PC, whatever its state; nothing is delivered any more.</summary>
        internal void Dispose()
        {
            State = LinkState.Closed;
            _wire.Close();
            _held.Empty();
        }

        private void ExpectTcpToGiveUp()
        {
            int absence = _absence;
            _scheduler.At(_scheduler.NowUs + _network.Board.Timings.TcpGiveUpUs, () =>
            {
                if (absence == _absence && State == LinkState.Suspended)
                {
                    // The firmware learns it; the broker, beyond the gap, has to find out by itself.
                    _isGivenUp = true;
                    _network.Counters.ConnectionsLost++;
                    _listener?.Invoke(null);
                    _held.Empty();
                }
            });
        }

        private void ExpectBrokerToTire()
        {
            if (_keepAliveS > 0)
            {
                int absence = ++_absence;
                long patienceUs = (long)(_keepAliveS * BrokerPatience * 1_000_000);
                _scheduler.At(_lastSentUs + patienceUs, () =>
                {
                    if (absence == _absence && State is LinkState.Suspended or LinkState.Ghost)
                    {
                        // What the broker had sent into the gap is lost with the connection.
                        _wire.Cut();
                        _wire.DropInbox();
                        _stalled.Clear();
                        if (State == LinkState.Ghost)
                        {
                            // Neither end is left.
                            Dispose();
                        }
                    }
                });
            }
        }

        private void DrainNews()
        {
            Drain(_network.LatencyUs);
        }

        /// <summary>
        /// Sends everything in the inbox on its way to the board: answers first, then messages. MQTT leaves open in which order the
        /// two come, and brokers with a queue for each (MQTTnet) make a race of it, which must not show on the virtual clock.
        /// </summary>
        private void Drain(long delayUs)
        {
            bool ended = false;
            while (State == LinkState.Open && !ended && _wire.TryTake(out var packet))
            {
                ended = packet is null;
                if (packet is MqttPublishPacket message)
                {
                    _messages.Enqueue(message);
                }
                else if (!ended)
                {
                    Schedule(packet, delayUs);
                }
            }

            while (_messages.TryDequeue(out var message))
            {
                Schedule(message, delayUs);
            }

            if (ended)
            {
                Schedule(null, delayUs);
            }
        }

        private void Schedule(MqttPacket? packet, long delayUs)
        {
            _lastDueUs = Math.Max(_lastDueUs, _scheduler.NowUs + delayUs);
            _scheduler.At(_lastDueUs, () => Deliver(packet));
        }

        private void Deliver(MqttPacket? packet)
        {
            if (State == LinkState.Suspended || (State == LinkState.Open && _isDeaf))
            {
                _stalled.Enqueue(packet);
            }
            else if (State == LinkState.Open && _listener is not null)
            {
                if (packet is null)
                {
                    _network.Counters.ConnectionsLost++;
                }
                else
                {
                    _meter.CountReceived(packet);
                }

                _listener(packet);
            }
        }
    }
}
