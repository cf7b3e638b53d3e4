using System;
using System.IO;
using System.Linq;
using nanoFramework.Networking;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Storage;
using Xunit;
using Directory = VirtualEsp32.Shadow.Directory;
using File = VirtualEsp32.Shadow.File;
using FileStream = VirtualEsp32.Shadow.FileStream;

namespace MeterNode.System.Tests.Storage
{
    public sealed class FlashTests
    {
        private const string Path = "I:\\data.bin";

        private readonly VirtualBoard _board = new VirtualBoard(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), 1);

        [Fact]
        public void WriteAllBytes_ThenReadAllBytes_GivesTheSame()
        {
            byte[] data = Pattern(5000);
            byte[]? read = null;

            Run(() =>
            {
                File.WriteAllBytes(Path, data);
                read = File.ReadAllBytes(Path);
            });

            Assert.Equal(data, read);
            Assert.Equal(data, _board.Flash.ReadFile(Path));
        }

        [Fact]
        public void Stream_SeekWriteAndAppend_ChangesTheRightBytes()
        {
            string text = string.Empty;

            Run(() =>
            {
                File.WriteAllText(Path, "0123456789");
                using (var stream = File.Open(Path, FileMode.Open))
                {
                    stream.Seek(-3, SeekOrigin.End);
                    stream.WriteByte((byte)'x');
                    stream.Position = 12;
                    stream.Write(new[] { (byte)'y' }, 0, 1);
                    stream.SetLength(13);
                }

                using (var stream = new FileStream(Path, FileMode.Append))
                {
                    stream.WriteByte((byte)'z');
                }

                text = File.ReadAllText(Path);
            });

            Assert.Equal("0123456x89\0\0yz", text);
        }

        [Fact]
        public void Write_CostsTimeThatStallsTheBoard()
        {
            long beforeUs = 0;
            long afterUs = 0;

            Run(() =>
            {
                beforeUs = _board.Scheduler.NowUs;
                File.WriteAllBytes(Path, new byte[8192]);
                afterUs = _board.Scheduler.NowUs;
            });

            // Two pointers make three sectors of 8 kB: three erases, eight kilobytes to program.
            long leastUs = (3 * _board.Timings.FlashEraseUs) + (8 * _board.Timings.FlashProgramPerKilobyteUs);
            Assert.InRange(afterUs - beforeUs, leastUs, leastUs + 20_000);
        }

        [Fact]
        public void Errors_AreIoExceptions()
        {
            Run(() =>
            {
                File.WriteAllText("I:\\a", "a");
                File.WriteAllText("I:\\b", "b");
                Directory.CreateDirectory("I:\\d");
                File.WriteAllText("I:\\d\\x", "x");
                Assert.Throws<IOException>(() => File.ReadAllBytes("I:\\none"));
                Assert.Throws<IOException>(() => File.Move("I:\\a", "I:\\b"));
                Assert.Throws<IOException>(() => File.Move("I:\\none", "I:\\c"));
                Assert.Throws<IOException>(() => File.Copy("I:\\a", "I:\\b"));
                Assert.Throws<IOException>(() => File.WriteAllText("I:\\nowhere\\a", "a"));
                Assert.Throws<IOException>(() => File.WriteAllText("D:\\a", "a"));
                Assert.Throws<IOException>(() => File.Delete("I:\\d"));
                Assert.Throws<IOException>(() => Directory.Delete("I:\\d"));
                Assert.Throws<IOException>(() => Directory.GetFiles("I:\\nowhere"));
                Assert.Throws<IOException>(() => Directory.CreateDirectory("I:\\x\\y"));
                Assert.Throws<ArgumentException>(() => File.Open("I:\\a", FileMode.Create, FileAccess.Read));
                File.Delete("I:\\none");
                Assert.False(File.Exists("D:\\a"));
                Assert.False(File.Exists("I:\\d"));
            });
        }

        [Fact]
        public void Move_ToAFreeName_IsDurableAtOnce()
        {
            Run(() =>
            {
                File.WriteAllText("I:\\new", "1");
                File.Move("I:\\new", "I:\\old");
                _board.PowerOff();
                _board.Scheduler.Advance(1);
            });

            Assert.Equal(new[] { "I:\\old" }, _board.Flash.ListFiles());
        }

