using System;
using System.Net.Sockets;
using MeterNode.Services.Brokers;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace MeterNode.Board.Network
{
    /// <summary>What the client's exceptions and the broker's answers mean.</summary>
    internal static class ConnectFailures
    {
        // A little less than the client waits for an answer (MqttSettings.DefaultTimeout).
        private const long TimeoutMs = 28000;

        /// <summary>The failure that an answer to the greeting stands for.</summary>
        /// <param name="answer">The answer (MQTT 3.1.1, table 3.1).</param>
        public static LinkFailure OfAnswer(MqttReasonCode answer)
        {
            switch ((int)answer)
            {
                case 0:
                    return LinkFailure.None;
                case 4:
                case 5:
                    return LinkFailure.Auth;
                default:
                    return LinkFailure.Rejected;
            }
        }

        /// <summary>The failure that an exception of <c>Connect</c> stands for.</summary>
        /// <param name="failure">The exception.</param>
        /// <param name="secure">Whether TLS was to be spoken.</param>
        /// <param name="elapsedMs">How long the attempt took, ms.</param>
        public static LinkFailure Of(Exception failure, bool secure, long elapsedMs)
        {
            if (failure is MqttConnectionException)
            {
                // No connection came about. Native TLS errors come in a SocketException too, with numbers that are no socket's.
                var known = failure.InnerException is SocketException socket ? OfSocket(socket.ErrorCode) : LinkFailure.None;
                if (known != LinkFailure.None)
                {
                    return known;
                }

                return secure ? LinkFailure.Tls : LinkFailure.Refused;
            }

            // The connection stood, and then the broker did not answer, or hung up.
            return elapsedMs >= TimeoutMs ? LinkFailure.Timeout : LinkFailure.Closed;
        }

        /// <summary>The failure that a socket's error stands for; <see cref="LinkFailure.None"/> for one that is no socket's.</summary>
        /// <param name="errorCode">Its number.</param>
        public static LinkFailure OfSocket(int errorCode)
        {
            switch ((SocketError)errorCode)
            {
                case SocketError.TimedOut:
                    return LinkFailure.Timeout;
                case SocketError.ConnectionRefused:
                case SocketError.ConnectionReset:
                case SocketError.ConnectionAborted:
                case SocketError.HostUnreachable:
                case SocketError.HostDown:
                case SocketError.NetworkUnreachable:
                case SocketError.NetworkDown:
                    return LinkFailure.Refused;
                default:
                    return LinkFailure.None;
            }
        }
    }
}
