using System;

namespace MeterNode.Cli.Inputs
{
    /// <summary>Keeps messages to a line: names of files, and the messages of libraries, may hold anything.</summary>
    internal static class OneLine
    {
        /// <summary>A text without line breaks and other control characters.</summary>
        internal static string Of(string text)
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