        [Fact]
        public void Open_Twice_IsRefusedUnlessBothShare()
        {
            Run(() =>
            {
                using var first = new FileStream(Path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
                Assert.Throws<IOException>(() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read));
                Assert.Throws<IOException>(() => new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
                Assert.Throws<IOException>(() => File.Delete(Path));
                using var second = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                Assert.Equal(0, second.Length);
            });
        }

        [Fact]
        public void Close_ByDispose_ReleasesTheFile()
        {
            Run(() =>
            {
                var stream = File.Create(Path);
                stream.Dispose();
                stream.Dispose();
                Assert.Throws<ObjectDisposedException>(() => stream.WriteByte(1));
                File.Delete(Path);
            });

            Assert.Empty(_board.Flash.ListFiles());
        }

        [Fact]
        public void Directories_HoldFilesOfTheirOwn()
        {
            string[] files = Array.Empty<string>();
            string[] directories = Array.Empty<string>();

            Run(() =>
            {
                Directory.CreateDirectory("I:\\log");
                Directory.CreateDirectory("I:\\log");
                File.WriteAllText("I:\\log\\b", "b");
                File.WriteAllText("I:/log/a", "a");
                File.WriteAllText("I:\\log\\con_1.sys", "hidden");
                File.WriteAllText("I:\\a", "root");
                files = Directory.GetFiles("I:\\log\\");
                directories = Directory.GetDirectories("I:\\");
                Directory.Delete("I:\\log", true);
                Assert.False(Directory.Exists("I:\\log"));
            });

            Assert.Equal(new[] { "I:\\log\\a", "I:\\log\\b" }, files);
            Assert.Equal(new[] { "I:\\log" }, directories);
            Assert.Equal(new[] { "I:\\a" }, _board.Flash.ListFiles());
        }

        [Fact]
        public void Write_BeyondTheSize_ThrowsAndKeepsTheOldContent()
        {
            Run(() =>
            {
                File.WriteAllBytes(Path, Pattern(100_000));
                Assert.Throws<IOException>(() => File.WriteAllBytes(Path, new byte[200_000]));
                Assert.Throws<IOException>(() => File.WriteAllBytes("I:\\other", new byte[200_000]));
            });

            Assert.Equal(Pattern(100_000), _board.Flash.ReadFile(Path));
            Assert.InRange(_board.Flash.FreeBytes, 256 * 1024 - 100_000 - (5 * 4096), 256 * 1024 - 100_000);
        }

        [Fact]
        public void Write_BeyondTheSizeOfASilentFlash_LosesTheDataWithoutAWord()
        {
            _board.Flash.IsSilentWhenFull = true;

            Run(() =>
            {
                File.WriteAllBytes(Path, Pattern(100_000));
                File.WriteAllBytes(Path, new byte[200_000]);
            });

            Assert.Equal(Pattern(100_000), _board.Flash.ReadFile(Path));
        }

        [Fact]
        public void Flash_FilledAndEmptiedAgainAndAgain_LosesNoSector()
        {
            int free = _board.Flash.FreeBytes;

            Run(() =>
            {
                for (int i = 0; i < 50; i++)
                {
                    File.WriteAllBytes(Path, new byte[3000 * (i % 20)]);
                    Assert.Throws<IOException>(() => File.WriteAllBytes("I:\\big", new byte[300_000]));
                    File.Delete("I:\\big");
                    File.Delete(Path);
                }
            });

            Assert.Equal(free, _board.Flash.FreeBytes);
        }

        [Fact]
        public void Erases_OfFilesRewrittenAlternately_AreSpreadOverTheFlash()
        {
            const int Writes = 3000;

            Run(() =>
            {
                for (int i = 0; i < Writes; i++)
                {
                    File.WriteAllBytes("I:\\record." + (i % 2), new byte[2000]);
                }
            });

            double average = _board.Flash.TotalErases / (_board.Flash.SizeBytes / 4096.0);
            Assert.InRange(_board.Flash.TotalErases, Writes, Writes * 1.3);
            Assert.InRange(_board.Flash.MostSectorErases, average, average * 12);
        }

        [Fact]
        public void Erases_OfSmallFiles_AreFewBecauseTheyLiveInTheLog()
        {
            Run(() =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    File.WriteAllBytes("I:\\record." + (i % 2), new byte[100]);
                }
            });

