using System;
using System.Net;
using System.Net.Sockets;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Network
{
    /// <summary>
    /// A TCP connection that the firmware made itself, on the virtual clock: what comes back is there a round trip after what was sent
    /// last, however long the real server took for it. One that has not answered within the network's real-time guard never does.
    /// </summary>
    internal sealed class BoardSocket
    {
        private const long TrickleUs = 2_000_000;

        // A ServerHello of TLS 1.2 without extensions, in its record; its random is of zeros.
        private static readonly byte[] s_hello = MakeHello();
        private static readonly byte[] s_other = "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray();

        private readonly VirtualNetwork _network;
        private readonly Scheduler _scheduler;
        private readonly Socket? _real;
        private byte[] _answer = Array.Empty<byte>();
        private int _taken;
        private long _sentUs = long.MaxValue;
        private bool _isGivenUp;

        internal BoardSocket(VirtualNetwork network, string host, IPEndPoint target)
        {
            _network = network;
            _scheduler = network.Board.Scheduler;
            Host = host;
            if (Manner != TlsManner.Real)
            {
                return;
            }

            _real = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (!_real.ConnectAsync(target).Wait(network.RealTimeGuard))
                {
                    throw new BoardSocketException(SocketError.TimedOut);
                }
            }
            catch (AggregateException failure) when (failure.InnerException is SocketException known)
            {
                _real.Dispose();
                throw new BoardSocketException(known.SocketErrorCode);
            }
        }

        internal string Host { get; }

        internal bool IsClosed { get; private set; }

        private TlsManner Manner => _network.Connector.MannerOf(Host);

        internal void Send(byte[] data, int offset, int count)
        {
            Check();
            _sentUs = _scheduler.NowUs;
            _isGivenUp = false;
            if (_real is null)
            {
                _answer = Manner switch
                {
                    TlsManner.HelloOnly or TlsManner.Trickles => s_hello,
                    TlsManner.OtherProtocol => s_other,
                    _ => Array.Empty<byte>(),
                };
                return;
            }

            Try(() => _real.Send(data, offset, count, SocketFlags.None));
        }

        /// <summary>Waits until there is something to read, the end of the connection included; other threads go on.</summary>
        /// <returns>Whether there is before the time is up.</returns>
        internal bool AwaitNews(long timeoutUs)
        {
            Check();
            long untilUs = timeoutUs < 0 ? long.MaxValue : _scheduler.NowUs + timeoutUs;
            while (true)
            {
                long newsUs = NewsUs();
                if (newsUs <= _scheduler.NowUs)
                {
                    return true;
                }

                long nextUs = Math.Min(newsUs, untilUs);
                if (nextUs <= _scheduler.NowUs)
                {
                    return false;
                }

                _scheduler.Sleep(Math.Min(nextUs - _scheduler.NowUs, 60_000_000));
                Check();
            }
        }

        /// <summary>Takes what is there; nothing is the end of the connection.</summary>
        internal int Receive(byte[] buffer, int offset, int count)
        {
            Check();
            if (_real is not null)
            {
                return Try(() => _real.Receive(buffer, offset, count, SocketFlags.None));
            }

            int there = Manner == TlsManner.Trickles
                ? (int)Math.Min(_answer.Length, ((_scheduler.NowUs - _sentUs - RoundTripUs) / TrickleUs) + 1)
                : _answer.Length;
            int taken = Math.Min(count, there - _taken);
            Array.Copy(_answer, _taken, buffer, offset, taken);
            _taken += taken;
            return taken;
        }

        internal void Close()
        {
            IsClosed = true;
            _real?.Dispose();
        }

        private long RoundTripUs => 2L * _network.LatencyUs;

        private static byte[] MakeHello()
        {
            var hello = new byte[47];
            byte[] head = { 0x16, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3 };
            head.CopyTo(hello, 0);
            hello[44] = 0xC0;
            hello[45] = 0x2F;
            return hello;
        }

        /// <summary>When the next piece is there; never for silence.</summary>
        private long NewsUs()
        {
            if (_sentUs == long.MaxValue || !_network.IsJoined || (_real is not null && Manner != TlsManner.Real))
            {
                return long.MaxValue;
            }

            if (_real is null)
            {
                long pieceUs = Manner == TlsManner.Trickles ? _taken * TrickleUs : 0;
                return _taken < _answer.Length ? _sentUs + RoundTripUs + pieceUs : long.MaxValue;
            }

            _isGivenUp = _isGivenUp || !Try(() => _real.Poll(_network.RealTimeGuard, SelectMode.SelectRead));
            return _isGivenUp ? long.MaxValue : _sentUs + RoundTripUs;
        }

        private void Check()
        {
            _scheduler.ThrowIfResetting();
            ObjectDisposedException.ThrowIf(IsClosed, this);
        }

        private static T Try<T>(Func<T> work)
        {
            try
            {
                return work();
            }
            catch (SocketException failure)
            {
                throw new BoardSocketException(failure.SocketErrorCode);
            }
        }
    }
}
