using System;
using System.Collections.Generic;
using System.IO;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>
    /// nf.config: what tools and people need to build and flash this board. Every key must be there and no other may be, so that
    /// nothing is flashed by a default that nobody saw.
    /// </summary>
    public sealed class BoardConfig
    {
        /// <summary>The file's name.</summary>
        public const string FileName = "nf.config";

        internal const string PathRule = "a path without quotes or shell characters";

        private static readonly string[] s_targets = { "ESP32_PSRAM_REV3", "ESP32_PSRAM_REV0" };

        private BoardConfig(ConfigSection root)
        {
            Target = root.Text("target", text => Array.IndexOf(s_targets, text) >= 0, string.Join(" or ", s_targets));
            FirmwareVersion = root.Text(
                "firmware_version", text => IsVersion(text, 1, 17), "\"1.17\", or a full version of it such as \"1.17.0.100\"");
            NanoffVersion = root.Text("nanoff_version", text => IsVersion(text, 2, 5), "\"2.5\", or a full version of it such as \"2.5.162\"");
            Flash = FlashConfig.Read(root.Section("flash", "size_mb", "deployment_address", "file_system_kb"), Target);
            Serial = SerialConfig.Read(root.Section("serial", "port", "baud"));
            Image = root.Text("image", IsImage, PathRule + " that ends in .bin");
            Pins = PinMap.Read(root, "pins");
            Files = FileToDeploy.ReadAll(root, "files");
        }

        /// <summary>nanoff's name of the board's firmware target.</summary>
        public string Target { get; }

        /// <summary>Version of .NET nanoFramework's firmware: its line (1.17), or one version of it.</summary>
        public string FirmwareVersion { get; }

        /// <summary>Version of nanoff: its line (2.5), or one version of it.</summary>
        public string NanoffVersion { get; }

        /// <summary>The flash.</summary>
        public FlashConfig Flash { get; }

        /// <summary>The serial port.</summary>
        public SerialConfig Serial { get; }

        /// <summary>Path of the built application, relative to the folder of nf.config unless it is rooted.</summary>
        public string Image { get; }

        /// <summary>The pin map.</summary>
        public PinMap Pins { get; }

        /// <summary>Files for the board's file system.</summary>
        public IReadOnlyList<FileToDeploy> Files { get; }

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path.</param>
        /// <exception cref="NfConfigException">It cannot be read, or a key is missing, unknown or out of range.</exception>
        public static BoardConfig Load(string path)
        {
            ArgumentNullException.ThrowIfNull(path);
            string text;
            try
            {
                text = File.ReadAllText(path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                throw new NfConfigException(path, 0, string.Empty, "cannot be read: " + failure.Message);
            }

            return Parse(text, path);
        }

        /// <summary>Reads the text of a file.</summary>
        /// <param name="text">The text.</param>
        /// <param name="file">What messages call the file.</param>
        /// <exception cref="NfConfigException">A key is missing, unknown or out of range.</exception>
        public static BoardConfig Parse(string text, string file)
        {
            ArgumentNullException.ThrowIfNull(text);
            ArgumentNullException.ThrowIfNull(file);
            return new BoardConfig(
                new ConfigSection(
                    file,
                    string.Empty,
                    ConfigParser.Parse(text, file),
                    "target",
                    "firmware_version",
                    "nanoff_version",
                    "flash",
                    "serial",
                    "image",
                    "pins",
                    "files"));
        }

        private static bool IsImage(string text)
        {
            return CommandText.IsPlain(text) && text.EndsWith(".bin", StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>Whether a text is a version of a line: digits and dots only, as nanoff and NuGet compare it to the letter.</summary>
        private static bool IsVersion(string text, int major, int minor)
        {
            return Version.TryParse(text, out var version) && version.Major == major && version.Minor == minor && version.ToString() == text;
        }
    }
}
