using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using MQTTnet.Exceptions;
using VirtualNode;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>Connects with a broker that the user has named.</summary>
    internal static class BrokerConnection
    {
        /// <summary>Connects and listens to all nodes.</summary>
        /// <param name="option">The option that names the broker.</param>
        /// <param name="name">The broker as the user names it.</param>
        /// <param name="endpoint">Where it is.</param>
        /// <param name="user">User name, or null.</param>
        /// <param name="password">Password, or null.</param>
        /// <param name="cancel">Ends the attempt.</param>
        /// <param name="tls">How TLS is spoken; null for plain MQTT.</param>
        /// <exception cref="InputException">The broker cannot be reached, or refuses.</exception>
        internal static Task<NodeObserver> ObserveAsync(
            string option, BrokerName name, IPEndPoint endpoint, string? user, string? password, CancellationToken cancel, BrokerTls? tls = null)
        {
            return MakeAsync(option, name, () => NodeObserver.ConnectAsync(endpoint, user, password, cancel, tls), cancel);
        }

        /// <summary>Connects.</summary>
        /// <param name="option">The option that names the broker.</param>
        /// <param name="name">The broker as the user names it.</param>
        /// <param name="connect">Makes the connection.</param>
        /// <param name="cancel">Ends the attempt.</param>
        /// <returns>What holds the connection.</returns>
        /// <exception cref="InputException">The broker cannot be reached, or refuses.</exception>
        internal static async Task<T> MakeAsync<T>(string option, BrokerName name, Func<Task<T>> connect, CancellationToken cancel)
        {
            try
            {
                return await connect();
            }
            catch (Exception failure) when (failure is MqttCommunicationException or TimeoutException
                || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                throw new InputException(option + ": no connection with " + name + " (" + Reason(failure) + "); allowed is an MQTT broker that can be reached");
            }
        }

        private static string Reason(Exception failure)
        {
            if (failure is MqttCommunicationTimedOutException or TimeoutException or OperationCanceledException)
            {
                return "it does not answer";
            }

            var innermost = failure.GetBaseException();
            return innermost is System.Net.Sockets.SocketException socket ? socket.SocketErrorCode.ToString() : innermost.Message;
        }
    }
}
