using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using MeterNode.Board.Commands;
using MeterNode.Cli;
using MeterNode.System.Tests.Nodes;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary><c>meternode command</c> against the whole firmware over a real broker.</summary>
    public sealed class CommandTests
    {
        private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

        [Fact]
        public void Settings_RotateKey_Restart_AreCarriedOutInTurn()
        {
            using var broker = EmbeddedBroker.Start();
            using var folder = new TempFolder();
            using var world = Start(broker, Key);
            string key = folder.Write("home.key", Key + "\n");
            string text = world.SettingsText.Replace("\"limit_a\": 60", "\"limit_a\": 50", StringComparison.Ordinal) + new string(' ', 4000);
            string settings = folder.Write("settings.json", text);
            var run = During(world, Args(broker, key, "settings", settings));
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            Assert.Equal("taken; the node restarts with these settings and the passwords that it has\n", run.Output);
            world.RunFor(TimeSpan.FromSeconds(25));
            Assert.Equal(2, world.Board.Boots);
            Assert.Equal(text, Encoding.UTF8.GetString(world.Board.Flash.ReadFile(NodeWorld.SettingsPath)));

            run = During(world, Args(broker, key, "rotate-key"));
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            Assert.NotEqual(Key, File.ReadAllText(key).Trim());
            Assert.Equal(new[] { "home.key", "settings.json" }, folder.Names());

            run = During(world, Args(broker, key, "restart"));
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            world.RunFor(TimeSpan.FromSeconds(25));
            Assert.Equal(3, world.Board.Boots);
            Assert.Equal("taken; the node restarts\n", run.Output);
        }

        [Fact]
        public void Settings_WhoseBase64HasAPlus_Arrive()
        {
            using var broker = EmbeddedBroker.Start();
            using var folder = new TempFolder();
            using var world = Start(broker, Key);
            string text = world.SettingsText.Replace("\"Test home\"", "\"~~~ Küche >>>\"", StringComparison.Ordinal);
            Assert.Contains("+", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

            var run = During(world, Args(broker, folder.Write("home.key", Key), "settings", folder.Write("settings.json", text)));

            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            Assert.Equal(text, Encoding.UTF8.GetString(world.Board.Flash.ReadFile(NodeWorld.SettingsPath)));
        }

        [Fact]
        public void Passwords_AreSentOnlyWhenAskedFor()
        {
            using var broker = EmbeddedBroker.Start();
            using var folder = new TempFolder();
            using var world = Start(broker, Key);
            string key = folder.Write("home.key", Key + "\n");
            string otherPassword = world.SettingsText.Replace("not a real one", "another one", StringComparison.Ordinal);
            string otherNetwork = world.SettingsText.Replace("\"ssid\": \"home\"", "\"ssid\": \"barn\"", StringComparison.Ordinal);
            string settings = folder.Write("settings.json", otherNetwork);
            Refused(
                "the node refuses: bad_settings: wifi.password: is true, and the node has none for the network \"barn\" to keep; allowed is a text; --with-passwords sends those of the file",
                During(world, Args(broker, key, "settings", settings)));
            settings = folder.Write("settings.json", otherPassword);
            Assert.Equal(ExitCode.Ok, During(world, Args(broker, key, "settings", settings)).ExitCode);
            Assert.Equal(world.SettingsText, Encoding.UTF8.GetString(world.Board.Flash.ReadFile(NodeWorld.SettingsPath)));
            world.RunFor(TimeSpan.FromSeconds(25));
            var run = During(world, Args(broker, key, "settings", settings, "--with-passwords"));
            Assert.Equal("taken; the node restarts with these settings\n", run.Output);
            Assert.Equal(otherPassword, Encoding.UTF8.GetString(world.Board.Flash.ReadFile(NodeWorld.SettingsPath)));
            world.RunFor(TimeSpan.FromSeconds(25));

            // A file that was kept without passwords from the beginning.
            settings = folder.Write("settings.json", otherPassword.Replace("\"another one\"", "true", StringComparison.Ordinal));
            run = During(world, Args(broker, key, "settings", settings));
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            Assert.Equal(otherPassword, Encoding.UTF8.GetString(world.Board.Flash.ReadFile(NodeWorld.SettingsPath)));
        }

        [Fact]
        public void Password_WrittenSoThatOnlyTheBoardsReaderFindsIt_IsNotSent()
        {
            using var folder = new TempFolder();
            string key = folder.Write("home.key", Key);
            string settings = folder.Write("settings.json", TestWorld.Settings.Replace("\"password\": \"not a real one\"", "'password': \"not a real one\"", StringComparison.Ordinal));
            var run = Cli.Run("command", "--broker", "127.0.0.1:1", "--id", "x", "--key-file", key, "settings", settings);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains("has a password that is written in an unusual way", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("not a real one", run.Error, StringComparison.Ordinal);
        }

        [Fact]
        public void Refusals_AreToldInOneLine()
        {
            using var broker = EmbeddedBroker.Start();
            using var folder = new TempFolder();
            using var world = Start(broker, Key);
            string key = folder.Write("home.key", Key);
            string wrong = folder.Write("wrong.key", Key.Replace('1', '2'));
            Refused("the node refuses: bad_signature: not signed with this node's key for this topic", During(world, Args(broker, wrong, "restart")));
            Refused("the node refuses: bad_signature: not signed with this node's key for this topic", During(world, Args(broker, wrong, "rotate-key")));
            Assert.False(File.Exists(wrong + ".next"));
            Assert.Equal(ExitCode.Ok, During(world, Args(broker, key, "restart", "--counter", "5")).ExitCode);
            world.RunFor(TimeSpan.FromSeconds(25));
            Refused("the node refuses: replayed: allowed is a counter above 5", During(world, Args(broker, key, "restart", "--counter", "5")));
        }

        [Theory]
        [InlineData("explode", "COMMAND: is 'explode'; allowed is restart, settings FILE or rotate-key")]
        [InlineData("settings", "FILE: is missing; allowed is the path of a settings file")]
        [InlineData("restart x.json", "FILE: is 'x.json'; allowed with settings only")]
        [InlineData("restart --with-passwords", "--with-passwords: is given; allowed with settings only")]
        [InlineData("restart --counter 0", "--counter: is '0'; allowed is a whole number from 1 to 9223372036854775807")]
        [InlineData("restart --valid-for 86401", "--valid-for: is '86401'; allowed is a whole number from 0 to 86400")]
        [InlineData("restart --counter 9223372036854775808", "--counter: is '9223372036854775808'")]
        public void CommandLine_ThatIsWrong_IsToldInOneLine(string rest, string expected)
        {
            using var folder = new TempFolder();
            string key = folder.Write("home.key", Key);
            var run = Cli.Run(["command", "--broker", "127.0.0.1:1", "--id", "x", "--key-file", key, .. rest.Split(' ')]);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        }

        [Fact]
        public void KeyFile_ThatIsNone_IsRefusedWithoutShowingIt()
        {
            using var folder = new TempFolder();
            string key = folder.Write("home.key", "s3cret");
            var run = Cli.Run("command", "--broker", "127.0.0.1:1", "--id", "x", "--key-file", key, "restart");
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.DoesNotContain("s3cret", run.Error, StringComparison.Ordinal);
            Assert.Contains("64 hexadecimal digits", run.Error, StringComparison.Ordinal);
        }

        private static void Refused(string expected, Cli run)
        {
            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.Equal("meternode: " + expected + "\n", run.Error);
        }

        private static NodeWorld Start(EmbeddedBroker broker, string key)
        {
            var world = TestWorld.Create();
            world.Board.Flash.WriteFile(CommandKeyStore.KeyPath, Encoding.ASCII.GetBytes(key));
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            return world;
        }

        private static Cli During(NodeWorld world, string[] args)
        {
            var command = Task.Run(() => Cli.Run(args));
            while (!command.IsCompleted)
            {
                world.RunFor(TimeSpan.FromSeconds(0.2));
                world.Board.Network.Settle();
            }

            return command.GetAwaiter().GetResult();
        }

        private static string[] Args(EmbeddedBroker broker, string key, params string[] rest)
        {
            // The virtual clock is another one than the PC's, and no test may hang on how far they are apart.
            string port = broker.Endpoint.Port.ToString(CultureInfo.InvariantCulture);
            return ["command", "--broker", "127.0.0.1:" + port, "--id", "test-1", "--key-file", key, "--valid-for", "0", .. rest];
        }
    }
}
