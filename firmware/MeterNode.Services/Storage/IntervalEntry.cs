using MeterNode.Core.Metering;

namespace MeterNode.Services.Storage
{
    /// <summary>
    /// The energy of one interval as a log entry, in whole mWh, and as small as its numbers allow: 8 circuits of a home with two
    /// energies each that are not zero take about 60 bytes. What is left over below 1 mWh goes into the next interval, so that
    /// sums stay exact.
    /// </summary>
    /// <remarks>
    /// Bytes: layout version (1), bit 0 whether the time is UTC, number of circuits; then as compact numbers
    /// (<see cref="ByteWriter.PutCompact"/>) boot, end, duration; then for each circuit one byte of bits 0 to 3 for the energies
    /// that are not zero and bit 4 for faults, those energies as compact numbers, and a byte of faults.
    /// </remarks>
    public sealed class IntervalEntry
    {
        /// <summary>Energies of a circuit.</summary>
        public const int Energies = 4;

        private const int Layout = 1;
        private const long MwsPerMwh = 3600;
        private const int UtcBit = 1;
        private const int ImportBit = 1;
        private const int ExportBit = 2;
        private const int InductiveBit = 4;
        private const int CapacitiveBit = 8;
        private const int FlagsBit = 16;
        private const int KnownBits = 31;
        private const int MostHeadBytes = 3 + 5 + 9 + 9;
        private const int MostCircuitBytes = 2 + (Energies * 9);

        private readonly ByteWriter _writer = new ByteWriter(new byte[0]);
        private readonly ByteReader _reader = new ByteReader(new byte[0]);

        /// <summary>Makes an empty entry.</summary>
        /// <param name="circuits">How many circuits it can take, 0 to 255.</param>
        public IntervalEntry(int circuits)
        {
            Count = circuits;
            ImportMwh = new long[circuits];
            ExportMwh = new long[circuits];
            InductiveMvarh = new long[circuits];
            CapacitiveMvarh = new long[circuits];
            Flags = new ReadingFlags[circuits];
        }

        /// <summary>How many circuits it has.</summary>
        public int Count { get; private set; }

        /// <summary>Whether <see cref="EndMs"/> is UTC.</summary>
        public bool IsUtc { get; set; }

        /// <summary>Which start of the node it was measured in, not negative; tells whose monotonic clock an unknown time is of.</summary>
        public int Boot { get; set; }

        /// <summary>When it ended: ms since 1970 UTC, or of the monotonic clock; not negative.</summary>
        public long EndMs { get; set; }

        /// <summary>How long it was, ms; not negative.</summary>
        public long DurationMs { get; set; }

        /// <summary>Active energy taken, mWh; not negative.</summary>
        public long[] ImportMwh { get; }

        /// <summary>Active energy given, mWh; not negative.</summary>
        public long[] ExportMwh { get; }

        /// <summary>Reactive energy while the current lagged, mvarh; not negative.</summary>
        public long[] InductiveMvarh { get; }

        /// <summary>Reactive energy while the current led, mvarh; not negative.</summary>
        public long[] CapacitiveMvarh { get; }

        /// <summary>Everything that was wrong with a circuit at some time in the interval.</summary>
        public ReadingFlags[] Flags { get; }

        /// <summary>What an entry takes at most, bytes.</summary>
        /// <param name="circuits">How many circuits.</param>
        public static int MostBytes(int circuits)
        {
            return MostHeadBytes + (circuits * MostCircuitBytes);
        }

        /// <summary>Takes over a finished interval.</summary>
        /// <param name="record">The interval; this entry can take its circuits.</param>
        /// <param name="boot">Which start of the node this is.</param>
        /// <param name="utcMs">When it ended, ms since 1970 UTC; 0 where the time is not known.</param>
        /// <param name="rest">What was left over of each energy in the interval before, mWs: <see cref="Energies"/> a circuit.</param>
        /// <param name="restAfter">Is filled with what is left over now.</param>
        public void Take(IntervalRecord record, int boot, long utcMs, long[] rest, long[] restAfter)
        {
            Count = record.ImportMws.Length;
            IsUtc = utcMs > 0;
            Boot = boot;
            EndMs = IsUtc ? utcMs : record.EndMs;
            DurationMs = record.DurationMs;
            for (int i = 0; i < Count; i++)
            {
                int at = i * Energies;
                ImportMwh[i] = Whole(record.ImportMws[i], rest, restAfter, at);
                ExportMwh[i] = Whole(record.ExportMws[i], rest, restAfter, at + 1);
                InductiveMvarh[i] = Whole(record.InductiveMvars[i], rest, restAfter, at + 2);
                CapacitiveMvarh[i] = Whole(record.CapacitiveMvars[i], rest, restAfter, at + 3);
                Flags[i] = record.Flags[i];
            }
        }

