using System;
using System.Collections.Generic;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Messages;
using VirtualEsp32;
using VirtualEsp32.Shadow;

namespace nanoFramework.M2Mqtt.Internal
{
    /// <summary>
    /// The messages that a client has in RAM, with the exchanges that MQTT asks for. It outlives a connection: what is published
    /// while there is none waits here, until <see cref="Clear"/> at the close of a connection drops it without a word.
    /// </summary>
    internal sealed class InflightQueue
    {
        private readonly VirtualBoard _board;
        private readonly MqttSettings _settings;
        private readonly List<InflightMessage> _messages = new List<InflightMessage>();
        private List<InflightMessage>? _session;
        private int _count;

        internal InflightQueue(VirtualBoard board, MqttSettings settings)
        {
            _board = board;
            _settings = settings;
        }

        /// <summary>Wakes the thread that works the queue off.</summary>
        internal AutoResetEvent Wake { get; } = new AutoResetEvent(false);

        /// <summary>Queues a message of either direction.</summary>
        /// <returns>Whether there was room.</returns>
        internal bool TryAdd(InflightMessage message)
        {
            bool room = _count < _settings.InflightQueueSize;
            if (room)
            {
                Add(message);
                if (message.IsSessionState)
                {
                    _session?.Add(message);
                }
            }

            Wake.Set();
            return room;
        }

        /// <summary>Queues a PUBLISH of the broker; a repeated one of QoS 2 has its PUBREC repeated.</summary>
        internal void TakeIn(MqttPublishPacket packet)
        {
            var known = packet.QualityOfServiceLevel == MqttQualityOfServiceLevel.ExactlyOnce
                ? _messages.Find(m => m.Incoming && m.Id == packet.PacketIdentifier && m.State != InflightState.Done)
                : null;
            if (known is not null)
            {
                known.State = InflightState.Queued;
                Wake.Set();
                return;
            }

            TryAdd(new InflightMessage(packet.PacketIdentifier, packet, (MqttQoSLevel)packet.QualityOfServiceLevel, incoming: true));
        }

        /// <summary>Hands an answer of the broker to the message that waits for it.</summary>
        /// <returns>Whether one did.</returns>
        internal bool TakeAnswer(MqttPacketWithIdentifier answer)
        {
            bool release = answer is MqttPubRelPacket;
            var message = _messages.Find(m => m.Id == answer.PacketIdentifier && m.Incoming == release && Awaits(m, answer));
            if (message is null)
            {
                return false;
            }

            message.Answer = answer;
            Wake.Set();
            return true;
        }

        /// <summary>Drops everything, as closing the connection does.</summary>
        internal void Clear()
        {
            foreach (var message in _messages)
            {
                message.State = InflightState.Done;
            }

            _messages.Clear();
            _count = 0;
        }

        /// <summary>A connection was accepted: brings back what the session kept, or forgets it.</summary>
        internal void Restore(bool cleanSession)
        {
            if (cleanSession)
            {
                _session?.Clear();
                return;
            }

            if (_session is null)
            {
                _session = new List<InflightMessage>();
                return;
            }

            foreach (var message in _session)
            {
                if (!_messages.Contains(message))
                {
                    message.State = message.Incoming ? InflightState.AwaitingRelease
                        : message.IsReceived ? InflightState.ToRelease
                        : InflightState.Queued;
                    Add(message);
                }
            }

            Wake.Set();
        }

        /// <summary>Goes through the queue once, and does for each message what is due.</summary>
        /// <returns>After how many ms there is more to do, unless something happens before; -1 is never.</returns>
        internal int Work(ClientConnection connection)
        {
            long nextUs = long.MaxValue;
            foreach (var message in _messages.ToArray())
            {
                if (!connection.IsRunning)
                {
                    break;
                }

                if (message.State != InflightState.Done)
                {
                    Step(message, connection);
                }

                if (message.State is not (InflightState.Done or InflightState.AwaitingRelease))
                {
                    nextUs = Math.Min(nextUs, message.SentUs + (_settings.DelayOnRetry * 1000L));
                }
            }

            _messages.RemoveAll(message => message.State == InflightState.Done);
            return nextUs == long.MaxValue ? -1 : (int)Math.Max(0, (nextUs - _board.Scheduler.NowUs + 999) / 1000);
        }

