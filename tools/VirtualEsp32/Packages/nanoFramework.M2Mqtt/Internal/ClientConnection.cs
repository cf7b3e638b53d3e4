using System;
using System.Collections.Generic;
using System.IO;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Network;
using VirtualEsp32.Shadow;

namespace nanoFramework.M2Mqtt.Internal
{
    /// <summary>
    /// One connection of a client, from its CONNECT to its close, with the four threads that the platform's client runs: one
    /// receives, one works the in-flight queue off, one calls the handlers, one keeps alive.
    /// </summary>
    internal sealed class ClientConnection
    {
        private const int AnswerCostDivisor = 3;

        private readonly MqttClient _client;
        private readonly VirtualBoard _board;
        private readonly BrokerLink _link;
        private readonly InflightQueue _inflight;
        private readonly Queue<MqttPacket?> _arrivals = new Queue<MqttPacket?>();
        private readonly Queue<Action> _events = new Queue<Action>();
        private readonly AutoResetEvent _arrived = new AutoResetEvent(false);
        private readonly AutoResetEvent _answered = new AutoResetEvent(false);
        private readonly AutoResetEvent _dispatch = new AutoResetEvent(false);
        private readonly AutoResetEvent _keepAlive = new AutoResetEvent(false);
        private readonly AutoResetEvent _keepAliveEnded = new AutoResetEvent(false);
        private readonly ManualResetEvent _inflightEnded = new ManualResetEvent(false);
        private MqttPacket? _answer;
        private Exception? _receiveFailure;
        private bool _isClosing;
        private bool _hasWorkers;
        private int _keepAliveMs;
        private long _lastSentUs;

        internal ClientConnection(MqttClient client, VirtualBoard board, BrokerLink link, InflightQueue inflight)
        {
            _client = client;
            _board = board;
            _link = link;
            _inflight = inflight;
        }

        /// <summary>Whether its threads are to go on.</summary>
        internal bool IsRunning { get; private set; } = true;

        /// <summary>Sends the CONNECT and waits for its answer.</summary>
        /// <exception cref="MqttCommunicationException">There was none.</exception>
        internal MqttConnAckPacket Open(MqttConnectPacket connect, ushort keepAliveS)
        {
            _link.Listen(packet =>
            {
                _arrivals.Enqueue(packet);
                _arrived.Set();
            });
            new Thread(Receive).Start();
            connect.KeepAlivePeriod = _link.WireKeepAliveS(keepAliveS);
            _keepAliveMs = keepAliveS * 1000;
            Send(connect);
            return (MqttConnAckPacket)AwaitAnswer(MqttSettings.DefaultTimeout);
        }

        /// <summary>The broker has accepted: starts the other threads.</summary>
        internal void StartWorkers()
        {
            _hasWorkers = true;
            if (_keepAliveMs != 0)
            {
                new Thread(KeepAlive).Start();
            }

            new Thread(Dispatch).Start();
            new Thread(WorkInflight).Start();
        }

        /// <summary>Puts a packet on the wire.</summary>
        /// <exception cref="MqttCommunicationException">The connection is gone.</exception>
        /// <exception cref="MqttClientException">It is no packet that can be sent.</exception>
        internal void Send(MqttPacket packet)
        {
            Packets.Check(packet);
            bool message = packet is MqttPublishPacket or MqttConnectPacket or MqttSubscribePacket or MqttUnsubscribePacket;
            Charge(message);
            try
            {
                if (packet is MqttPingReqPacket)
                {
                    _link.Ping();
                }
                else
                {
                    _link.Send(packet);
                }
            }
            catch (IOException failure)
            {
                throw new MqttCommunicationException(failure);
            }

            _lastSentUs = _board.Scheduler.NowUs;
        }

        /// <summary>The connection is to be closed: by the thread of the handlers, after the events that are already there.</summary>
        internal void BeginClosing()
        {
            if (!_isClosing)
            {
                _isClosing = true;
                _client.OnConnectionLost(this);
                _dispatch.Set();
            }
        }

        /// <summary>Ends the threads. Sleeps at least 200 ms, as the platform's client does.</summary>
        internal void Stop()
        {
            IsRunning = false;
            _dispatch.Set();
            _arrived.Set();
            Thread.Sleep(200);
            _inflight.Wake.Set();
            if (_hasWorkers)
            {
                _inflightEnded.WaitOne(1000, false);
                _keepAlive.Set();
                if (_keepAliveMs != 0)
                {
                    _keepAliveEnded.WaitOne(1000, true);
                }
            }

            _events.Clear();
        }

        /// <summary>Closes the socket.</summary>
        internal void CloseLink()
        {
            _link.Close();
        }

        internal void RaiseReceived(MqttPacket packet)
        {
            var publish = (MqttPublishPacket)packet;
            Raise(() => _client.RaiseReceived(publish));
        }