        /// <summary>Adds the interval that follows this one.</summary>
        /// <param name="next">The other one; it has as many circuits.</param>
        public void Add(IntervalEntry next)
        {
            EndMs = next.EndMs;
            DurationMs += next.DurationMs;
            for (int i = 0; i < Count; i++)
            {
                ImportMwh[i] += next.ImportMwh[i];
                ExportMwh[i] += next.ExportMwh[i];
                InductiveMvarh[i] += next.InductiveMvarh[i];
                CapacitiveMvarh[i] += next.CapacitiveMvarh[i];
                Flags[i] |= next.Flags[i];
            }
        }

        /// <summary>Writes the entry.</summary>
        /// <param name="target">Is written to.</param>
        /// <param name="offset">From here on.</param>
        /// <returns>Its size, bytes; 0 where it does not fit.</returns>
        public int Write(byte[] target, int offset)
        {
            var writer = _writer;
            writer.Reset(target, offset, target.Length - offset);
            writer.PutByte(Layout);
            writer.PutByte(IsUtc ? UtcBit : 0);
            writer.PutByte(Count);
            writer.PutCompact(Boot);
            writer.PutCompact(EndMs);
            writer.PutCompact(DurationMs);
            for (int i = 0; i < Count; i++)
            {
                writer.PutByte(
                    (ImportMwh[i] != 0 ? ImportBit : 0)
                    | (ExportMwh[i] != 0 ? ExportBit : 0)
                    | (InductiveMvarh[i] != 0 ? InductiveBit : 0)
                    | (CapacitiveMvarh[i] != 0 ? CapacitiveBit : 0)
                    | (Flags[i] != ReadingFlags.None ? FlagsBit : 0));
                Put(ImportMwh[i]);
                Put(ExportMwh[i]);
                Put(InductiveMvarh[i]);
                Put(CapacitiveMvarh[i]);
                if (Flags[i] != ReadingFlags.None)
                {
                    writer.PutByte((int)Flags[i]);
                }
            }

            return writer.Failed ? 0 : writer.Length;
        }

        /// <summary>Reads an entry.</summary>
        /// <param name="data">Is read.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="length">Its size, bytes.</param>
        /// <returns>Whether it is one, of this layout and of no more circuits than this object can take; otherwise this object holds nothing of use.</returns>
        public bool Read(byte[] data, int offset, int length)
        {
            var reader = _reader;
            reader.Reset(data, offset, length);
            bool known = reader.GetByte() == Layout;
            IsUtc = (reader.GetByte() & UtcBit) != 0;
            int count = reader.GetByte();
            if (!known || reader.Failed || count > ImportMwh.Length)
            {
                return false;
            }

            Count = count;
            Boot = (int)reader.GetCompact();
            EndMs = reader.GetCompact();
            DurationMs = reader.GetCompact();
            for (int i = 0; i < Count; i++)
            {
                int bits = reader.GetByte();
                known &= bits <= KnownBits;
                ImportMwh[i] = Get(bits & ImportBit);
                ExportMwh[i] = Get(bits & ExportBit);
                InductiveMvarh[i] = Get(bits & InductiveBit);
                CapacitiveMvarh[i] = Get(bits & CapacitiveBit);
                Flags[i] = (bits & FlagsBit) != 0 ? (ReadingFlags)reader.GetByte() : ReadingFlags.None;
            }

            return known && !reader.Failed && reader.Remaining == 0;
        }

        private static long Whole(long mws, long[] rest, long[] restAfter, int at)
        {
            long sum = mws + rest[at];
            restAfter[at] = sum % MwsPerMwh;
            return sum / MwsPerMwh;
        }

        private void Put(long energy)
        {
            if (energy != 0)
            {
                _writer.PutCompact(energy);
            }
        }

        private long Get(int bit)
        {
            return bit != 0 ? _reader.GetCompact() : 0;
        }
    }
}
