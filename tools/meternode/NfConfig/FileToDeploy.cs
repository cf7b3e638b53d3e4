using System;
using System.Collections.Generic;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>A file that nanoff puts on the board's file system.</summary>
    public sealed class FileToDeploy
    {
        private const int MostFiles = 16;
        private const int LongestDestination = 64;
        private const string Drive = "I:\\";

        private FileToDeploy(string destination, string source)
        {
            Destination = destination;
            Source = source;
        }

        /// <summary>Path on the board, such as <c>I:\settings.json</c>.</summary>
        public string Destination { get; }

        /// <summary>Path on the PC, relative to the folder of nf.config unless it is rooted.</summary>
        public string Source { get; }

        internal static FileToDeploy[] ReadAll(ConfigSection root, string key)
        {
            var sections = root.Sections(key, MostFiles, "destination", "source");
            var files = new FileToDeploy[sections.Length];
            var destinations = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < files.Length; i++)
            {
                string destination = sections[i].Text("destination", IsDestination, "a path on the board such as \"I:\\\\settings.json\"");
                if (!destinations.Add(destination))
                {
                    throw sections[i].Wrong("destination", "each destination once");
                }

                files[i] = new FileToDeploy(destination, sections[i].Text("source", CommandText.IsPlain, BoardConfig.PathRule));
            }

            return files;
        }

        private static bool IsDestination(string text)
        {
            if (!text.StartsWith(Drive, StringComparison.Ordinal) || text.Length == Drive.Length || text.Length > LongestDestination)
            {
                return false;
            }

            foreach (char c in text.AsSpan(Drive.Length))
            {
                if (!char.IsAsciiLetterOrDigit(c) && !"._-\\".Contains(c))
                {
                    return false;
                }
            }

            return text[^1] != '\\';
        }
    }
}
