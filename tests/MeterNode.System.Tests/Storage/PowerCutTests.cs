using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Storage;
using Xunit;
using File = VirtualEsp32.Shadow.File;
using FileStream = VirtualEsp32.Shadow.FileStream;

namespace MeterNode.System.Tests.Storage
{
    public sealed class PowerCutTests
    {
        private const string Path = "I:\\data.bin";

        private readonly VirtualBoard _board = new VirtualBoard(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), 1);

        [Fact]
        public void PowerCut_BeforeClose_LeavesTheOldContent()
        {
            _board.Flash.WriteFile(Path, Encoding.UTF8.GetBytes("old"));

            Run(() =>
            {
                var stream = File.Open(Path, FileMode.Create);
                stream.Write(new byte[10_000], 0, 10_000);
                stream.Flush();
                _board.PowerOff();
                _board.Scheduler.Advance(1);
                stream.Close();
            });

            Assert.Equal("old", Encoding.UTF8.GetString(_board.Flash.ReadFile(Path)));
        }

        [Fact]
        public void PowerCut_BeforeTheFirstClose_LeavesAnEmptyFile()
        {
            Run(() =>
            {
                using var stream = File.Create(Path);
                stream.WriteByte(1);
                _board.PowerOff();
                _board.Scheduler.Advance(1);
            });

            Assert.Empty(_board.Flash.ReadFile(Path));
        }

        [Fact]
        public void PowerCut_WhileTheCommitTakesItsTime_LeavesTheOldContent()
        {
            _board.Flash.WriteFile(Path, Encoding.UTF8.GetBytes("old"));
            _board.Flash.OperationStarting += operation =>
            {
                if (operation.Kind == FlashOperationKind.Commit)
                {
                    _board.Scheduler.At(_board.Scheduler.NowUs + 100, _board.PowerOff);
                }
            };

            Run(() => File.WriteAllText(Path, "new"));

            Assert.Equal("old", Encoding.UTF8.GetString(_board.Flash.ReadFile(Path)));
        }

        [Fact]
        public void PowerCut_AfterTheCommit_LeavesTheNewContent()
        {
            _board.Flash.OperationFinished += operation =>
            {
                if (operation.Kind == FlashOperationKind.Commit)
                {
                    _board.PowerOff();
                }
            };
            bool wentOn = false;

            Run(() =>
            {
                File.WriteAllText(Path, "new");
                wentOn = true;
            });

            Assert.Equal("new", Encoding.UTF8.GetString(_board.Flash.ReadFile(Path)));
            Assert.False(wentOn);
        }

        [Fact]
        public void PowerCut_AtEveryChange_LeavesEachFileAsItWasOrAsItWasToBe()
        {
            int cuts = 0;
            for (bool wasCut = true; wasCut; cuts++)
            {
                var board = new VirtualBoard(DateTime.UnixEpoch, 1);
                board.Flash.WriteFile("I:\\a", Encoding.UTF8.GetBytes("a0"));
                board.Flash.WriteFile("I:\\b", new byte[6000]);
                int free = board.Flash.FreeBytes;
                wasCut = CutAt(board, cuts);

                Assert.Contains(Text(board, "I:\\a"), new[] { "a0", "a1" });
                Assert.Contains(Text(board, "I:\\b").Length, new[] { 6000, 6400 });
                Assert.Contains(Text(board, "I:\\c"), new[] { string.Empty, "c" });
                if (wasCut && Text(board, "I:\\b").Length == 6000)
                {
                    Assert.Equal(free, board.Flash.FreeBytes);
                }
            }

            // a: truncate, write, commit; b: write, commit; c: make, write, commit, rename.
            Assert.Equal(9 + 1, cuts);
        }

        [Fact]
        public void Reset_WithAStreamOpen_FreesTheFile()
        {
            var texts = new List<string>();
            _board.PowerOn(() =>
            {
                var stream = new FileStream(Path, FileMode.OpenOrCreate);
                stream.Write(Encoding.UTF8.GetBytes("boot " + _board.Boots), 0, 6);
                if (_board.Boots == 1)
                {
                    _board.Reset(ResetCause.Software);
                    _board.Scheduler.Advance(1);
                }

                stream.Close();
                texts.Add(File.ReadAllText(Path));
            });

            _board.RunFor(TimeSpan.FromSeconds(30));

            Assert.Equal(new[] { "boot 2" }, texts);
        }

        [Fact]
        public void EventThatReadsAFile_TakesNoTimeOfTheBoard()
        {
            _board.Flash.WriteFile(Path, Encoding.UTF8.GetBytes("x"));
            string text = string.Empty;
            long atUs = 0;
            _board.Scheduler.At(5_000_000, () =>
            {
                text = File.ReadAllText(Path);
                atUs = _board.Scheduler.NowUs;
            });

            Run(() => VirtualEsp32.Shadow.Thread.Sleep(10_000));

            Assert.Equal("x", text);
            Assert.Equal(5_000_000, atUs);
        }

        /// <summary>Writes three files and cuts the power at a change.</summary>
        /// <returns>Whether there was such a change.</returns>
        private static bool CutAt(VirtualBoard board, long change)
        {
            bool cut = false;
            board.Flash.OperationStarting += operation =>
            {
                if (operation.ChangeIndex == change)
                {
                    cut = true;
                    board.PowerOff();
                }
            };
            board.PowerOn(() =>
            {
                File.WriteAllText("I:\\a", "a1");
                using (var stream = new FileStream("I:\\b", FileMode.Append))
                {
                    stream.Write(new byte[400], 0, 400);
                }

                File.WriteAllText("I:\\c.new", "c");
                File.Move("I:\\c.new", "I:\\c");
            });
            board.RunFor(TimeSpan.FromSeconds(30));
            return cut;
        }

        private static string Text(VirtualBoard board, string path)
        {
            return board.Flash.HasFile(path) ? Encoding.UTF8.GetString(board.Flash.ReadFile(path)) : string.Empty;
        }

        private void Run(Action firmware)
        {
            _board.PowerOn(firmware);
            _board.RunFor(TimeSpan.FromMinutes(1));
        }
    }
}
