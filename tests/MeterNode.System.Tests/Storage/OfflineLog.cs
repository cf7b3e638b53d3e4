using System;
using MeterNode.Board.Files;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;
using VirtualEsp32;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>How long a node's log of intervals lasts with nobody to take them: the real log on the virtual flash.</summary>
    internal static class OfflineLog
    {
        private const int Circuits = 8;
        private const double IntervalsADay = 288;
        private const long StartMs = 1_772_366_400_000;

        /// <summary>Fills the log of 8 circuits until the first record is dropped.</summary>
        /// <param name="fileSystemKb">The file system, kB.</param>
        /// <returns>Days until the first record is thinned to an hour, and days that the log held when the first was dropped.</returns>
        internal static (double Plain, double All) Days(int fileSystemKb)
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            board.Flash.Resize(fileSystemKb * 1024);
            long plain = 0;
            long all = 0;
            board.PowerOn(() =>
            {
                var limits = new LogLimits { MostSegments = new OutboxSpace(fileSystemKb, Circuits).IntervalSegments };
                var log = new LogFiles(@"I:\interval", new Crc32(), limits, new IntervalThinner(new CircuitNames(), Circuits));
                var entry = new IntervalEntry(Circuits);
                byte[] bytes = new byte[IntervalEntry.MostBytes(Circuits)];
                if (!log.Open())
                {
                    throw new InvalidOperationException(log.Problem);
                }

                while (log.Dropped == 0)
                {
                    if (log.Add(bytes, Fill(entry, log.Next, bytes)) == 0 || !log.Commit())
                    {
                        throw new InvalidOperationException(log.Problem);
                    }

                    plain = log.Thinned == 0 ? log.Committed : plain;
                }

                all = log.Committed - log.Released;
            });
            board.RunFor(TimeSpan.FromDays(600));
            return (plain / IntervalsADay, all / IntervalsADay);
        }

        /// <summary>Energies of a home: a circuit at rest, a few at work, one that gives.</summary>
        internal static int Fill(IntervalEntry entry, long number, byte[] bytes)
        {
            var random = new Random((int)number);
            entry.IsUtc = true;
            entry.Boot = 3;
            entry.EndMs = StartMs + (number * 300_000);
            entry.DurationMs = 300_000;
            for (int i = 0; i < entry.ImportMwh.Length; i++)
            {
                entry.ImportMwh[i] = i == 7 ? 0 : random.Next(1, i < 4 ? 2_000_000 : 60_000_000) / 360;
                entry.ExportMwh[i] = i == 7 ? random.Next(60_000_000) / 360 : 0;
                entry.InductiveMvarh[i] = random.Next(20_000_000) / 3600;
            }

            return entry.Write(bytes, 0);
        }
    }
}
