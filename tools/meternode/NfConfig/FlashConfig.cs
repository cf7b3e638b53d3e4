using System;
using System.Globalization;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>The board's flash and how .NET nanoFramework divides it.</summary>
    public sealed class FlashConfig
    {
        /// <summary>Where an application starts in the flash of every ESP32 (REVx) target of firmware 1.17.</summary>
        public const int Esp32DeploymentAddress = 0x1E0000;

        private static readonly int[] s_sizesMb = { 4, 8, 16 };
        private static readonly int[] s_fileSystemsKb = { 256, 2048, 3072 };

        private FlashConfig(int sizeMb, int deploymentAddress, int fileSystemKb)
        {
            SizeMb = sizeMb;
            DeploymentAddress = deploymentAddress;
            FileSystemKb = fileSystemKb;
        }

        /// <summary>Size of the flash, MB: 4, 8 or 16.</summary>
        public int SizeMb { get; }

        /// <summary>Where the application is written.</summary>
        public int DeploymentAddress { get; }

        /// <summary>Size of the file system <c>I:\</c>, kB.</summary>
        public int FileSystemKb { get; }

        internal static FlashConfig Read(ConfigSection json, string target)
        {
            int sizeMb = json.Int("size_mb", size => Array.IndexOf(s_sizesMb, size) >= 0, "4, 8 or 16");
            int address = 0;
            json.Text("deployment_address", text => TryHex(text, out address), "a text with a hexadecimal number such as \"0x1E0000\"");
            if (address != Esp32DeploymentAddress)
            {
                throw json.Wrong("deployment_address", "\"0x1E0000\", where " + target + " looks for the application");
            }

            int fileSystemKb = s_fileSystemsKb[Array.IndexOf(s_sizesMb, sizeMb)];
            json.Int("file_system_kb", kb => kb == fileSystemKb, fileSystemKb + " with a flash of " + sizeMb + " MB");
            return new FlashConfig(sizeMb, address, fileSystemKb);
        }

        private static bool TryHex(string text, out int value)
        {
            value = 0;
            return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                && text.Length <= 9
                && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }
    }
}
