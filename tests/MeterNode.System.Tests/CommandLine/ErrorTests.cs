using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using MeterNode.Cli;
using MeterNode.Cli.Simulation;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>Whatever is wrong with the input: one line that names it, exit code 2, and nothing done.</summary>
    public sealed class ErrorTests : IDisposable
    {
        private readonly TempFolder _folder = new TempFolder();

        public ErrorTests()
        {
            string settings = DefaultSettings.Text();
            _folder.Write("empty.txt", string.Empty);
            _folder.Write("no-json.json", "nothing");
            _folder.Write("commented.json", "// one's own\n" + settings);
            _folder.Write("limit.json", settings.Replace("\"limit_a\": 60", "\"limit_a\": 6000", StringComparison.Ordinal));
            _folder.Write("misspelt.json", settings.Replace("\"min_on_s\": 300", "\"min_on_seconds\": 300", StringComparison.Ordinal));
            _folder.Write("sauna-load.json", settings.Replace("\"name\": \"ev\", \"circuit\"", "\"name\": \"sauna\", \"circuit\"", StringComparison.Ordinal));
            _folder.Write("sauna-circuit.json", settings.Replace("\"name\": \"shower\"", "\"name\": \"sauna\"", StringComparison.Ordinal));
            const string Circuits = "{ \"circuits\": [ { \"name\": \"supply\", \"kind\": \"supply\" }, { \"name\": \"sockets\" } ]";
            _folder.Write("home-bare.json", Circuits + " }");
            _folder.Write("home-key.json", Circuits + ", \"appliances\": [ { \"kind\": \"heater\", \"name\": \"fan\", \"circuit\": \"sockets\", \"watts\": 5 } ] }");
            _folder.Write("household.csv", "time,live_power_w,evse_power_w,charging_current_a\n2023-12-17T13:25:00,500,0,0\n2023-12-17T13:25:01,500,0,0\n");
            _folder.Write("bad-row.csv", "time,live_power_w,evse_power_w,charging_current_a\n2023-12-17T13:25:00,500,0,0\n2023-12-17T13:25:01,x,0,0\n");
            _folder.Write("no-header.csv", "a,b\n1,2\n");
            _folder.Write("panels.csv", "time,solar_w,grid_w_import_positive\n2018-06-10T07:00:00,167,19\n");
            _folder.Write("prices.csv", "start_utc,import_p_per_kwh,export_p_per_kwh\n2026-01-14T00:00Z,10,5\n");
            _folder.Write("bad-prices.csv", "start_utc,import_p_per_kwh,export_p_per_kwh\n2026-01-14T00:30Z,10,5\n2026-01-14T00:00Z,10,5\n");
            Directory.CreateDirectory(_folder.File("folder"));
        }

        public static TheoryData<string, string[]> CommandLines => ErrorCases.CommandLines();

        public static TheoryData<string, string[]> Files => ErrorCases.Files();

        [Theory]
        [MemberData(nameof(CommandLines))]
        public void CommandLine_ThatCannotBeCarriedOut_IsOneLineAndExitCode2(string commandLine, string[] words)
        {
            AssertRefused(commandLine, words);
        }

        [Theory]
        [MemberData(nameof(Files))]
        public void File_ThatCannotBeUsed_IsOneLineAndExitCode2(string commandLine, string[] words)
        {
            var before = _folder.Names();

            AssertRefused(commandLine, words);

            Assert.Equal(before, _folder.Names());
            Assert.Empty(Directory.GetFileSystemEntries(_folder.File("folder")));
        }

        [Fact]
        public void Listen_OnABusyPort_IsOneLineAndExitCode2()
        {
            using var busy = new TcpListener(IPAddress.Loopback, 0);
            busy.Start();
            int port = ((IPEndPoint)busy.LocalEndpoint).Port;

            AssertRefused("simulate --hours 1 --listen " + port, "--listen", "port " + port, "in use");
        }

        [Fact]
        public void Error_OfTheToolItself_IsOneLineAndExitCode3()
        {
            using var error = new StringWriter();
            string[] args = { "check-settings", _folder.Write("good.json", DefaultSettings.Text()) };

            int exitCode = CommandLineApp.Invoke(args, new BrokenWriter(), error, TestContext.Current.CancellationToken);

            Assert.Equal(ExitCode.Unexpected, exitCode);
            Assert.Matches("^meternode: unexpected error: [^\n]*the disk is full[^\n]*--verbose[^\n]*\n$", error.ToString().ReplaceLineEndings("\n"));
        }

        [Fact]
        public void Error_OfTheToolItself_IsShownWholeWhenAskedFor()
        {
            using var error = new StringWriter();
            string[] args = { "check-settings", _folder.Write("good.json", DefaultSettings.Text()), "--verbose" };

            CommandLineApp.Invoke(args, new BrokenWriter(), error, TestContext.Current.CancellationToken);

            Assert.Contains(nameof(BrokenWriter), error.ToString(), StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        private void AssertRefused(string commandLine, params string[] words)
        {
            string[] args = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            args = Array.ConvertAll(args, each => each.StartsWith('@') ? _folder.File(each.Substring(1)) : each);

            var run = Cli.Run(args);

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Matches("^meternode: [^\n]+\n$", run.Error);
            Assert.All(words, word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
            Assert.Empty(run.Output);
        }
    }
}
