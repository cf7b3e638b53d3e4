using System;
using System.Collections.Generic;
using System.Text.Json;

namespace VirtualNode
{
    /// <summary>What a node has said of itself. Safe to read from any thread.</summary>
    public sealed class NodeView
    {
        private const int EventsKept = 10_000;

        private readonly object _gate = new object();
        private readonly List<JsonElement> _events = new List<JsonElement>();
        private readonly List<JsonElement> _intervals = new List<JsonElement>();
        private readonly List<string> _replies = new List<string>();
        private JsonElement? _state;

        internal NodeView(string id)
        {
            Id = id;
        }

        /// <summary>The node's id.</summary>
        public string Id { get; }

        /// <summary>Its status: online, offline, or empty when it has not said.</summary>
        public string Status { get; private set; } = string.Empty;

        /// <summary>Messages of it seen, of any kind.</summary>
        public int Messages { get; private set; }

        /// <summary>State messages seen.</summary>
        public int States { get; private set; }

        /// <summary>Messages that were no JSON where JSON was due.</summary>
        public int Malformed { get; private set; }

        /// <summary>Its latest state, or null.</summary>
        public JsonElement? State
        {
            get
            {
                lock (_gate)
                {
                    return _state;
                }
            }
        }

        /// <summary>Its events, oldest first.</summary>
        public IReadOnlyList<JsonElement> Events
        {
            get
            {
                lock (_gate)
                {
                    return _events.ToArray();
                }
            }
        }

        /// <summary>Its finished intervals of energy, oldest first.</summary>
        public IReadOnlyList<JsonElement> Intervals
        {
            get
            {
                lock (_gate)
                {
                    return _intervals.ToArray();
                }
            }
        }

        /// <summary>Its replies to requests, oldest first.</summary>
        public IReadOnlyList<string> Replies
        {
            get
            {
                lock (_gate)
                {
                    return _replies.ToArray();
                }
            }
        }

        /// <summary>How many events of a kind were seen.</summary>
        /// <param name="kind">The value of their <c>event</c>.</param>
        public int EventCount(string kind)
        {
            int count = 0;
            foreach (var each in Events)
            {
                count += each.TryGetProperty("event", out var name) && name.GetString() == kind ? 1 : 0;
            }

            return count;
        }

        internal void Take(string topic, string payload)
        {
            lock (_gate)
            {
                Messages++;
                switch (topic)
                {
                    case "status":
                        Status = payload;
                        break;
                    case "state":
                        using (var document = JsonDocument.Parse(payload))
                        {
                            _state = document.RootElement.Clone();
                            States++;
                        }

                        break;
                    case "event":
                        Keep(_events, payload);
                        break;
                    case "interval":
                        Keep(_intervals, payload);
                        break;
                    case "reply":
                        _replies.Add(payload);
                        break;
                }
            }
        }

        private static void Keep(List<JsonElement> list, string payload)
        {
            using (var document = JsonDocument.Parse(payload))
            {
                list.Add(document.RootElement.Clone());
            }

            if (list.Count > EventsKept)
            {
                list.RemoveAt(0);
            }
        }

        internal void CountMalformed()
        {
            lock (_gate)
            {
                Malformed++;
            }
        }
    }
}
