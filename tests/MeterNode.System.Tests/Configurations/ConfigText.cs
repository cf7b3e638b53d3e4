using System;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>A small nf.config for tests to spoil.</summary>
    internal static class ConfigText
    {
        /// <summary>A complete one; its lines are counted in the tests' expectations.</summary>
        public const string Valid =
            """
            {
              "target": "ESP32_PSRAM_REV3",
              "firmware_version": "1.17", // the line
              "nanoff_version": "2.5",
              "flash": {
                "size_mb": 16,
                "deployment_address": "0x1E0000",
                "file_system_kb": 3072
              },
              "serial": { "port": "/dev/ttyUSB0", "baud": 115200 },
              "image": "out dir/node.bin",
              "pins": {
                "i2c1_data": 21, "i2c1_clock": 22,
                "i2c2_data": 18, "i2c2_clock": 19,
                "heartbeat": 23, "status_led": 5, "button": 35, "grid_sense": 34,
                "relays": [
                  25,
                  26
                ],
              },
              /* one
                 file */
              "files": [
                { "destination": "I:\\settings.json", "source": "settings.json" }
              ],
            }
            """;

        /// <summary>The valid text with one thing changed.</summary>
        /// <param name="part">What is changed; it must be there exactly once.</param>
        /// <param name="replacement">What it becomes.</param>
        public static string With(string part, string replacement)
        {
            int at = Valid.IndexOf(part, StringComparison.Ordinal);
            if (at < 0 || Valid.IndexOf(part, at + 1, StringComparison.Ordinal) >= 0)
            {
                throw new ArgumentException("is not there exactly once: " + part, nameof(part));
            }

            return Valid.Remove(at, part.Length).Insert(at, replacement);
        }
    }
}
