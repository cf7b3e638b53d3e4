using System;
using MeterNode.Board.Files;
using MeterNode.Services.Storage;
using VirtualEsp32;
using VirtualEsp32.Storage;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    public sealed class RecordFileTests
    {
        private readonly VirtualBoard _board = new VirtualBoard(DateTime.UnixEpoch, 1);

        [Fact]
        public void Load_OfWhatWasNeverSaved_IsMissing()
        {
            Run(() => Assert.Equal(RecordState.Missing, new RecordBench(1).Load()));
        }

        [Fact]
        public void Load_AfterEachSave_GivesItsValue()
        {
            Run(() =>
            {
                var writer = new RecordBench(1);
                writer.Load();
                for (long value = 1; value <= 5; value++)
                {
                    Assert.True(writer.Save(value * 1000));
                    var reader = new RecordBench(1);
                    Assert.Equal(RecordState.Whole, reader.Load());
                    Assert.Equal(value * 1000, reader.Value);
                    Assert.Equal(value, reader.File.Saves);
                }
            });
        }

        [Fact]
        public void Save_OfTooMuch_IsRefusedAndChangesNothing()
        {
            Run(() =>
            {
                var record = new RecordBench(1);
                record.Save(1);
                Assert.False(record.File.Save(new byte[65], 65));
                Assert.Equal(1, record.File.FailedSaves);
                Assert.Contains("too many", record.File.Problem);
                Assert.Equal(RecordState.Whole, record.Load());
                Assert.Equal(1, record.Value);
            });
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void Save_ToAFullFlash_FailsAndKeepsTheOther(bool isSilent)
        {
            Run(() =>
            {
                var record = new RecordFile("I:\\plan", new Crc32(), 9, 1, 6000);
                byte[] payload = new byte[6000];
                payload[0] = 1;
                Assert.True(record.Save(payload, 6000));
                _board.Flash.IsSilentWhenFull = isSilent;
                _board.Flash.WriteFile("I:\\ballast", new byte[_board.Flash.FreeBytes - 4096]);
                payload[0] = 2;
                Assert.False(record.Save(payload, 6000));
                Assert.NotEmpty(record.Problem);

                var reader = new RecordFile("I:\\plan", new Crc32(), 9, 1, 6000);
                reader.Load(null);
                Assert.Equal(1, reader.Image[RecordFormat.HeaderBytes]);

                _board.Flash.DeleteFile("I:\\ballast");
                Assert.True(reader.Save(payload, 6000));
                Assert.Equal(RecordState.Whole, record.Load(null));
                Assert.Equal(2, record.Image[RecordFormat.HeaderBytes]);
            });
        }

        [Fact]
        public void Load_OfAnotherKind_IsDamaged()
        {
            Run(() =>
            {
                new RecordBench(1).Save(5);
                Assert.Equal(RecordState.Damaged, new RecordFile(RecordBench.Path, new Crc32(), 8, 1, 64).Load(null));
            });
        }

        [Fact]
        public void Load_OfALargerFile_IsDamaged()
        {
            _board.Flash.WriteFile(RecordBench.Path + ".a", new byte[5000]);
            Run(() => Assert.Equal(RecordState.Damaged, new RecordBench(1).Load()));
        }

        [Fact]
        public void Load_OfAnOlderSchema_ConvertsOnce()
        {
            Run(() =>
            {
                var old = new RecordBench(1);
                old.Save(1);
                old.Save(2);
                var first = new RecordBench(2);
                Assert.Equal(RecordState.Whole, first.Load());
                Assert.Equal(2, first.Value);
                Assert.Equal(1, first.Migrations);
                var second = new RecordBench(2);
                Assert.Equal(RecordState.Whole, second.Load());
                Assert.Equal(2, second.Value);
                Assert.Equal(0, second.Migrations);
                Assert.Equal(3, second.File.Saves);
            });
        }

        [Fact]
        public void Load_ByAnOlderFirmware_FallsBackToItsOwnCopyAndNeverReusesANumber()
        {
            Run(() =>
            {
                var old = new RecordBench(1);
                old.Save(1);
                old.Save(2);
                new RecordBench(2).Load();

                var back = new RecordBench(1);
                Assert.Equal(RecordState.OneCopy, back.Load());
                Assert.Equal(2, back.Value);
                Assert.True(back.Save(3));
                Assert.Equal(4, back.File.Saves);
                Assert.Equal(RecordState.Whole, new RecordBench(1).Load());
            });
        }

        [Fact]
        public void Load_OfNewerSchemasOnly_SaysSo()
        {
            Run(() =>
            {
                var newer = new RecordBench(2);
                newer.Save(1);
                newer.Save(2);
                Assert.Equal(RecordState.OtherSchema, new RecordBench(1).Load());
            });
        }

        [Fact]
        public void PowerCut_AtEveryOperationOfSaves_LeavesTheLastOneOrTheNext()
        {
            int runs = PowerCutRun.Everywhere((board, _) =>
            {
                long tried = 0;
                long saved = 0;
                return (
                    () =>
                    {
                        var record = new RecordBench(1);
                        record.Load();
                        for (long value = 1; value <= 6; value++)
                        {
                            tried = board.Powered ? value : tried;
                            saved = record.Save(value) ? value : saved;
                        }
                    },
                    () =>
                    {
                        var record = new RecordBench(1);
                        var state = record.Load();
                        long value = state is RecordState.Whole or RecordState.OneCopy ? record.Value : 0;
                        Assert.InRange(value, saved, tried);
                        Assert.Equal(value, record.File.Saves);
                        Assert.True(record.Save(100));
                        var again = new RecordBench(1);
                        again.Load();
                        Assert.Equal(100, again.Value);
                    });
            });
            Assert.True(runs > 60);
        }

        [Fact]
        public void PowerCut_AtEveryOperationOfAMigration_LeavesTheValue()
        {
            int runs = PowerCutRun.Everywhere((board, _) =>
            {
                bool savedNew = false;
                bool triedNew = false;
                foreach (var (path, content) in OldCopies())
                {
                    board.Flash.WriteFile(path, content);
                }

                return (
                    () =>
                    {
                        var record = new RecordBench(2);
                        record.Load();
                        triedNew = board.Powered;
                        savedNew = record.Save(3);
                    },
                    () =>
                    {
                        var record = new RecordBench(2);
                        Assert.Contains(record.Load(), new[] { RecordState.Whole, RecordState.OneCopy });
                        Assert.InRange(record.Value, savedNew ? 3 : 2, triedNew ? 3 : 2);
                    });
            });
            Assert.True(runs > 25);
        }

        [Fact]
        public void BitRot_AnywhereInACopy_IsNoticedAndTheOtherOneCounts()
        {
            Run(() =>
            {
                var record = new RecordBench(1);
                record.Save(1);
                record.Save(2);
                foreach (string ending in new[] { ".a", ".b" })
                {
                    string path = RecordBench.Path + ending;
                    long other = ending == ".a" ? 2 : 1;
                    int size = _board.Flash.ReadFile(path).Length;
                    for (int bit = 0; bit < size * 8; bit++)
                    {
                        _board.Flash.FlipBits(path, bit / 8, (byte)(1 << (bit % 8)));
                        Assert.Equal(RecordState.OneCopy, record.Load());
                        Assert.Equal(other, record.Value);
                        _board.Flash.FlipBits(path, bit / 8, (byte)(1 << (bit % 8)));
                    }
                }
            });
        }

        [Fact]
        public void BitRot_InBothCopies_IsDamagedAndASaveMendsIt()
        {
            Run(() =>
            {
                var record = new RecordBench(1);
                record.Save(1);
                record.Save(2);
                _board.Flash.FlipBits(RecordBench.Path + ".a", 30, 1);
                _board.Flash.FlipBits(RecordBench.Path + ".b", 30, 1);
                Assert.Equal(RecordState.Damaged, record.Load());
                Assert.True(record.Save(3));
                Assert.Equal(RecordState.OneCopy, record.Load());
                Assert.Equal(3, record.Value);
            });
        }

        private static (string Path, byte[] Content)[] OldCopies()
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            board.PowerOn(() =>
            {
                var old = new RecordBench(1);
                old.Save(1);
                old.Save(2);
            });
            board.RunFor(TimeSpan.FromMinutes(1));
            string a = RecordBench.Path + ".a";
            string b = RecordBench.Path + ".b";
            return new[] { (a, board.Flash.ReadFile(a)), (b, board.Flash.ReadFile(b)) };
        }

        private void Run(Action firmware)
        {
            _board.PowerOn(firmware);
            _board.RunFor(TimeSpan.FromHours(1));
            Assert.Empty(_board.UnhandledExceptions);
        }
    }
}
