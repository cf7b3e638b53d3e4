using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>One connection through a <see cref="BrokerProxy"/>: a relay of MQTT packets between the node and the broker.</summary>
    internal sealed class ProxiedConnection
    {
        private const int TcpLevel = 6;
        private const int TcpQuickAck = 12;
        private static readonly byte[] s_on = { 1, 0, 0, 0 };

        private readonly BrokerProxy _proxy;
        private readonly Socket _node;
        private readonly Stream _nodeStream;
        private readonly Socket _broker = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly Dictionary<int, byte[]> _unanswered = new Dictionary<int, byte[]>();
        private int _answerToKeep;

        public ProxiedConnection(BrokerProxy proxy, Socket node, Stream nodeStream)
        {
            _proxy = proxy;
            _node = node;
            _nodeStream = nodeStream;
        }

        /// <summary>Ends both halves by a reset.</summary>
        public void Reset()
        {
            _node.Close(0);
            _broker.Close(0);
        }

        /// <summary>Relays until one side ends.</summary>
        public async Task RunAsync(IPEndPoint broker)
        {
            var buffer = new byte[4096];
            try
            {
                // Only after the first packet: a broker that is not there then costs the node the same, whichever comes first.
                int first = await _nodeStream.ReadAsync(buffer);
                if (first == 0)
                {
                    return;
                }

                await _broker.ConnectAsync(broker);
                _proxy.OnGreeted(this);
                await Task.WhenAny(FromNodeAsync(buffer, first), FromBrokerAsync());
            }
            catch (Exception failure) when (IsEnd(failure))
            {
                // The broker is not there.
            }
            finally
            {
                Reset();
                _proxy.OnEnded(this);
            }
        }

        private static bool IsEnd(Exception failure)
        {
            return failure is SocketException or IOException or ObjectDisposedException;
        }

        private async Task FromNodeAsync(byte[] buffer, int read)
        {
            var frames = new MqttFrames();
            try
            {
                while (read > 0)
                {
                    foreach (byte[] frame in frames.Take(buffer.AsSpan(0, read)))
                    {
                        if (!await PassOnAsync(frame))
                        {
                            return;
                        }
                    }

                    read = await _nodeStream.ReadAsync(buffer);
                }
            }
            catch (Exception failure) when (IsEnd(failure))
            {
                // Ended by either side.
            }
        }

        private async Task<bool> PassOnAsync(byte[] frame)
        {
            int id = MqttFrames.TypeOf(frame) == MqttFrames.Publish ? MqttFrames.IdOf(frame) : 0;
            var moment = id == 0 ? ResetMoment.None : _proxy.TakeMoment();
            switch (moment)
            {
                case ResetMoment.BeforeMessage:
                    return false;
                case ResetMoment.InMessage:
                    await _broker.SendAsync(frame.AsMemory(0, frame.Length / 2));
                    return false;
                case ResetMoment.BeforeAnswer:
                    _answerToKeep = id;
                    break;
            }

            if (id != 0)
            {
                lock (_unanswered)
                {
                    _unanswered[id] = frame;
                }
            }

            await _broker.SendAsync(frame);
            return true;
        }

        private async Task FromBrokerAsync()
        {
            var buffer = new byte[4096];
            var frames = new MqttFrames();
            try
            {
                while (true)
                {
                    int read = await _broker.ReceiveAsync(buffer);
                    if (read == 0)
                    {
                        return;
                    }

                    AcknowledgeAtOnce();
                    foreach (byte[] frame in frames.Take(buffer.AsSpan(0, read)))
                    {
                        if (MqttFrames.TypeOf(frame) == MqttFrames.PublishAck && !OnAnswer(MqttFrames.IdOf(frame)))
                        {
                            return;
                        }

                        await _nodeStream.WriteAsync(frame);
                    }
                }
            }
            catch (Exception failure) when (IsEnd(failure))
            {
                // Ended by either side.
            }
        }

        /// <summary>The broker has the message.</summary>
        /// <returns>Whether the node is to learn that.</returns>
        private bool OnAnswer(int id)
        {
            byte[]? publish;
            lock (_unanswered)
            {
                _unanswered.Remove(id, out publish);
            }

            if (publish is not null)
            {
                _proxy.OnTaken(publish);
            }

            return id != _answerToKeep;
        }

        /// <summary>A broker that has not switched Nagle's algorithm off holds its next packet back for the acknowledgement of the last.</summary>
        private void AcknowledgeAtOnce()
        {
            if (OperatingSystem.IsLinux())
            {
                _broker.SetRawSocketOption(TcpLevel, TcpQuickAck, s_on);
            }
        }
    }
}
