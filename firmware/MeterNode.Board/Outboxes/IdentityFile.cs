using MeterNode.Board.Files;
using MeterNode.Core;
using MeterNode.Core.Settings;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;
using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board.Outboxes
{
    /// <summary>
    /// The record of whose the outbox's numbers are: the series, the start of the node, and the names of the circuits. Saved once at
    /// every start.
    /// </summary>
    internal sealed class IdentityFile
    {
        internal const string Path = "I:\\outbox";
        internal const int HeadBytes = 4 + 5 + 9 + 9;
        internal const int MostBytes = HeadBytes + CircuitNames.MostBytes;

        /// <summary>The next number of a log that cannot be opened.</summary>
        internal const long Unknown = 0;

        private const int Kind = 0x4F42;
        private const int Schema = 1;

        // FNV-1a, 32 bit.
        private const uint HashStart = 2166136261;
        private const uint HashFactor = 16777619;

        private readonly NodeSettings _settings;
        private readonly Node _node;
        private readonly RecordFile _file;

        internal IdentityFile(NodeSettings settings, Node node, Crc32 crc)
        {
            _settings = settings;
            _node = node;
            _file = new RecordFile(Path, crc, Kind, Schema, MostBytes);
        }

        /// <summary>Finds out whose the records are, and counts this start.</summary>
        /// <param name="identity">Is filled.</param>
        /// <param name="nextInterval">The next number of the log of intervals, or <see cref="Unknown"/>.</param>
        /// <param name="nextEvent">The next number of the log of events, or <see cref="Unknown"/>.</param>
        /// <returns>Whether that is durable.</returns>
        internal bool Begin(OutboxIdentity identity, long nextInterval, long nextEvent)
        {
            uint series = 0;
            var state = _file.Load(null);
            if (state == RecordState.Whole || state == RecordState.OneCopy)
            {
                var reader = new ByteReader(_file.Image);
                reader.Reset(_file.Image, RecordFormat.HeaderBytes, _file.Length);
                series = (uint)reader.GetInt32();
                identity.Boot = (int)reader.GetCompact() + 1;

                // Numbers that are lower than they were are those of a log that somebody has deleted.
                long savedInterval = reader.GetCompact();
                long savedEvent = reader.GetCompact();
                nextInterval = nextInterval == Unknown ? savedInterval : nextInterval;
                nextEvent = nextEvent == Unknown ? savedEvent : nextEvent;
                bool isSame = savedInterval <= nextInterval && savedEvent <= nextEvent;
                series = identity.Names.Read(reader) && isSame ? series : 0;
            }

            uint chance = Chance();
            if (series == 0)
            {
                series = chance;
            }

            identity.Series = series.ToString("X8");
            identity.MemorySeries = (chance ^ 0x5A5A5A5A).ToString("X8");
            var names = new string[_settings.Circuits.Length];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = _settings.Circuits[i].Name;
            }

            identity.Names.Begin(identity.Boot, names);
            return Save(identity, series, nextInterval, nextEvent);
        }

        private static uint Mix(uint hash, int value)
        {
            for (int i = 0; i < 4; i++)
            {
                hash = (hash ^ (uint)(value & 0xFF)) * HashFactor;
                value >>= 8;
            }

            return hash;
        }

        private bool Save(OutboxIdentity identity, uint series, long nextInterval, long nextEvent)
        {
            byte[] payload = new byte[MostBytes];
            var writer = new ByteWriter(payload);
            writer.PutInt32((int)series);
            writer.PutCompact(identity.Boot);
            writer.PutCompact(nextInterval);
            writer.PutCompact(nextEvent);
            identity.Names.Write(writer);
            return !writer.Failed && _file.Save(payload, writer.Length);
        }

        /// <summary>Something that no two starts have in common. The platform has nothing for it: the mains and its noise do.</summary>
        private uint Chance()
        {
            uint hash = Mix(HashStart, (int)HighResTimer.GetCurrent());
            var readings = _node.Readings;
            hash = Mix(hash, readings.VoltageMv);
            hash = Mix(hash, readings.FrequencyMhz);
            for (int i = 0; i < readings.Count; i++)
            {
                hash = Mix(hash, readings.CurrentMa[i]);
                hash = Mix(hash, readings.PowerMw[i]);
                hash = Mix(hash, (int)readings.Energy[i].ImportMws);
                hash = Mix(hash, (int)(readings.FundamentalImaginaryMa[i] * 1000));
            }

            long ticks = _node.Clock.TicksAt(BoardClock.NowMs);
            hash = Mix(hash, (int)(ticks >> 16));
            return hash == 0 ? 1 : hash;
        }
    }
}
