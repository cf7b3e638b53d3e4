using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterNode.Benchmarks.Link.Fuzz;
using MeterNode.Board.Commands;
using MeterNode.System.Tests.Storage;
using VirtualEsp32;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>Key and counter on flash: over provisioning, rotation, power cuts and damaged files.</summary>
    public sealed class CommandKeyStoreTests
    {
        private static readonly string[] s_paths = { CommandKeyStore.Path + ".a", CommandKeyStore.Path + ".b" };

        private readonly ITestOutputHelper _output;

        public CommandKeyStoreTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData("")]
        [InlineData("0123")]
        [InlineData("zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
        [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
        [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n0123456789abcdef0123456789abcdef")]
        public void KeyFile_ThatIsNone_GivesNoKey(string text)
        {
            OnBoard(board => board.Flash.WriteFile(CommandKeyStore.KeyPath, Encoding.UTF8.GetBytes(text)), store =>
            {
                Assert.Null(store.Key);
                Assert.NotEmpty(store.Problem);
                Assert.False(store.TryTake(1));
                Assert.False(store.TryRotate(CommandSigner.Key(2), 1));
            });
        }

        [Fact]
        public void KeyFile_WithALineEndAndCapitals_IsRead()
        {
            OnBoard(board => Provision(board, CommandSigner.Key(1), hex => hex.ToUpperInvariant() + "\r\n"), store => Assert.Equal(CommandSigner.Key(1), store.Key));
        }

        [Fact]
        public void NewKeyFile_AfterRotations_IsANewProvisioning()
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            Provision(board, CommandSigner.Key(1));
            Boot(board, store =>
            {
                Assert.True(store.TryTake(500));
                Assert.True(store.TryRotate(CommandSigner.Key(2), 600));
                Assert.False(store.TryTake(600));
            });
            Boot(board, store =>
            {
                Assert.Equal(CommandSigner.Key(2), store.Key);
                Assert.Equal(600, store.Counter);
            });
            Provision(board, CommandSigner.Key(3));
            Boot(board, store =>
            {
                Assert.Equal(CommandSigner.Key(3), store.Key);
                Assert.Equal(0, store.Counter);
            });
        }

        [Fact]
        public void KeyFile_WithTheRotatedKeyInUse_KeepsItsCounter()
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            Provision(board, CommandSigner.Key(1));
            Boot(board, store => Assert.True(store.TryRotate(CommandSigner.Key(2), 600) && store.TryTake(700)));
            Provision(board, CommandSigner.Key(2));
            for (int i = 0; i < 2; i++)
            {
                Boot(board, store =>
                {
                    Assert.Equal(CommandSigner.Key(2), store.Key);
                    Assert.Equal(700, store.Counter);
                });
            }

            // The file is known from now on: a later rotation is not undone by it.
            Boot(board, store => Assert.True(store.TryRotate(CommandSigner.Key(3), 800)));
            Boot(board, store => Assert.Equal(CommandSigner.Key(3), store.Key));
        }

        [Fact]
        public void SecondCopy_ThatCannotBeWritten_TakesNoCommandButARotationThatRulesAfterTheRestart()
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            Provision(board, CommandSigner.Key(1));
            Boot(board, store =>
            {
                Assert.True(store.TryTake(5));
                using (VirtualEsp32.Shadow.File.OpenRead(s_paths[0]))
                using (VirtualEsp32.Shadow.File.OpenRead(s_paths[1]))
                {
                    Assert.False(store.TryTake(6));
                    Assert.False(store.TryRotate(CommandSigner.Key(2), 6));
                }

                using (VirtualEsp32.Shadow.File.OpenRead(s_paths[1]))
                {
                    Assert.False(store.TryTake(7));
                }

                using (VirtualEsp32.Shadow.File.OpenRead(s_paths[0]))
                {
                    Assert.True(store.TryRotate(CommandSigner.Key(2), 8));
                    Assert.Equal(CommandSigner.Key(2), store.Key);
                }
            });
            Boot(board, store =>
            {
                Assert.Equal(CommandSigner.Key(2), store.Key);
                Assert.Equal(8, store.Counter);
                Assert.True(store.TryTake(9));
            });
        }

        [Fact]
        public void OneFile_LostInWhateverWay_TheOtherRefusesAllThatWasActedUpon()
        {
            foreach (string path in s_paths)
            {
                foreach (var harm in new Action<VirtualBoard>[]
                {
                    board => board.Flash.FlipBits(path, 40, 1), board => board.Flash.WriteFile(path, []), board => board.Flash.DeleteFile(path),
                    board => board.Flash.WriteFile(path, board.Flash.ReadFile(path)[..50]),
                })
                {
                    var board = new VirtualBoard(DateTime.UnixEpoch, 1);
                    Provision(board, CommandSigner.Key(1));
                    Boot(board, store => Assert.True(store.TryTake(5) && store.TryTake(7)));
                    harm(board);
                    Boot(board, store => Assert.Equal(7, store.Counter));
                }
            }
        }

        [Fact]
        public void BothFiles_Damaged_RefuseEverything()
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            Provision(board, CommandSigner.Key(1));
            Boot(board, store => Assert.True(store.TryTake(5)));
            foreach (string path in s_paths)
            {
                board.Flash.FlipBits(path, 30, 4);
            }

            Boot(board, store =>
            {
                Assert.Null(store.Key);
                Assert.Contains("command.a", store.Problem, StringComparison.Ordinal);
            });
        }

        [Fact]
        public void PowerCut_AtEveryOperation_ForgetsNothingThatWasActedUpon()
        {
            int checks = 0;
            int runs = PowerCutRun.Everywhere((board, _) =>
            {
                Provision(board, CommandSigner.Key(1));
                var acted = new List<long> { 0 };
                bool isRotated = false;
                return (Script, Check);

                void Script()
                {
                    var store = new CommandKeyStore();
                    store.Load();
                    for (long counter = 10; counter <= 30; counter += 10)
                    {
                        Act(store.TryTake(counter), counter);
                    }

                    bool isTold = store.TryRotate(CommandSigner.Key(2), 40);

                    // Ends this thread where the power has gone meanwhile: nobody is told of a rotation whose second copy it cut off.
                    VirtualEsp32.Shadow.Thread.Sleep(10);
                    isRotated = isTold;
                    Act(isRotated, 40);
                    Act(store.TryTake(50), 50);
                }

                void Act(bool isTaken, long counter)
                {
                    if (isTaken)
                    {
                        acted.Add(counter);
                    }
                }

                void Check()
                {
                    checks++;
                    var saved = s_paths.Where(board.Flash.HasFile).ToDictionary(path => path, board.Flash.ReadFile);
                    Assert.NotNull(Require(acted.Max(), isRotated).Key);

                    // And so it is with either of the two files alone.
                    foreach (string damaged in saved.Keys)
                    {
                        foreach (var (path, content) in saved)
                        {
                            board.Flash.WriteFile(path, path == damaged ? [1, 2, 3] : content);
                        }

                        Require(acted.Max(), isRotated);
                    }
                }

                static CommandKeyStore Require(long least, bool isRotated)
                {
                    var store = new CommandKeyStore();
                    store.Load();
                    if (store.Key is not null)
                    {
                        Assert.True(store.Counter >= least, "counter " + store.Counter + " after " + least);
                        Assert.False(store.TryTake(store.Counter));
                        Assert.True(!isRotated || store.Key.AsSpan().SequenceEqual(CommandSigner.Key(2)));
                    }

                    return store;
                }
            });
            _output.WriteLine(runs + " runs, " + checks + " checks");
            Assert.True(runs > 50);
        }

        [Fact]
        public void PowerCut_AtEveryOperationOfTheFirstStart_NeverLocksTheOwnerOut()
        {
            PowerCutRun.Everywhere((board, _) =>
            {
                Provision(board, CommandSigner.Key(1));
                return (Load, Check);

                static void Load()
                {
                    new CommandKeyStore().Load();
                }

                static void Check()
                {
                    var store = new CommandKeyStore();
                    store.Load();
                    Assert.Equal(CommandSigner.Key(1), store.Key);
                    Assert.True(store.TryTake(1));
                }
            });
        }

        private static void Provision(VirtualBoard board, byte[] key, Func<string, string>? form = null)
        {
            string hex = Convert.ToHexStringLower(key);
            board.Flash.WriteFile(CommandKeyStore.KeyPath, Encoding.ASCII.GetBytes(form is null ? hex : form(hex)));
        }

        private static void OnBoard(Action<VirtualBoard> prepare, Action<CommandKeyStore> check)
        {
            var board = new VirtualBoard(DateTime.UnixEpoch, 1);
            prepare(board);
            Boot(board, check);
        }

        /// <summary>One life of the board.</summary>
        private static void Boot(VirtualBoard board, Action<CommandKeyStore> life)
        {
            bool isDone = false;
            void Main()
            {
                var store = new CommandKeyStore();
                store.Load();
                life(store);
                isDone = true;
            }

            board.PowerOn(Main);
            board.RunFor(TimeSpan.FromMinutes(1));
            board.PowerOff();
            board.RunFor(TimeSpan.FromSeconds(1));
            Assert.True(isDone);
        }
    }
}
