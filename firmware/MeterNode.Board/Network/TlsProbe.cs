using System;
using System.Net;
using System.Net.Sockets;
using MeterNode.Core.Grid;
using MeterNode.Services.Brokers;
using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board.Network
{
    /// <summary>
    /// Finds out whether a broker answers in TLS, without stalling anything. The platform's handshake is one native call that waits
    /// for the broker as long as it takes, with every managed thread: mbed TLS asks <c>select</c> without a time-out, so that no
    /// option of the socket would end it, and the MQTT client keeps its socket to itself. So before it, on a connection of its own,
    /// a greeting is sent and its answer awaited, in managed calls that let the other threads go on.
    /// </summary>
    internal static class TlsProbe
    {
        /// <summary>How long the answer's first record may take, ms.</summary>
        public const int WithinMs = 5000;

        private const int MicrosecondsPerMs = 1000;

        /// <summary>Asks a broker; blocks the calling thread for as long as a connection takes, and <see cref="WithinMs"/>.</summary>
        /// <param name="host">Its host.</param>
        /// <param name="port">Its port.</param>
        /// <returns>Why no handshake should be tried; <see cref="LinkFailure.None"/> for an answer in TLS.</returns>
        public static LinkFailure Try(string host, int port)
        {
            IPAddress? address;
            try
            {
                address = Resolve(host);
            }
            catch (Exception)
            {
                return LinkFailure.Dns;
            }

            if (address == null)
            {
                return LinkFailure.Dns;
            }

            try
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.SendTimeout = WithinMs;
                    socket.ReceiveTimeout = WithinMs;
                    socket.Connect(new IPEndPoint(address, port));
                    return Ask(socket, host);
                }
                finally
                {
                    socket.Close();
                }
            }
            catch (SocketException failure)
            {
                var known = ConnectFailures.OfSocket(failure.ErrorCode);
                return known == LinkFailure.None ? LinkFailure.Refused : known;
            }
        }

        private static IPAddress? Resolve(string host)
        {
            // As the MQTT client does: entries of a family that the platform lacks are null.
            var addresses = Dns.GetHostEntry(host).AddressList;
            for (int i = 0; i < addresses.Length; i++)
            {
                if (addresses[i] != null)
                {
                    return addresses[i];
                }
            }

            return null;
        }

        private static LinkFailure Ask(Socket socket, string host)
        {
            var chance = new byte[ClientHello.ChanceBytes];
            var random = new RandomDelay(RandomDelay.SeedOf(host, (int)HighResTimer.GetCurrent()));
            for (int i = 0; i < chance.Length; i++)
            {
                chance[i] = (byte)random.Next(byte.MaxValue);
            }

            socket.Send(ClientHello.Make(host, chance));
            var answer = new TlsAnswer();
            var buffer = new byte[256];
            long untilMs = BoardClock.NowMs + WithinMs;
            while (answer.Verdict == TlsVerdict.Incomplete)
            {
                // One bound for all of it, however many pieces it comes in.
                int leftMs = (int)(untilMs - BoardClock.NowMs);
                if (leftMs <= 0 || !socket.Poll(leftMs * MicrosecondsPerMs, SelectMode.SelectRead))
                {
                    return LinkFailure.TlsSilent;
                }

                int count = socket.Receive(buffer, 0, buffer.Length, SocketFlags.None);
                if (count == 0)
                {
                    return LinkFailure.Closed;
                }

                answer.Add(buffer, count);
            }

            return answer.Verdict == TlsVerdict.Tls ? LinkFailure.None : LinkFailure.NotTls;
        }
    }
}
