using System.Collections.Generic;
using MeterNode.Board.Files;
using MeterNode.Services.Storage;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>
    /// A small log whose entries say which numbers they stand for, so that a wrong one is told from a right one. Thinning merges
    /// four.
    /// </summary>
    internal sealed class LogBench : ILogThinner
    {
        internal const string Directory = "I:\\log";
        private const int PayloadBytes = 20;
        private const int PerThinned = 4;

        private readonly byte[] _payload = new byte[PayloadBytes];
        private readonly LogEntry _entry = new LogEntry();

        internal LogBench(bool thins = true, int mostSegments = 4)
        {
            var limits = new LogLimits
            {
                SegmentBytes = 256,
                MostSegments = mostSegments,
                MostBatches = 3,
                AcknowledgeEvery = 4,
                MostEntryBytes = PayloadBytes,
            };
            Log = new LogFiles(Directory, new Crc32(), limits, thins ? this : null);
        }

        internal LogFiles Log { get; }

        /// <summary>Numbers that went by an acknowledgement.</summary>
        internal long Delivered { get; private set; }

        public int Merge(byte[] older, int olderLength, byte[] newer, int newerOffset, int newerLength)
        {
            long first = LittleEndian.GetInt64(older, 0);
            if ((first - 1) / PerThinned != (LittleEndian.GetInt64(newer, newerOffset) - 1) / PerThinned)
            {
                return 0;
            }

            Fill(older, first, LittleEndian.GetInt64(newer, newerOffset + 8));
            return PayloadBytes;
        }

        internal bool Open()
        {
            return Log.Open();
        }

        internal long Add()
        {
            Fill(_payload, Log.Next, Log.Next);
            return Log.Add(_payload, PayloadBytes);
        }

        /// <summary>Reads some entries from the oldest on, and acknowledges the last of them.</summary>
        internal void Deliver(int entries)
        {
            long after = 0;
            for (int i = 0; i < entries && Log.TryRead(after, _entry); i++)
            {
                after = _entry.Sequence;
            }

            Acknowledge(after);
        }

        internal void Acknowledge(long sequence)
        {
            long before = Log.Released;
            Log.Acknowledge(sequence);
            Delivered += Log.Released - before;
        }

        /// <summary>Reads all, requires each to be right and in order.</summary>
        /// <returns>The numbers that they stand for.</returns>
        internal List<long> ReadAll()
        {
            var numbers = new List<long>();
            long after = Log.Released;
            while (Log.TryRead(after, _entry))
            {
                long first = LittleEndian.GetInt64(_entry.Data, _entry.Offset);
                long last = LittleEndian.GetInt64(_entry.Data, _entry.Offset + 8);
                Assert.Equal(_entry.Sequence, last);
                Assert.True(_entry.Sequence > after);
                Assert.Equal(PayloadBytes, _entry.Length);
                Assert.Equal(Check(first, last), LittleEndian.GetInt32(_entry.Data, _entry.Offset + 16));
                Assert.True(last - first + 1 >= _entry.Covers);
                for (long number = first; number <= last; number++)
                {
                    if (number > after)
                    {
                        numbers.Add(number);
                    }
                }

                after = _entry.Sequence;
            }

            return numbers;
        }

        /// <summary>Requires every number from the released ones to the newest, once.</summary>
        internal void RequireAll()
        {
            RequireAllUpTo(Log.Committed);
        }

        internal void RequireAllUpTo(long last)
        {
            var numbers = ReadAll();
            long expected = Log.Released + 1;
            foreach (long number in numbers)
            {
                if (expected <= last)
                {
                    Assert.Equal(expected++, number);
                }
            }

            Assert.True(expected > last, $"{expected} of {last} is lost");
        }

        private static int Check(long first, long last)
        {
            return (int)((first * 7919) ^ (last * 104729));
        }

        private static void Fill(byte[] payload, long first, long last)
        {
            LittleEndian.PutInt64(payload, 0, first);
            LittleEndian.PutInt64(payload, 8, last);
            LittleEndian.PutInt32(payload, 16, Check(first, last));
        }
    }
}
