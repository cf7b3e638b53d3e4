using System;
using System.Threading.Tasks;
using MQTTnet.Exceptions;
using VirtualNode;

namespace MeterNode.Cli.Simulation
{
    /// <summary>
    /// Makes sure that an observer has taken in everything that the broker had when it was asked: it sends itself a message, which
    /// comes back behind all of that. (The answer to a ping may overtake messages, in brokers as well as in clients.)
    /// </summary>
    internal sealed class ObserverFence
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

        private readonly NodeObserver _observer;
        private readonly string _id = "observer-" + Guid.NewGuid().ToString("N");
        private int _sent;

        /// <summary>Makes the fence.</summary>
        /// <param name="observer">A connected observer.</param>
        internal ObserverFence(NodeObserver observer)
        {
            _observer = observer;
        }

        /// <summary>Waits, in real time.</summary>
        /// <returns>Whether everything is in; otherwise the connection is lost or slow.</returns>
        internal async Task<bool> WaitAsync()
        {
            try
            {
                await _observer.PublishAsync("meternode/" + _id + "/fence", string.Empty);
            }
            catch (MqttCommunicationException)
            {
                return false;
            }

            _sent++;
            long start = Environment.TickCount64;
            while (_observer.Node(_id).Messages < _sent)
            {
                if (!_observer.IsConnected || Environment.TickCount64 - start > s_patience.TotalMilliseconds)
                {
                    return false;
                }

                await Task.Delay(1);
            }

            return true;
        }
    }
}
