using System;
using System.Collections.Generic;
using MQTTnet.Packets;

namespace VirtualEsp32.Network
{
    /// <summary>What a client has subscribed to: which of its own messages the broker sends back.</summary>
    internal sealed class Subscriptions
    {
        private readonly HashSet<string> _filters = new HashSet<string>(StringComparer.Ordinal);
        private bool _mayHaveMore;

        /// <summary>Follows what the client sends.</summary>
        internal void Note(MqttPacket packet)
        {
            switch (packet)
            {
                case MqttConnectPacket connect:
                    // The broker may know subscriptions from before.
                    _mayHaveMore = !connect.CleanSession;
                    break;
                case MqttSubscribePacket subscribe:
                    subscribe.TopicFilters.ForEach(filter => _filters.Add(filter.Topic));
                    break;
                case MqttUnsubscribePacket unsubscribe:
                    unsubscribe.TopicFilters.ForEach(filter => _filters.Remove(filter));
                    break;
            }
        }

        /// <summary>Whether a message on a topic comes back, as far as one can know.</summary>
        internal bool Cover(string topic)
        {
            if (_mayHaveMore)
            {
                return true;
            }

            foreach (string filter in _filters)
            {
                if (Matches(filter, topic))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Topic filters of MQTT 3.1.1, 4.7; those of shared subscriptions count as matching.</summary>
        private static bool Matches(string filter, string topic)
        {
            if (filter.StartsWith('$'))
            {
                return true;
            }

            string[] wanted = filter.Split('/');
            string[] given = topic.Split('/');
            for (int i = 0; i < wanted.Length; i++)
            {
                if (wanted[i] == "#")
                {
                    return true;
                }

                if (i >= given.Length || (wanted[i] != "+" && wanted[i] != given[i]))
                {
                    return false;
                }
            }

            return wanted.Length == given.Length;
        }
    }
}
