using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Services.Brokers;

namespace MeterNode.Services.Messaging
{
    /// <summary>A connection to a broker, as the <see cref="Publisher"/> needs it.</summary>
    public interface IBrokerLink
    {
        /// <summary>How the link has fared.</summary>
        LinkHealth Health { get; }

        /// <summary>Whether so much is on its way that only what must not be lost should be added.</summary>
        bool IsSlow { get; }

        /// <summary>Hands a message over for sending.</summary>
        /// <param name="topic">Its topic.</param>
        /// <param name="payload">Its bytes; not changed afterwards.</param>
        /// <param name="acknowledged">Whether the broker has to acknowledge it (QoS 1).</param>
        /// <param name="retain">Whether the broker keeps it.</param>
        /// <returns>
        /// The message's id, by which its acknowledgement is told; 0 without one, or when there was no room for the message: one that
        /// has to be acknowledged is then offered again later.
        /// </returns>
        int Publish(string topic, byte[] payload, bool acknowledged, bool retain);
    }
}