        internal void RaisePublished(ushort id, bool published)
        {
            Raise(() => _client.RaisePublished(id, published));
        }

        internal void RaiseSubscribed(MqttSubAckPacket granted)
        {
            Raise(() => _client.RaiseSubscribed(granted));
        }

        internal void RaiseUnsubscribed(ushort id)
        {
            Raise(() => _client.RaiseUnsubscribed(id));
        }

        private void Raise(Action handler)
        {
            _events.Enqueue(handler);
            _dispatch.Set();
        }

        private void Charge(bool message)
        {
            int us = _board.Timings.MqttMessageUs;
            _board.Scheduler.Advance(message ? us : us / AnswerCostDivisor);
        }

        private MqttPacket AwaitAnswer(int timeoutMs)
        {
            if (!_answered.WaitOne(timeoutMs, false))
            {
                throw new MqttCommunicationException();
            }

            // A refusing broker hangs up right after its answer; the answer counts.
            return _answer ?? throw _receiveFailure!;
        }

        private void Receive()
        {
            while (IsRunning)
            {
                if (_arrivals.Count == 0)
                {
                    _arrived.WaitOne();
                    continue;
                }

                try
                {
                    TakeIn(_arrivals.Dequeue());
                }
                catch (Exception failure) when (failure is not BoardResetException)
                {
                    // A handler of ConnectionOpened threw, or the connection broke under an acknowledgement.
                    _receiveFailure = new MqttCommunicationException(failure);
                    if (failure is MqttCommunicationException)
                    {
                        BeginClosing();
                        _answered.Set();
                    }
                }
            }
        }

        private void TakeIn(MqttPacket? packet)
        {
            if (packet is null)
            {
                _receiveFailure = new MqttCommunicationException();
                BeginClosing();
                _answered.Set();
                return;
            }

            if (packet is HalfRecord)
            {
                _board.Scheduler.StallUntilReset();
            }

            Charge(packet is MqttPublishPacket);
            switch (packet)
            {
                case MqttConnAckPacket accepted:
                    _answer = accepted;
                    _client.RaiseOpened(accepted);
                    _answered.Set();
                    break;
                case MqttPingRespPacket:
                    _answer = packet;
                    _answered.Set();
                    break;
                case MqttPublishPacket publish:
                    _inflight.TakeIn(publish);
                    break;
                case MqttPacketWithIdentifier answer:
                    if (!_inflight.TakeAnswer(answer) && answer is MqttPubRelPacket)
                    {
                        // Its message is long done and the broker has missed that: it only wants to hear it again.
                        Send(new MqttPubCompPacket { PacketIdentifier = answer.PacketIdentifier });
                    }

                    break;
            }
        }

        private void WorkInflight()
        {
            int waitMs = -1;
            while (IsRunning)
            {
                if (waitMs != 0)
                {
                    _inflight.Wake.WaitOne(waitMs, false);
                }

                try
                {
                    waitMs = IsRunning ? _inflight.Work(this) : -1;
                }
                catch (Exception failure) when (failure is not BoardResetException)
                {
                    // Cannot be sent, now or ever: the platform's client answers both by giving the connection up.
                    waitMs = -1;
                    BeginClosing();
                }
            }

            _inflightEnded.Set();
        }

        private void KeepAlive()
        {
            int waitMs = _keepAliveMs;
            while (IsRunning)
            {
                _keepAlive.WaitOne(waitMs, false);
                if (!IsRunning)
                {
                    break;
                }

                int silentMs = (int)((_board.Scheduler.NowUs - _lastSentUs) / 1000);
                waitMs = silentMs < _keepAliveMs ? _keepAliveMs - silentMs : _keepAliveMs;
                if (silentMs >= _keepAliveMs)
                {
                    Ping();
                }
            }

            _keepAliveEnded.Set();
        }

        private void Ping()
        {
            try
            {
                _answer = null;
                _answered.Reset();
                Send(MqttPingReqPacket.Instance);
                AwaitAnswer(_keepAliveMs);
            }
            catch (MqttCommunicationException)
            {
                BeginClosing();
            }
        }

        private void Dispatch()
        {
            while (IsRunning)
            {
                try
                {
                    if (_events.Count == 0 && !_isClosing)
                    {
                        _dispatch.WaitOne();
                    }

                    if (IsRunning && _events.TryDequeue(out var handler))
                    {
                        handler();
                    }

                    if (IsRunning && _events.Count == 0 && _isClosing)
                    {
                        _client.Close();
                        _client.RaiseClosed();
                        return;
                    }
                }
                catch (Exception failure) when (failure is not BoardResetException)
                {
                    // A handler threw: the platform's client gives the connection up.
                    BeginClosing();
                }
            }
        }
    }
}
