using System;
using System.Globalization;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>The serial port that the board is flashed through.</summary>
    public sealed class SerialConfig
    {
        private const int MostComPort = 256;
        private const int LongestPort = 128;

        private static readonly int[] s_bauds = { 115200, 230400, 460800, 921600, 1500000 };

        private SerialConfig(string port, int baud)
        {
            Port = port;
            Baud = baud;
        }

        /// <summary>Name of the port as the operating system has it.</summary>
        public string Port { get; }

        /// <summary>Speed while flashing, baud.</summary>
        public int Baud { get; }

        internal static SerialConfig Read(ConfigSection json)
        {
            return new SerialConfig(
                json.Text("port", IsPort, "COM1 to COM" + MostComPort + ", or a device such as /dev/ttyUSB0"),
                json.Int("baud", baud => Array.IndexOf(s_bauds, baud) >= 0, string.Join(", ", s_bauds)));
        }

        private static bool IsPort(string text)
        {
            if (text.StartsWith("COM", StringComparison.Ordinal))
            {
                return int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    && number >= 1
                    && number <= MostComPort;
            }

            const string Devices = "/dev/";
            return text.Length > Devices.Length
                && text.Length <= LongestPort
                && text.StartsWith(Devices, StringComparison.Ordinal)
                && CommandText.IsPlain(text);
        }
    }
}
