using System;
using MeterNode.Cli.NfConfig;
using Xunit;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>What the reader of nf.config says to each mistake: one line with file, line, key, value and what is allowed.</summary>
    public sealed class BadConfigTests
    {
        private const string OutputPins = "a pin of its own from 2, 4, 5, 13, 14, 15, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33";
        private const string RootKeys = "target, firmware_version, nanoff_version, flash, serial, image, pins, files";
        private const string PinKeys = "i2c1_data, i2c1_clock, i2c2_data, i2c2_clock, heartbeat, status_led, button, grid_sense, relays";
        private const string Version117 = "\"1.17\", or a full version of it such as \"1.17.0.100\"";
        private const string Version25 = "\"2.5\", or a full version of it such as \"2.5.162\"";
        private const string Ports = "COM1 to COM256, or a device such as /dev/ttyUSB0";
        private const string Bauds = "115200, 230400, 460800, 921600, 1500000";
        private const string BinPath = "a path without quotes or shell characters that ends in .bin";

        [Theory]
        [InlineData("\"target\"", "\"taget\"", "nf.config:2: taget: is no known key; allowed are " + RootKeys)]
        [InlineData("\"nanoff_version\": \"2.5\",", "", "nf.config:1: nanoff_version: is missing; needed are " + RootKeys)]
        [InlineData("\"baud\"", "\"bauds\"", "nf.config:10: serial.bauds: is no known key; allowed are port, baud")]
        [InlineData("\"heartbeat\": 23,", "", "nf.config:12: pins.heartbeat: is missing; needed are " + PinKeys)]
        [InlineData("\"source\"", "\"from\"", "nf.config:24: files[0].from: is no known key; allowed are destination, source")]
        [InlineData("\"baud\": 115200", "\"port\": \"COM1\"", "nf.config:10: serial.port: is there twice, first on line 10; allowed is a key once")]
        public void Parse_WrongKey_IsRefused(string part, string replacement, string message)
        {
            AssertRefused(part, replacement, message);
        }

        [Theory]
        [InlineData("\"size_mb\": 16", "\"size_mb\": \"16\"", "nf.config:6: flash.size_mb: is \"16\"; allowed is 4, 8 or 16")]
        [InlineData("\"size_mb\": 16", "\"size_mb\": 16.5", "nf.config:6: flash.size_mb: is 16.5; allowed is 4, 8 or 16")]
        [InlineData("\"0x1E0000\"", "1966080", "nf.config:7: flash.deployment_address: is 1966080; allowed is a text with a hexadecimal number such as \"0x1E0000\"")]
        [InlineData("\"1.17\"", "1.17", "nf.config:3: firmware_version: is 1.17; allowed is " + Version117)]
        [InlineData("{ \"port\": \"/dev/ttyUSB0\", \"baud\": 115200 }", "null", "nf.config:10: serial: is null; allowed is an object")]
        [InlineData("\"heartbeat\": 23", "\"heartbeat\": true", "nf.config:15: pins.heartbeat: is true; allowed is " + OutputPins)]
        [InlineData("{ \"destination\": \"I:\\\\settings.json\", \"source\": \"settings.json\" }", "\"settings.json\"", "nf.config:24: files[0]: is \"settings.json\"; allowed is an object")]
        [InlineData("\"out dir/node.bin\"", "[ \"node.bin\" ]", "nf.config:11: image: is a list; allowed is " + BinPath)]
        public void Parse_WrongType_IsRefused(string part, string replacement, string message)
        {
            AssertRefused(part, replacement, message);
        }

        [Theory]
        [InlineData("ESP32_PSRAM_REV3", "ESP32_S3", "nf.config:2: target: is \"ESP32_S3\"; allowed is ESP32_PSRAM_REV3 or ESP32_PSRAM_REV0")]
        [InlineData("\"1.17\"", "\"2.0\"", "nf.config:3: firmware_version: is \"2.0\"; allowed is " + Version117)]
        [InlineData("\"1.17\"", "\"1.17 \"", "nf.config:3: firmware_version: is \"1.17 \"; allowed is " + Version117)]
        [InlineData("\"2.5\"", "\"3.0\"", "nf.config:4: nanoff_version: is \"3.0\"; allowed is " + Version25)]
        [InlineData("\"size_mb\": 16", "\"size_mb\": 2", "nf.config:6: flash.size_mb: is 2; allowed is 4, 8 or 16")]
        [InlineData("\"size_mb\": 16", "\"size_mb\": 4", "nf.config:8: flash.file_system_kb: is 3072; allowed is 256 with a flash of 4 MB")]
        [InlineData("3072", "2048", "nf.config:8: flash.file_system_kb: is 2048; allowed is 3072 with a flash of 16 MB")]
        [InlineData("0x1E0000", "1E0000", "nf.config:7: flash.deployment_address: is \"1E0000\"; allowed is a text with a hexadecimal number such as \"0x1E0000\"")]
        [InlineData("0x1E0000", "0x1E000G", "nf.config:7: flash.deployment_address: is \"0x1E000G\"; allowed is a text with a hexadecimal number such as \"0x1E0000\"")]
        [InlineData("0x1E0000", "0x1B0000", "nf.config:7: flash.deployment_address: is \"0x1B0000\"; allowed is \"0x1E0000\", where ESP32_PSRAM_REV3 looks for the application")]
        [InlineData("/dev/ttyUSB0", "COM0", "nf.config:10: serial.port: is \"COM0\"; allowed is " + Ports)]
        [InlineData("/dev/ttyUSB0", "COM3; rm x", "nf.config:10: serial.port: is \"COM3; rm x\"; allowed is " + Ports)]
        [InlineData("/dev/ttyUSB0", "/dev/tty$(x)", "nf.config:10: serial.port: is \"/dev/tty$(x)\"; allowed is " + Ports)]
        [InlineData("115200", "9600", "nf.config:10: serial.baud: is 9600; allowed is " + Bauds)]
        [InlineData("115200", "1e6", "nf.config:10: serial.baud: is 1e6; allowed is " + Bauds)]
        [InlineData("out dir/node.bin", "node.hex", "nf.config:11: image: is \"node.hex\"; allowed is " + BinPath)]
        [InlineData("out dir/node.bin", "a\\nb.bin", "nf.config:11: image: is \"a\\nb.bin\"; allowed is " + BinPath)]
        [InlineData("I:\\\\settings.json", "settings.json", "nf.config:24: files[0].destination: is \"settings.json\"; allowed is a path on the board such as \"I:\\\\settings.json\"")]
        public void Parse_WrongValue_IsRefused(string part, string replacement, string message)
        {
            AssertRefused(part, replacement, message);
        }

        [Theory]
        [InlineData("\"heartbeat\": 23", "\"heartbeat\": 6", 15, "heartbeat", "6", "6 to 11 are wired to the flash")]
        [InlineData("\"heartbeat\": 23", "\"heartbeat\": 11", 15, "heartbeat", "11", "6 to 11 are wired to the flash")]
        [InlineData("\"heartbeat\": 23", "\"heartbeat\": 17", 15, "heartbeat", "17", "16 and 17 are wired to the PSRAM")]
        [InlineData("\"i2c1_data\": 21", "\"i2c1_data\": 36", 13, "i2c1_data", "36", "34, 35, 36 and 39 are inputs only")]
        [InlineData("\"status_led\": 5", "\"status_led\": 12", 15, "status_led", "12", "12 selects the flash's voltage at boot")]
        [InlineData("\"status_led\": 5", "\"status_led\": 0", 15, "status_led", "0", "0 selects the boot mode")]
        [InlineData("\"status_led\": 5", "\"status_led\": 3", 15, "status_led", "3", "1 and 3 are the serial port of nanoff and the debugger")]
        [InlineData("\"status_led\": 5", "\"status_led\": 40", 15, "status_led", "40", "the module has no such pin")]
        [InlineData("\"status_led\": 5", "\"status_led\": -1", 15, "status_led", "-1", "the module has no such pin")]
        [InlineData("\"i2c2_clock\": 19", "\"i2c2_clock\": 18", 14, "i2c2_clock", "18", "18 is already i2c2_data")]
        [InlineData("26", "23", 18, "relays[1]", "23", "23 is already heartbeat")]
        [InlineData("26", "25", 18, "relays[1]", "25", "25 is already relays[0]")]
        [InlineData("26", "39", 18, "relays[1]", "39", "34, 35, 36 and 39 are inputs only")]
        public void Parse_WrongPin_IsRefused(string part, string replacement, int line, string key, string value, string reason)
        {
            AssertRefused(part, replacement, $"nf.config:{line}: pins.{key}: is {value}; allowed is {OutputPins} ({reason})");
        }

        [Fact]
        public void Parse_NoRelays_AreRefused()
        {
            string spoilt = ConfigText.Valid.Replace("25,\n", "\n", StringComparison.Ordinal).Replace("26\n", "\n", StringComparison.Ordinal);

            var refused = Assert.Throws<NfConfigException>(() => BoardConfig.Parse(spoilt, BoardConfig.FileName));

            Assert.Equal("nf.config:16: pins.relays: has 0 entries; allowed is a list of 1 to 10 pins", refused.Message);
        }

        [Fact]
        public void Parse_DestinationTwice_IsRefused()
        {
            const string Entry = "{ \"destination\": \"I:\\\\settings.json\", \"source\": \"settings.json\" }";

            AssertRefused(
                Entry,
                Entry + ",\n" + Entry,
                "nf.config:25: files[1].destination: is \"I:\\\\settings.json\"; allowed is each destination once");
        }

        [Theory]
        [InlineData("", "nf.config:1: is no valid JSON: ")]
        [InlineData("[]", "nf.config:1: is a list; allowed is a JSON object")]
        [InlineData("{\n  \"target\": ESP32\n}", "nf.config:2: is no valid JSON: ")]
        [InlineData("{\n} {", "nf.config:2: is no valid JSON: ")]
        [InlineData("{ \"a\": \"\\ud800\" }", "nf.config:1: is no valid JSON: ")]
        [InlineData("{\n\"a\\nb\": 1 }", "nf.config:2: a b: is no known key; allowed are " + RootKeys)]
        public void Parse_NoDocument_IsRefusedInOneLine(string text, string beginning)
        {
            var refused = Assert.Throws<NfConfigException>(() => BoardConfig.Parse(text, BoardConfig.FileName));

            Assert.StartsWith(beginning, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }

        private static void AssertRefused(string part, string replacement, string message)
        {
            var refused = Assert.Throws<NfConfigException>(() => BoardConfig.Parse(ConfigText.With(part, replacement), BoardConfig.FileName));

            Assert.Equal(message, refused.Message);
        }
    }
}
