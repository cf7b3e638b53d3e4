using System;
using System.Text;
using MeterNode.Board.Files;
using MeterNode.System.Tests.Nodes;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>The settings' files at every moment at which the power can go.</summary>
    public sealed class SettingsFilePowerCutTests
    {
        private readonly ITestOutputHelper _output;

        public SettingsFilePowerCutTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void PowerCut_AtEveryOperation_LeavesTheOldOrTheNewSettings_AndLastGoodOnes()
        {
            byte[] before = Text(60);
            byte[] after = Text(50);
            int runs = PowerCutRun.Everywhere((board, _) =>
            {
                board.Flash.WriteFile(SettingsFile.Path, before);
                bool isKept = false;
                bool isPromised = false;
                return (Script, Check);

                void Script()
                {
                    Assert.Equal(60, SettingsFile.Load().Settings!.Supply.LimitA);
                    isKept = board.Powered;
                    isPromised = SettingsFile.Replace(after) is null;
                    Assert.True(isPromised);
                    Assert.Equal(50, SettingsFile.Load().Settings!.Supply.LimitA);
                }

                void Check()
                {
                    // A file that was torn where the old one had been is made good from the copy that was written before it.
                    var file = SettingsFile.Load();
                    Assert.Equal(string.Empty, file.Problem);
                    int limitA = file.Settings!.Supply.LimitA;
                    Assert.True(limitA == 50 || (limitA == 60 && !isPromised));
                    Assert.Equal(limitA == 50 ? after : before, board.Flash.ReadFile(SettingsFile.Path));

                    // And now the owner spoils it.
                    board.Flash.WriteFile(SettingsFile.Path, Encoding.UTF8.GetBytes("{"));
                    file = SettingsFile.Load();
                    Assert.True(file.IsFallback);
                    Assert.Equal(limitA, file.Settings!.Supply.LimitA);
                    Assert.True(isKept || limitA == 60);
                }
            });
            _output.WriteLine(runs + " runs");
            Assert.True(runs > 40);
        }

        [Fact]
        public void PowerCut_WhileTheLastGoodOnesAreReplaced_NeverLosesThem()
        {
            byte[] before = Text(60);
            byte[] after = Text(50);
            PowerCutRun.Everywhere((board, _) =>
            {
                board.Flash.WriteFile(SettingsFile.Path, before);
                bool isKept = false;
                return (Script, Check);

                void Script()
                {
                    SettingsFile.Load();
                    isKept = board.Powered;
                    board.Flash.WriteFile(SettingsFile.Path, after);
                    SettingsFile.Load();
                }

                void Check()
                {
                    board.Flash.WriteFile(SettingsFile.Path, Encoding.UTF8.GetBytes("{"));
                    var file = SettingsFile.Load();
                    Assert.True(file.IsFallback);
                    Assert.True(!isKept || file.Settings is not null);
                }
            });
        }

        [Fact]
        public void FullFlash_OldSettingsStayAndTheReasonIsTold()
        {
            var board = new VirtualEsp32.VirtualBoard(DateTime.UnixEpoch, 1);
            board.Flash.WriteFile(SettingsFile.Path, Text(60));
            string? problem = null;
            int limitA = 0;
            board.PowerOn(() =>
            {
                SettingsFile.Load();
                board.Flash.WriteFile("I:\\ballast", new byte[board.Flash.FreeBytes - 4096]);
                problem = SettingsFile.Replace(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Text(50)) + new string(' ', 20000)));
                limitA = SettingsFile.Load().Settings!.Supply.LimitA;
            });
            board.RunFor(TimeSpan.FromMinutes(1));
            Assert.NotNull(problem);
            Assert.Equal(60, limitA);
        }

        private static byte[] Text(int limitA)
        {
            return Encoding.UTF8.GetBytes(TestWorld.Settings.Replace("\"limit_a\": 60", "\"limit_a\": " + limitA, StringComparison.Ordinal));
        }
    }
}
