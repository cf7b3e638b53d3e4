using MeterNode.Core;
using MeterNode.Core.Messaging;

namespace MeterNode.Services.Messaging
{
    /// <summary>The topics of one node.</summary>
    public sealed class Topics
    {
        private readonly string _root;

        /// <summary>Makes the topics.</summary>
        /// <param name="id">The node's id.</param>
        /// <param name="discoveryPrefix">Prefix of Home Assistant's discovery; empty for none.</param>
        public Topics(string id, string discoveryPrefix)
        {
            _root = "meternode/" + id + "/";
            Status = _root + "status";
            State = _root + "state";
            Event = _root + "event";
            Interval = _root + "interval";
            Reply = _root + "reply";
            Limit = _root + "limit";
            Price = _root + "price";
            Prices = _root + "prices";
            LoadRequests = _root + "load/+/set";
            Command = _root + "command";
            Release = _root + "update/release";
            Waveform = _root + "waveform";
            WaveformRequest = _root + "waveform/get";
            bool discovery = discoveryPrefix.Length > 0;
            Discovery = discovery ? discoveryPrefix + "/device/meternode-" + id + "/config" : "";
            DiscoveryStatus = discovery ? discoveryPrefix + "/status" : "";
        }

        /// <summary>Retained: online, or offline as the will.</summary>
        public string Status { get; }

        /// <summary>The state, every few seconds and on change.</summary>
        public string State { get; }

        /// <summary>Events with their sequence numbers.</summary>
        public string Event { get; }

        /// <summary>Energy of every five finished minutes.</summary>
        public string Interval { get; }

        /// <summary>Results of requests.</summary>
        public string Reply { get; }

        /// <summary>Limits of import and export, and dimming.</summary>
        public string Limit { get; }

        /// <summary>The prices of now.</summary>
        public string Price { get; }

        /// <summary>The prices of slots.</summary>
        public string Prices { get; }

        /// <summary>Filter of the load requests.</summary>
        public string LoadRequests { get; }

        /// <summary>Signed commands.</summary>
        public string Command { get; }

        /// <summary>Which release of the firmware is the newest.</summary>
        public string Release { get; }

        /// <summary>One cycle of a circuit, where it was asked for.</summary>
        public string Waveform { get; }

        /// <summary>Where a waveform is asked for.</summary>
        public string WaveformRequest { get; }

        /// <summary>Retained device discovery; empty for none.</summary>
        public string Discovery { get; }

        /// <summary>Where Home Assistant says that it is there; empty for none.</summary>
        public string DiscoveryStatus { get; }

        /// <summary>Where a load is requested.</summary>
        public string LoadRequest(string load)
        {
            return _root + "load/" + load + "/set";
        }

        /// <summary>The load of a load request's topic.</summary>
        /// <returns>Its name, or null when the topic is none of a load request of this node.</returns>
        public string? LoadOf(string topic)
        {
            string head = _root + "load/";
            const string tail = "/set";
            if (!topic.StartsWith(head) || !topic.EndsWith(tail) || topic.Length <= head.Length + tail.Length)
            {
                return null;
            }

            string name = topic.Substring(head.Length, topic.Length - head.Length - tail.Length);
            return name.IndexOf('/') < 0 ? name : null;
        }
    }
}
