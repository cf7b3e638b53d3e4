using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MeterNode.Board.Files;
using MeterNode.Cli.NfConfig;
using MeterNode.Core.Settings;
using Xunit;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>The repository's nf.config, and that firmware, tools and papers agree on the board.</summary>
    public sealed class BoardConfigTests
    {
        private static readonly string s_path = RepositoryFiles.PathOf(BoardConfig.FileName);

        [Fact]
        public void Load_RepositoryFile_GivesTheDefaultBoard()
        {
            var config = BoardConfig.Load(s_path);

            Assert.Equal("ESP32_PSRAM_REV3", config.Target);
            Assert.Equal("1.17", config.FirmwareVersion);
            Assert.Equal("2.5", config.NanoffVersion);
            Assert.Equal(8, config.Flash.SizeMb);
            Assert.Equal(0x1E0000, config.Flash.DeploymentAddress);
            Assert.Equal(2048, config.Flash.FileSystemKb);
            var file = Assert.Single(config.Files);
            Assert.Equal(@"I:\settings.json", file.Destination);
            Assert.Equal("settings.json", file.Source);
        }

        [Fact]
        public void Load_RepositoryFile_HasTheFirmwaresPins()
        {
            var pins = BoardConfig.Load(s_path).Pins;

            var byName = new Dictionary<string, int>
            {
                [nameof(BoardPins.I2c1Data)] = pins.I2c1Data,
                [nameof(BoardPins.I2c1Clock)] = pins.I2c1Clock,
                [nameof(BoardPins.I2c2Data)] = pins.I2c2Data,
                [nameof(BoardPins.I2c2Clock)] = pins.I2c2Clock,
                [nameof(BoardPins.Heartbeat)] = pins.Heartbeat,
                [nameof(BoardPins.StatusLed)] = pins.StatusLed,
                [nameof(BoardPins.Button)] = pins.Button,
                [nameof(BoardPins.GridSense)] = pins.GridSense,
            };
            for (int i = 0; i < pins.Relays.Count; i++)
            {
                byName.Add("Relay(" + i + ")", pins.Relays[i]);
            }

            Assert.Equal(Sorted(FirmwarePins.ByName), Sorted(byName));
        }

        [Fact]
        public void HardwareTable_Rows_AreTheFirmwaresPins()
        {
            Assert.Equal(Sorted(FirmwarePins.ByName), Sorted(PinTable.Read()));
        }

        [Fact]
        public void BoardPins_All_AreUsableOnTheModule()
        {
            Assert.All(FirmwarePins.ByName, pin =>
            {
                var use = pin.Key is nameof(BoardPins.Button) or nameof(BoardPins.GridSense) ? PinUse.Input : PinUse.Output;
                Assert.Null(WroverPins.Refusal(pin.Value, use));
            });
        }

        [Fact]
        public void SettingsFile_OfTheFirmware_IsWhatIsDeployed()
        {
            Assert.Equal(SettingsFile.Path, BoardConfig.Load(s_path).Files[0].Destination);
        }

        [Fact]
        public void Load_FileThatIsNotThere_SaysSoInOneLine()
        {
            string path = Path.Combine(RepositoryFiles.Root, "no-such-folder", BoardConfig.FileName);

            var refused = Assert.Throws<NfConfigException>(() => BoardConfig.Load(path));

            Assert.StartsWith(path + ": cannot be read: ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }

        private static IEnumerable<string> Sorted(IReadOnlyDictionary<string, int> pins)
        {
            return pins.Select(pin => pin.Key + " = " + pin.Value).Order(StringComparer.Ordinal);
        }
    }
}