        private static bool Awaits(InflightMessage message, MqttPacketWithIdentifier answer)
        {
            return (message.State, answer) switch
            {
                (InflightState.AwaitingAck, MqttPubAckPacket) => message.Packet is MqttPublishPacket,
                (InflightState.AwaitingAck, MqttSubAckPacket) => message.Packet is MqttSubscribePacket,
                (InflightState.AwaitingAck, MqttUnsubAckPacket) => message.Packet is MqttUnsubscribePacket,
                (InflightState.AwaitingReceived, MqttPubRecPacket) => true,
                (InflightState.AwaitingComplete, MqttPubCompPacket) => true,
                (InflightState.AwaitingRelease, MqttPubRelPacket) => true,
                _ => false,
            };
        }

        private void Add(InflightMessage message)
        {
            _messages.Add(message);
            _count++;
        }

        private void Step(InflightMessage message, ClientConnection connection)
        {
            if (message.State == InflightState.Queued)
            {
                Transmit(message, connection);
            }
            else if (message.State == InflightState.ToRelease)
            {
                Release(message, connection);
            }
            else if (message.Answer is not null)
            {
                React(message, connection);
            }
            else if (message.State != InflightState.AwaitingRelease
                && _board.Scheduler.NowUs - message.SentUs >= _settings.DelayOnRetry * 1000L)
            {
                Retry(message, connection);
            }
        }

        private void Transmit(InflightMessage message, ClientConnection connection)
        {
            if (message.Incoming)
            {
                Acknowledge(message, connection);
                return;
            }

            message.Attempts++;
            if (message.Packet is MqttPublishPacket publish)
            {
                publish.Dup = message.Attempts > 1;
            }

            // The answer may be on its way before Send comes back, so the state is set first.
            message.State = message.Qos == MqttQoSLevel.ExactlyOnce ? InflightState.AwaitingReceived : InflightState.AwaitingAck;
            Send(message, message.Packet, connection);
            if (message.IsPublish && message.Qos == MqttQoSLevel.AtMostOnce)
            {
                Finish(message);
            }
        }

        private void Acknowledge(InflightMessage message, ClientConnection connection)
        {
            switch (message.Qos)
            {
                case MqttQoSLevel.AtMostOnce:
                    Finish(message);
                    connection.RaiseReceived(message.Packet);
                    break;
                case MqttQoSLevel.AtLeastOnce:
                    Send(message, new MqttPubAckPacket { PacketIdentifier = message.Id }, connection);
                    Finish(message);
                    connection.RaiseReceived(message.Packet);
                    break;
                default:
                    message.State = InflightState.AwaitingRelease;
                    Send(message, new MqttPubRecPacket { PacketIdentifier = message.Id }, connection);
                    break;
            }
        }

        private void React(InflightMessage message, ClientConnection connection)
        {
            switch (message.Answer)
            {
                case MqttPubRecPacket:
                    message.Attempts = 0;
                    message.IsReceived = true;
                    Release(message, connection);
                    break;
                case MqttPubRelPacket:
                    Send(message, new MqttPubCompPacket { PacketIdentifier = message.Id }, connection);
                    Finish(message);
                    connection.RaiseReceived(message.Packet);
                    break;
                case MqttSubAckPacket granted:
                    Finish(message);
                    connection.RaiseSubscribed(granted);
                    break;
                case MqttUnsubAckPacket:
                    Finish(message);
                    connection.RaiseUnsubscribed(message.Id);
                    break;
                default:
                    Finish(message);
                    connection.RaisePublished(message.Id, true);
                    break;
            }
        }

        private void Release(InflightMessage message, ClientConnection connection)
        {
            message.Attempts++;
            message.Answer = null;
            message.State = InflightState.AwaitingComplete;
            Send(message, new MqttPubRelPacket { PacketIdentifier = message.Id }, connection);
        }

        private void Retry(InflightMessage message, ClientConnection connection)
        {
            if (message.Attempts < _settings.AttemptsOnRetry)
            {
                message.State = message.State == InflightState.AwaitingComplete ? InflightState.ToRelease : InflightState.Queued;
                Step(message, connection);
                return;
            }

            Finish(message);
            if (message.IsPublish)
            {
                connection.RaisePublished(message.Id, false);
            }
        }

        private void Send(InflightMessage message, MqttPacket packet, ClientConnection connection)
        {
            message.SentUs = _board.Scheduler.NowUs;
            connection.Send(packet);
        }

        private void Finish(InflightMessage message)
        {
            if (message.State != InflightState.Done)
            {
                message.State = InflightState.Done;
                _count--;
                _session?.Remove(message);
            }
        }
    }
}
