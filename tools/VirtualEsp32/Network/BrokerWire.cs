using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.LowLevelClient;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace VirtualEsp32.Network
{
    /// <summary>
    /// The real half of a connection with a broker: MQTT packets over a TCP connection of the PC, in real time. Whoever holds the
    /// scheduler's baton calls its members and may wait in them; a reader task of the PC fills the inbox meanwhile.
    /// </summary>
    internal sealed class BrokerWire
    {
        private const int MostRounds = 10_000;

        private readonly ILowLevelMqttClient _client;
        private readonly BrokerSocket _socket;
        private readonly TimeSpan _guard;
        private readonly Action _arrived;

        private readonly object _gate = new object();
        private readonly Queue<MqttPacket> _inbox = new Queue<MqttPacket>();
        private long _arrivals;
        private int _fencesOut;
        private bool _ended;
        private bool _endTaken;
        private bool _discards;

        /// <param name="client">Connected, nothing sent or received yet.</param>
        /// <param name="socket">The connection under it.</param>
        /// <param name="guard">After so much real time a silent broker counts as lost.</param>
        /// <param name="arrived">Is called on a thread of the PC when the inbox has news.</param>
        internal BrokerWire(ILowLevelMqttClient client, BrokerSocket socket, TimeSpan guard, Action arrived)
        {
            _client = client;
            _socket = socket;
            _guard = guard;
            _arrived = arrived;
        }

        /// <summary>Begins to receive.</summary>
        internal void Start()
        {
            _ = Task.Run(ReadAsync);
        }

        /// <summary>Has the reader throw away all that comes from now on: nobody is left to take it.</summary>
        internal void Discard()
        {
            lock (_gate)
            {
                _discards = true;
                _inbox.Clear();
            }
        }

        /// <summary>Throws away what has arrived and was not taken.</summary>
        internal void DropInbox()
        {
            lock (_gate)
            {
                _inbox.Clear();
            }
        }

        /// <summary>Takes the next packet that has arrived.</summary>
        /// <param name="packet">The packet; null is the end of the connection and is told once.</param>
        /// <returns>Whether there was one.</returns>
        internal bool TryTake(out MqttPacket? packet)
        {
            lock (_gate)
            {
                if (_inbox.TryDequeue(out packet))
                {
                    return true;
                }

                bool end = _ended && !_endTaken && !_discards;
                _endTaken |= end;
                return end;
            }
        }

        /// <summary>Sends a packet, and comes back when its bytes are written.</summary>
        /// <returns>Whether they were; otherwise the connection is gone.</returns>
        internal bool Write(MqttPacket packet)
        {
            try
            {
                if (_client.SendAsync(packet, CancellationToken.None).Wait(_guard))
                {
                    return true;
                }
            }
            catch (AggregateException)
            {
                // The connection is gone; the reader says the same.
            }

            Cut();
            return false;
        }

        /// <summary>
        /// Waits until the broker has answered everything. A PINGREQ is answered in its turn, and TCP keeps the order; brokers
        /// that send acknowledgements, messages and ping answers from separate queues (MQTTnet does) still let at least one packet
        /// of each queue pass between two ping answers. So the broker has nothing more to say when a round trip other than the
        /// first brought nothing else.
        /// </summary>
        /// <returns>Whether the connection stands.</returns>
        internal bool Fence()
        {
            for (int round = 0; round < MostRounds; round++)
            {
                long before;
                lock (_gate)
                {
                    before = _arrivals;
                    _fencesOut++;
                }

                if (!Write(MqttPingReqPacket.Instance) || !Await(() => _fencesOut == 0))
                {
                    return false;
                }

                lock (_gate)
                {
                    if (round > 0 && _arrivals == before)
                    {
                        break;
                    }
                }
            }

            return true;
        }

        /// <summary>Waits for the answer to a CONNECT, which must not be followed by anything while it can still be refused.</summary>
        /// <returns>Whether the broker accepted.</returns>
        internal bool AwaitAcceptance()
        {
            return Await(() => _inbox.Count > 0)
                && _inbox.Peek() is MqttConnAckPacket
                {
                    ReturnCode: MqttConnectReturnCode.ConnectionAccepted, ReasonCode: MqttConnectReasonCode.Success
                };
        }

        /// <summary>Cuts the connection without a goodbye, and comes back when the reader has noticed.</summary>
        internal void Cut()
        {
            _socket.Cut();
            lock (_gate)
            {
                long deadline = Environment.TickCount64 + (long)_guard.TotalMilliseconds;
                while (!_ended && Environment.TickCount64 < deadline)
                {
                    Monitor.Wait(_gate, 10);
                }

                _ended = true;
            }
        }

        /// <summary>Closes the connection as a socket is closed.</summary>
        internal void Close()
        {
            Discard();
            _client.Dispose();
        }

        private async Task ReadAsync()
        {
            try
            {
                while (true)
                {
                    Arrive(await _client.ReceiveAsync(CancellationToken.None).ConfigureAwait(false));
                }
            }
            catch (Exception)
            {
                // Closed by either side, cut, or out of step: for the board it is the end of the connection.
                Arrive(null);
            }
        }

        private void Arrive(MqttPacket? packet)
        {
            bool fence = false;
            lock (_gate)
            {
                if (packet is null)
                {
                    _ended = true;
                }
                else if (packet is MqttPingRespPacket && _fencesOut > 0)
                {
                    fence = true;
                    _fencesOut--;
                }
                else if (!_discards)
                {
                    _inbox.Enqueue(packet);
                    _arrivals++;
                }

                Monitor.PulseAll(_gate);
            }

            if (!fence)
            {
                _arrived();
            }
        }

        private bool Await(Func<bool> condition)
        {
            long deadline = Environment.TickCount64 + (long)_guard.TotalMilliseconds;
            lock (_gate)
            {
                while (!condition() && !_ended)
                {
                    long left = deadline - Environment.TickCount64;
                    if (left <= 0)
                    {
                        break;
                    }

                    Monitor.Wait(_gate, (int)left);
                }

                if (condition())
                {
                    return true;
                }
            }

            Cut();
            return false;
        }
    }
}
