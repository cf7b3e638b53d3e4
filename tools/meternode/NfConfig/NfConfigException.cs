using System;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>
    /// An nf.config that cannot be worked with. The message is one line: file, line if known, key, what was found and what is
    /// allowed.
    /// </summary>
    public sealed class NfConfigException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="file">The file, as its reader was given it.</param>
        /// <param name="line">Line in the file, from 1; 0 when it is not known.</param>
        /// <param name="key">Path of the key, such as <c>pins.relays[2]</c>; empty for the whole document.</param>
        /// <param name="problem">What was found and what is allowed.</param>
        public NfConfigException(string file, int line, string key, string problem)
            : base(OneLine(file + (line > 0 ? ":" + line : string.Empty) + ": " + (key.Length > 0 ? key + ": " : string.Empty) + problem))
        {
            File = file;
            Line = line;
            Key = key;
        }

        /// <summary>The file.</summary>
        public string File { get; }

        /// <summary>Line in the file, from 1; 0 when it is not known.</summary>
        public int Line { get; }

        /// <summary>Path of the offending key; empty when the document as a whole cannot be read.</summary>
        public string Key { get; }

        /// <summary>Names of files and keys may hold anything; a message may not.</summary>
        private static string OneLine(string text)
        {
            return string.Create(text.Length, text, static (line, from) =>
            {
                for (int i = 0; i < line.Length; i++)
                {
                    line[i] = char.IsControl(from[i]) ? ' ' : from[i];
                }
            });
        }
    }
}
