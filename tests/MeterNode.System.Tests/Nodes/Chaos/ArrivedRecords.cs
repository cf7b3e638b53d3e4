using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>
    /// Judges the records of one topic as the README tells a subscriber to: what is not above the highest number of its series came
    /// before. Keeps no records, so that a long run's memory is not the judge's.
    /// </summary>
    internal sealed class ArrivedRecords
    {
        private readonly Dictionary<string, long> _highest = new Dictionary<string, long>(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _switchings = new Dictionary<string, int>(StringComparer.Ordinal);
        private long _lostBefore;
        private double _lastUptimeS = double.NegativeInfinity;

        /// <summary>Records without repetitions.</summary>
        public long Count { get; private set; }

        /// <summary>Records that came again.</summary>
        public long Repeated { get; private set; }

        /// <summary>Numbers that never came, or came after a higher one.</summary>
        public long Missing { get; private set; }

        /// <summary>Records that the node says nobody will get.</summary>
        public long GivenUp => _lostBefore;

        /// <summary>Series; one where the flash holds.</summary>
        public int Series => _highest.Count;

        /// <summary>Records that are not later than the one before them.</summary>
        public long NotLater { get; private set; }

        /// <summary>What the intervals add up to, s.</summary>
        public double CoveredS { get; private set; }

        /// <summary>How often a load was said to be switched, in all.</summary>
        public int Switchings(string load)
        {
            return _switchings.GetValueOrDefault(load);
        }

        /// <summary>Takes a message as the broker has it.</summary>
        public void Take(ReadOnlyMemory<byte> payload)
        {
            using var document = JsonDocument.Parse(payload);
            var record = document.RootElement;
            string series = record.GetProperty("series").GetString()!;
            long sequence = record.GetProperty("sequence").GetInt64();
            long covers = record.TryGetProperty("covers", out var several) ? several.GetInt64() : 1;
            long highest = _highest.GetValueOrDefault(series);
            if (sequence <= highest)
            {
                Repeated++;
                return;
            }

            _highest[series] = sequence;
            _lostBefore = record.TryGetProperty("lost_before", out var lost) ? Math.Max(_lostBefore, lost.GetInt64()) : _lostBefore;
            Missing += sequence - covers - highest;
            Count++;
            Read(record);
        }

        private void Read(JsonElement record)
        {
            if (record.TryGetProperty("duration_s", out var duration))
            {
                CoveredS += duration.GetDouble();
                double endS = TimeS(record);
                NotLater += endS <= _lastUptimeS ? 1 : 0;
                _lastUptimeS = endS;
            }
            else if (record.GetProperty("event").GetString() == "load_switched")
            {
                string load = record.GetProperty("load").GetString()!;
                _switchings[load] = _switchings.GetValueOrDefault(load) + 1;
            }
        }

        private static double TimeS(JsonElement record)
        {
            return record.GetProperty("time").ValueKind == JsonValueKind.String
                ? (record.GetProperty("time").GetDateTime() - DateTime.UnixEpoch).TotalSeconds
                : double.NegativeInfinity;
        }
    }
}
