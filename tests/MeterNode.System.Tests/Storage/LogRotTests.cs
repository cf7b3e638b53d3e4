using System;
using System.Collections.Generic;
using System.Linq;
using VirtualEsp32;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    public sealed class LogRotTests
    {
        private readonly VirtualBoard _board = new VirtualBoard(DateTime.UnixEpoch, 1);

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void BitRot_OfEachByteOfEachFile_CostsOneEntryAtMostAndIsCounted(bool wholeByte)
        {
            int flips = 0;
            Run(() =>
            {
                var writer = Fill();
                long committed = writer.Log.Committed;
                long released = writer.Log.Released;
                var files = _board.Flash.ListFiles().ToDictionary(path => path, _board.Flash.ReadFile);
                Assert.Contains(files.Keys, path => path.Contains("\\t"));
                foreach (var (path, content) in files)
                {
                    for (int offset = 0; offset < content.Length; offset++, flips++)
                    {
                        _board.Flash.FlipBits(path, offset, (byte)(wholeByte ? 0xFF : 1 << (offset % 8)));
                        Require(path, offset, committed, released);
                        Restore(files);
                    }
                }
            });
            Assert.True(flips > 600);
        }

        [Fact]
        public void BitRot_OfTheWholeRecord_SendsAgainAndGivesNoNumberTwice()
        {
            Run(() =>
            {
                var writer = new LogBench();
                writer.Open();
                for (int i = 0; i < 30; i++)
                {
                    writer.Add();
                    Assert.True(writer.Log.Commit());
                    writer.Deliver(1);
                }

                _board.Flash.DeleteFile("I:\\log.log.a");
                _board.Flash.DeleteFile("I:\\log.log.b");
                var log = new LogBench();
                Assert.True(log.Open());
                Assert.Equal(31, log.Log.Next);
                log.RequireAll();
            });
        }

        private static LogBench Fill()
        {
            var writer = new LogBench();
            writer.Open();
            for (int i = 0; i < 48; i++)
            {
                writer.Add();
                writer.Log.Commit();
                if (i == 4 || i == 44)
                {
                    writer.Deliver(2);
                }
            }

            return writer;
        }

        private static void Require(string path, int offset, long committed, long released)
        {
            string where = path + " at " + offset;
            var log = new LogBench();
            Assert.True(log.Open());
            Assert.True(log.Log.Next > committed, where);
            Assert.True(log.Log.Released <= released, where);
            var numbers = log.ReadAll();
            long missing = committed - log.Log.Released - numbers.Count;
            log.Acknowledge(numbers[^1]);

            // A thinned entry stands for four at most. What is missing at the very end is found when the next one comes.
            Assert.InRange(missing, 0, path.Contains("\\t") ? 4 : path.Contains("\\e") ? 1 : 0);
            log.Add();
            Assert.True(log.Log.Commit());
            log.Deliver(1);
            Assert.Equal(missing, log.Log.Damaged);
        }

        private void Restore(Dictionary<string, byte[]> files)
        {
            foreach (string path in _board.Flash.ListFiles())
            {
                if (!files.ContainsKey(path))
                {
                    _board.Flash.DeleteFile(path);
                }
            }

            foreach (var (path, content) in files)
            {
                _board.Flash.WriteFile(path, content);
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
