using System;
using System.IO;
using MeterNode.Cli;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    public sealed class NanoffTests
    {
        [Fact]
        public void Nanoff_OfTheProjectsOwnConfiguration_PrintsTheCommands()
        {
            var run = Cli.Run("nanoff", "--config", FindConfig());

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Contains("\nnanoff --target ESP32_", run.Output, StringComparison.Ordinal);
            Assert.Contains("--deploy", run.Output, StringComparison.Ordinal);
        }

        [Fact]
        public void Nanoff_WithAPort_PrintsItInEveryCommandThatNeedsOne()
        {
            var run = Cli.Run("nanoff", "--config", FindConfig(), "--port", "/dev/ttyACM7");

            Assert.Contains("--serialport /dev/ttyACM7", run.Output, StringComparison.Ordinal);
            Assert.Contains("\"serialport\": \"/dev/ttyACM7\"", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("COM3", run.Output, StringComparison.Ordinal);
        }

        [Fact]
        public void Nanoff_WithAPortThatIsNone_IsOneLineAndExitCode2()
        {
            var run = Cli.Run("nanoff", "--config", FindConfig(), "--port", "7");

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Matches("^meternode: --port: [^\n]*\"7\"[^\n]*COM1[^\n]*\n$", run.Error);
        }

        private static string FindConfig()
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string path = Path.Combine(folder.FullName, "nf.config");
                if (File.Exists(path))
                {
                    return path;
                }
            }

            throw new FileNotFoundException("nf.config is in no folder above the tests.");
        }
    }
}
