using System;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>What may stand in a command line, and how.</summary>
    internal static class CommandText
    {
        private const string QuotedCharacters = " ()&;,'\\";
        private const string RefusedCharacters = "\"%$`|<>*?!^";

        /// <summary>Whether a text can stand in a command line of any shell without becoming something else.</summary>
        public static bool IsPlain(string text)
        {
            foreach (char c in text)
            {
                if (char.IsControl(c) || RefusedCharacters.Contains(c))
                {
                    return false;
                }
            }

            return text.Length > 0 && text.Trim().Length == text.Length && text[0] != '-';
        }

        /// <summary>The text as one argument, in quotes where it needs them.</summary>
        public static string Argument(string text)
        {
            return text.AsSpan().IndexOfAny(QuotedCharacters) < 0 ? text : "\"" + text + "\"";
        }
    }
}
