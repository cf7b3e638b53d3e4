using System;
using System.Linq;
using System.Text.Json;
using MeterNode.Cli.NfConfig;
using Xunit;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>The command lines for nanoff 2.5.</summary>
    public sealed class NanoffCommandsTests
    {
        private static readonly BoardConfig s_config = BoardConfig.Parse(ConfigText.Valid, BoardConfig.FileName);

        [Fact]
        public void Steps_WithFiles_AreToolRuntimeImageAndFiles()
        {
            string[] lines = NanoffCommands.Steps(s_config).Select(step => step.CommandLine).ToArray();

            Assert.Equal(
                new[]
                {
                    "dotnet tool install --global nanoff --version \"2.5.*\"",
                    "nanoff --target ESP32_PSRAM_REV3 --serialport /dev/ttyUSB0 --baud 115200 --update",
                    "nanoff --target ESP32_PSRAM_REV3 --serialport /dev/ttyUSB0 --baud 115200 --deploy --image \"out dir/node.bin\" --address 0x1E0000",
                    "nanoff --filedeployment nanoff-files.json",
                },
                lines);
        }

        [Fact]
        public void Steps_OfTheRepositorysBoard_NameItsPortAndImage()
        {
            var config = BoardConfig.Load(RepositoryFiles.PathOf(BoardConfig.FileName));

            Assert.Equal(
                "nanoff --target ESP32_PSRAM_REV3 --serialport COM3 --baud 921600 --deploy --image firmware/MeterNode/bin/Release/MeterNode.bin --address 0x1E0000",
                NanoffCommands.Steps(config)[2].CommandLine);
        }

        [Fact]
        public void Steps_WithoutFiles_CopyNone()
        {
            var config = BoardConfig.Parse(
                ConfigText.With("{ \"destination\": \"I:\\\\settings.json\", \"source\": \"settings.json\" }", string.Empty), BoardConfig.FileName);

            Assert.Equal(3, NanoffCommands.Steps(config).Count);
        }

        [Fact]
        public void UpdateRuntime_WithAFullVersion_AsksForIt()
        {
            var config = BoardConfig.Parse(ConfigText.With("\"1.17\"", "\"1.17.0.42\""), BoardConfig.FileName);

            Assert.Equal(
                "nanoff --target ESP32_PSRAM_REV3 --serialport /dev/ttyUSB0 --baud 115200 --update --fwversion 1.17.0.42",
                NanoffCommands.UpdateRuntime(config));
        }

        [Fact]
        public void InstallTool_WithAFullVersion_AsksForIt()
        {
            var config = BoardConfig.Parse(ConfigText.With("\"2.5\"", "\"2.5.162\""), BoardConfig.FileName);

            Assert.Equal("dotnet tool install --global nanoff --version \"2.5.162\"", NanoffCommands.InstallTool(config));
        }

        [Fact]
        public void DeployImageThroughRuntime_Always_LeavesTheAddressToTheBoard()
        {
            Assert.Equal(
                "nanoff --nanodevice --serialport /dev/ttyUSB0 --deploy --image \"out dir/node.bin\"",
                NanoffCommands.DeployImageThroughRuntime(s_config));
        }

        [Fact]
        public void DeployImage_PathWithBackslashes_IsQuoted()
        {
            var config = BoardConfig.Parse(ConfigText.With("out dir/node.bin", "out\\\\node.bin"), BoardConfig.FileName);

            Assert.EndsWith("--image \"out\\node.bin\" --address 0x1E0000", NanoffCommands.DeployImage(config), StringComparison.Ordinal);
        }

        [Fact]
        public void FileListJson_Always_HasNanoffsKeys()
        {
            using var document = JsonDocument.Parse(NanoffCommands.FileListJson(s_config));

            Assert.Equal("/dev/ttyUSB0", document.RootElement.GetProperty("serialport").GetString());
            var file = Assert.Single(document.RootElement.GetProperty("files").EnumerateArray());
            Assert.Equal(@"I:\settings.json", file.GetProperty("DestinationFilePath").GetString());
            Assert.Equal("settings.json", file.GetProperty("SourceFilePath").GetString());
        }

        [Fact]
        public void NetworkJson_Always_HasNanoffsKeys()
        {
            using var document = JsonDocument.Parse(NanoffCommands.NetworkJson(s_config, "home \"1\"", "secret"));

            Assert.Equal("/dev/ttyUSB0", document.RootElement.GetProperty("SerialPort").GetString());
            var client = document.RootElement.GetProperty("WirelessClient");
            Assert.Equal("home \"1\"", client.GetProperty("Ssid").GetString());
            Assert.Equal("secret", client.GetProperty("Password").GetString());
            Assert.Equal("nanoff --networkdeployment net.json", NanoffCommands.DeployNetwork("net.json"));
        }
    }
}
