using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using VirtualEsp32;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>
    /// What a broker got of one node, message by message, and what a subscriber makes of it that knows a repetition by its series and
    /// number.
    /// </summary>
    internal sealed class OutboxLedger : IDisposable
    {
        private readonly EmbeddedBroker _broker;
        private readonly VirtualBoard _board;
        private readonly object _gate = new object();
        private readonly List<JsonElement> _intervals = new List<JsonElement>();
        private readonly List<JsonElement> _events = new List<JsonElement>();
        private readonly List<double> _statesS = new List<double>();
        private readonly List<double> _intervalsS = new List<double>();

        public OutboxLedger(EmbeddedBroker broker, VirtualBoard board)
        {
            _broker = broker;
            _board = board;
            broker.Published += Take;
        }

        /// <summary>Bytes of the PUBLISH packets by the topic's last part.</summary>
        public Dictionary<string, long> Bytes { get; } = new Dictionary<string, long>(StringComparer.Ordinal);

        /// <summary>Messages by the topic's last part.</summary>
        public Dictionary<string, long> Messages { get; } = new Dictionary<string, long>(StringComparer.Ordinal);

        /// <summary>All interval records, repetitions included.</summary>
        public IReadOnlyList<JsonElement> Intervals => _intervals;

        /// <summary>All events, repetitions included.</summary>
        public IReadOnlyList<JsonElement> Events => _events;

        /// <summary>When intervals arrived, s since the world began.</summary>
        public IReadOnlyList<double> IntervalsS => _intervalsS;

        /// <summary>The interval records without repetitions, in the order of their first arrival.</summary>
        public List<JsonElement> UniqueIntervals => Unique(_intervals);

        /// <summary>The events without repetitions, in the order of their first arrival.</summary>
        public List<JsonElement> UniqueEvents => Unique(_events);

        public static long SequenceOf(JsonElement record)
        {
            return record.GetProperty("sequence").GetInt64();
        }

        /// <summary>Records that came with a lower number than one before them, repetitions aside.</summary>
        public static int OutOfOrder(IReadOnlyList<JsonElement> unique)
        {
            return unique.Zip(unique.Skip(1)).Count(pair =>
                pair.First.GetProperty("series").GetString() == pair.Second.GetProperty("series").GetString()
                && SequenceOf(pair.Second) < SequenceOf(pair.First));
        }

        /// <summary>Records whose content came before under another number: what a subscriber would count twice.</summary>
        public static int SameContent(IReadOnlyList<JsonElement> unique)
        {
            return unique.Count - unique.Select(each => string.Join('|', each.EnumerateObject().Where(part => part.Name is not ("series" or "sequence" or "lost_before")).Select(part => part.Value.ToString()))).Distinct().Count();
        }

        /// <summary>Stops listening; what was heard stays.</summary>
        public void Dispose()
        {
            _broker.Published -= Take;
        }

        /// <summary>By how much a state was later than its period allows, longest, after a time, s.</summary>
        public double StateDelayS(double periodS, double fromS)
        {
            lock (_gate)
            {
                var states = _statesS.Where(each => each >= fromS).ToList();
                return states.Zip(states.Skip(1)).Select(pair => pair.Second - pair.First - periodS).DefaultIfEmpty(double.PositiveInfinity).Max();
            }
        }

        private static List<JsonElement> Unique(List<JsonElement> records)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return records.Where(each => seen.Add(each.GetProperty("series").GetString() + "/" + SequenceOf(each))).ToList();
        }

        private void Take(string topic, byte[] payload)
        {
            lock (_gate)
            {
                string kind = topic.StartsWith("homeassistant/", StringComparison.Ordinal) ? "discovery" : topic[(topic.LastIndexOf('/') + 1)..];
                Bytes[kind] = Bytes.GetValueOrDefault(kind) + PacketBytes(topic, payload, kind is not ("state" or "reply" or "waveform"));
                Messages[kind] = Messages.GetValueOrDefault(kind) + 1;
                double nowS = _board.Scheduler.NowUs / 1e6;
                switch (kind)
                {
                    case "state":
                        _statesS.Add(nowS);
                        break;
                    case "interval":
                        _intervals.Add(Parse(payload));
                        _intervalsS.Add(nowS);
                        break;
                    case "event":
                        _events.Add(Parse(payload));
                        break;
                }
            }
        }

        /// <summary>MQTT 3.1.1, 3.3: type and flags, remaining length, topic with its length, packet identifier above QoS 0, payload.</summary>
        private static long PacketBytes(string topic, byte[] payload, bool acknowledged)
        {
            int rest = 2 + topic.Length + (acknowledged ? 2 : 0) + payload.Length;
            return 1 + (rest < 128 ? 1 : rest < 16384 ? 2 : 3) + rest;
        }

        private static JsonElement Parse(byte[] payload)
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.Clone();
        }
    }
}
