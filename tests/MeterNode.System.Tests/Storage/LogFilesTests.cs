using System;
using MeterNode.Board.Files;
using MeterNode.Services.Storage;
using VirtualEsp32;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    public sealed class LogFilesTests
    {
        private readonly VirtualBoard _board = new VirtualBoard(DateTime.UnixEpoch, 1);

        [Fact]
        public void Entry_BeforeTheCommit_CannotBeRead()
        {
            Run(() =>
            {
                var bench = Opened();
                Assert.Equal(1, bench.Add());
                Assert.False(bench.Log.TryRead(0, new LogEntry()));
                Assert.True(bench.Log.Commit());
                Assert.True(bench.Log.TryRead(0, new LogEntry()));
            });
        }

        [Fact]
        public void Entries_ThatWereNeverDelivered_AreThereAfterARestart()
        {
            Run(() =>
            {
                var bench = Opened();
                Add(bench, 20);
                var again = Opened();
                Assert.Equal(20, again.Log.Committed);
                again.RequireAll();
                Assert.Equal(20, again.ReadAll().Count);
            });
        }

        [Fact]
        public void Delivered_AfterARestart_AreSentAgainWithinTheBound()
        {
            Run(() =>
            {
                for (int delivered = 1; delivered <= 20; delivered++)
                {
                    foreach (string path in _board.Flash.ListFiles())
                    {
                        _board.Flash.DeleteFile(path);
                    }

                    var bench = Opened();
                    Add(bench, 20);
                    for (int i = 0; i < delivered; i++)
                    {
                        bench.Deliver(1);
                    }

                    var again = Opened();
                    Assert.InRange(again.Log.Released, delivered - 4, delivered);
                    Assert.Equal(21, again.Log.Next);
                    again.RequireAll();
                }
            });
        }

        [Fact]
        public void Log_ThatIsDeliveredAsItGrows_WritesNoSegment()
        {
            Run(() =>
            {
                var bench = Opened();
                for (int i = 0; i < 100; i++)
                {
                    Add(bench, 1);
                    bench.Deliver(1);
                }

                Assert.Equal(100, bench.Log.FilesWritten);
                Assert.InRange(bench.Log.Files, 1, 4);
                Assert.Equal(100, bench.Log.Released);
                Assert.Equal(0, bench.Log.Dropped);
            });
        }

        [Fact]
        public void FullLog_WithoutThinner_DropsTheOldestAndCounts()
        {
            Run(() =>
            {
                var bench = Opened(false);
                Add(bench, 100);
                Assert.True(bench.Log.Dropped > 40);
                Assert.Equal(bench.Log.Dropped, bench.Log.Released);
                bench.RequireAll();
                Assert.InRange(bench.Log.Files, 4, 8);
                var again = Opened(false);
                Assert.Equal(bench.Log.Dropped, again.Log.Dropped);
                again.RequireAll();
            });
        }

        [Fact]
        public void FullLog_WithThinner_KeepsMoreBeforeItDrops()
        {
            Run(() =>
            {
                var bench = Opened();
                while (bench.Log.Dropped == 0)
                {
                    Add(bench, 1);
                }

                // Four segments of seven entries would be 28; thinned ones hold up to four times as many.
                Assert.True(bench.Log.Committed > 60, bench.Log.Committed.ToString());
                Assert.True(bench.Log.Thinned > 30);
                bench.RequireAll();
                bench.Deliver(1000);
                Assert.Equal(bench.Log.Committed, bench.Log.Released);
                Assert.Equal(0, bench.Log.Damaged);
            });
        }

        [Fact]
        public void Thinning_LeavesAlone_WhatMayHaveBeenSent()
        {
            Run(() =>
            {
                var bench = Opened();
                Add(bench, 10);
                var entry = new LogEntry();
                Assert.True(bench.Log.TryRead(0, entry) && bench.Log.TryRead(1, entry));
                while (bench.Log.Thinned == 0)
                {
                    Add(bench, 1);
                }

                Assert.True(bench.Log.TryRead(0, entry));
                Assert.Equal(1, entry.Covers);
                Assert.Equal(1, entry.Sequence);
                bench.RequireAll();
            });
        }

        [Fact]
        public void Entry_ThatIsTooLarge_IsRefusedAndCounted()
        {
            Run(() =>
            {
                var bench = Opened();
                Assert.Equal(0, bench.Log.Add(new byte[21], 21));
                Assert.Equal(0, bench.Log.Add(new byte[21], 0));
                Assert.Equal(2, bench.Log.Refused);
                Assert.Equal(1, bench.Log.Next);
            });
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void FullFlash_MakesRoomByDropping_AndSaysWhatCannotBeStored(bool isSilent)
        {
            _board.Flash.Resize(16 * 4096);
            Run(() =>
            {
                var limits = new LogLimits { SegmentBytes = 4096, MostSegments = 100, MostBatches = 3, MostEntryBytes = 900 };
                var log = new LogFiles("I:\\log", new Crc32(), limits, null);
                Assert.True(log.Open());
                _board.Flash.IsSilentWhenFull = isSilent;
                byte[] payload = new byte[900];
                long stored = 0;
                for (int i = 0; i < 200; i++)
                {
                    log.Add(payload, payload.Length);
                    stored = log.Commit() ? log.Committed : stored;
                }

                Assert.True(log.Dropped > 50);
                Assert.NotEmpty(log.Problem);
                var again = new LogFiles("I:\\log", new Crc32(), limits, null);
                Assert.True(again.Open());
                Assert.InRange(again.Committed, stored, stored + log.Refused);
                var entry = new LogEntry();
                long expected = again.Released;
                while (again.TryRead(expected, entry))
                {
                    Assert.Equal(++expected, entry.Sequence);
                }

                Assert.Equal(again.Committed, expected);
            });
        }

        [Fact]
        public void EntriesThatMayHaveBeenSentBeforeAStart_AreNotThinned()
        {
            Run(() =>
            {
                var before = Opened();
                Add(before, 3);
                before.Deliver(3);
                Assert.True(before.Log.IsAcknowledgeUnsaved);
                var bench = Opened();
                Assert.Equal(0, bench.Log.Released);
                while (bench.Log.Thinned == 0)
                {
                    Add(bench, 1);
                }

                var entry = new LogEntry();
                for (int number = 1; number <= 3; number++)
                {
                    Assert.True(bench.Log.TryRead(number - 1, entry));
                    Assert.Equal(number, entry.Sequence);
                    Assert.Equal(1, entry.Covers);
                }

                bench.RequireAll();
            });
        }

        [Fact]
        public void SaveAcknowledged_BeforeAStart_NothingIsDeliveredAgain()
        {
            Run(() =>
            {
                var before = Opened();
                Add(before, 3);
                before.Deliver(3);
                before.Log.SaveAcknowledged();
                Assert.False(before.Log.IsAcknowledgeUnsaved);
                Assert.Equal(3, Opened().Log.Released);
            });
        }

        [Fact]
        public void Files_OfOthersInItsDirectory_AreLeftAlone()
        {
            _board.Flash.WriteFile("I:\\log\\readme.txt", new byte[3]);
            _board.Flash.WriteFile("I:\\log\\e1-2", new byte[3]);
            Run(() => Add(Opened(), 30));
            Assert.True(_board.Flash.HasFile("I:\\log\\readme.txt"));
            Assert.True(_board.Flash.HasFile("I:\\log\\e1-2"));
        }

        private static LogBench Opened(bool thins = true)
        {
            var bench = new LogBench(thins);
            Assert.True(bench.Open());
            return bench;
        }

        private static void Add(LogBench bench, int entries)
        {
            for (int i = 0; i < entries; i++)
            {
                Assert.True(bench.Add() > 0);
                Assert.True(bench.Log.Commit());
            }
        }

        private void Run(Action firmware)
        {
            _board.PowerOn(firmware);
            _board.RunFor(TimeSpan.FromDays(1));
            Assert.Empty(_board.UnhandledExceptions);
        }
    }
}
