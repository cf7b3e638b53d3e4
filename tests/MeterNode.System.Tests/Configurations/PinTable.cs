using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>The table of pins in hardware/README.md.</summary>
    internal static partial class PinTable
    {
        private const string Heading = "## Pins";

        /// <summary>Reads its rows: name and GPIO number.</summary>
        public static IReadOnlyDictionary<string, int> Read()
        {
            var pins = new Dictionary<string, int>();
            bool inside = false;
            foreach (string line in File.ReadLines(RepositoryFiles.PathOf("hardware", "README.md")))
            {
                if (line.StartsWith("## ", StringComparison.Ordinal))
                {
                    inside = line == Heading;
                    continue;
                }

                var row = Row().Match(line);
                if (inside && row.Success)
                {
                    pins.Add(row.Groups["name"].Value, int.Parse(row.Groups["gpio"].Value, CultureInfo.InvariantCulture));
                }
            }

            return pins;
        }

        [GeneratedRegex(@"^\| `(?<name>\w+(\(\d+\))?)` \| (?<gpio>\d+) \|")]
        private static partial Regex Row();
    }
}