            Assert.InRange(_board.Flash.TotalErases, 20, 150);
        }

        [Fact]
        public void Append_OneRecordATime_RewritesOnlyTheLastSector()
        {
            Run(() =>
            {
                File.WriteAllBytes(Path, new byte[40_000]);
                long before = _board.Flash.TotalErases;
                for (int i = 0; i < 10; i++)
                {
                    using var stream = new FileStream(Path, FileMode.Append);
                    stream.Write(new byte[50], 0, 50);
                }

                Assert.InRange(_board.Flash.TotalErases - before, 10, 13);
            });
        }

        [Fact]
        public void Resize_ToTheLargeChip_TakesMore()
        {
            _board.Flash.Resize(VirtualFlash.LargeBytes);

            Run(() => File.WriteAllBytes(Path, new byte[1_500_000]));

            Assert.Equal(1_500_000, _board.Flash.ReadFile(Path).Length);
        }

        [Fact]
        public void SaveAndLoad_ThroughADirectoryOfThePc_KeepsFiles()
        {
            string directory = global::System.IO.Path.Combine(global::System.IO.Path.GetTempPath(), Guid.NewGuid().ToString("N"));
            try
            {
                _board.Flash.WriteFile("I:\\a", Pattern(10));
                _board.Flash.WriteFile("I:\\log\\b", Pattern(9000));
                _board.Flash.SaveTo(directory);
                var other = new VirtualBoard(DateTime.UnixEpoch, 2);
                other.Flash.WriteFile("I:\\gone", Pattern(1));

                other.Flash.LoadFrom(directory);

                Assert.Equal(new[] { "I:\\a", "I:\\log\\b" }, other.Flash.ListFiles());
                Assert.Equal(Pattern(9000), other.Flash.ReadFile("I:\\log\\b"));
            }
            finally
            {
                global::System.IO.Directory.Delete(directory, true);
            }
        }

        [Fact]
        public void FlipBits_InAFile_IsReadByTheFirmware()
        {
            _board.Flash.WriteFile(Path, Pattern(10));
            byte[] read = Array.Empty<byte>();

            _board.Flash.FlipBits(Path, 3, 0x80);
            Run(() => read = File.ReadAllBytes(Path));

            Assert.Equal(3 ^ 0x80, read[3]);
            Assert.Throws<ArgumentOutOfRangeException>(() => _board.Flash.FlipBits(Path, 10, 1));
        }

        [Fact]
        public void DamagedFileSystem_AtTheNextStart_IsFormattedTogetherWithTheCredentials()
        {
            _board.Flash.WriteFile(Path, Pattern(10));
            Run(() => WifiNetworkHelper.Reconnect());
            bool joinedBefore = _board.Network.IsJoined;

            _board.Flash.DamageFileSystem();
            _board.Reset(ResetCause.Software);
            _board.RunFor(TimeSpan.FromSeconds(20));

            Assert.True(joinedBefore);
            Assert.Equal(1, _board.Flash.Formats);
            Assert.Empty(_board.Flash.ListFiles());
            Assert.False(_board.Network.IsJoined);
        }

        [Fact]
        public void WorldSide_TakesNoTimeAndCountsNothing()
        {
            _board.Flash.WriteFile(Path, Pattern(5000));
            _board.Flash.ReadFile(Path);
            bool deleted = _board.Flash.DeleteFile(Path);

            Assert.True(deleted);
            Assert.False(_board.Flash.DeleteFile(Path));
            Assert.Equal(0, _board.Flash.Operations);
            Assert.Equal(0, _board.Scheduler.NowUs);
        }

        [Fact]
        public void Operations_AreToldBeforeAndAfter()
        {
            var told = new global::System.Collections.Generic.List<string>();
            _board.Flash.OperationStarting += operation => told.Add("<" + operation.Kind);
            _board.Flash.OperationFinished += operation => told.Add(operation.Kind + ">" + operation.ChangeIndex);

            Run(() => File.WriteAllText(Path, "x"));

            Assert.Equal(
                new[] { "<Lookup", "Lookup>-1", "<Create", "Create>0", "<Write", "Write>1", "<Commit", "Commit>2" },
                told);
            Assert.Equal(4, _board.Flash.Operations);
            Assert.Equal(3, _board.Flash.Changes);
        }

        private static byte[] Pattern(int length)
        {
            return Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        }

        private void Run(Action firmware)
        {
            _board.PowerOn(() =>
            {
                if (_board.Boots == 1)
                {
                    firmware();
                }
            });
            _board.RunFor(TimeSpan.FromHours(1));
        }
    }
}
