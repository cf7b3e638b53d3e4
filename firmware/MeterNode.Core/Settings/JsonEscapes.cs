namespace MeterNode.Core.Settings
{
    /// <summary>
    /// Escapes that the platform's JSON reader gets wrong: of <c>\uXXXX</c> it takes the second digit twice, refuses the digits a, b,
    /// c, d and f, and swallows a digit behind it; a text that begins with <c>\"</c> gets another pair of quotes. A password that is
    /// silently another one costs a visit to the consumer unit, so such a document is refused with the place.
    /// </summary>
    internal static class JsonEscapes
    {
        private const string Read = "\"\\bfnrt";

        /// <summary>Refuses what would be read wrongly.</summary>
        /// <param name="json">The document.</param>
        /// <exception cref="SettingsException">It has such an escape; the message names the line.</exception>
        internal static void Check(string json)
        {
            // From one escape to the next by a native search: letter by letter a large file takes the interpreter seconds.
            int behind = 0;
            int at = json.IndexOf('\\');
            while (at >= 0 && at + 1 < json.Length)
            {
                // What stands there is not shown: it may be part of a password.
                char escaped = json[at + 1];
                if (Read.IndexOf(escaped) < 0)
                {
                    throw Wrong(json, at, "has an escape that this reader does not have, such as \\u or \\/; allowed are \\\" \\\\ \\b \\f \\n \\r \\t, and every other character as itself, in UTF-8");
                }

                if (escaped == '"' && at > behind && json[at - 1] == '"')
                {
                    throw Wrong(json, at, "has a text that begins with \\\", which this reader does not take; allowed is \\\" after another character");
                }

                behind = at + 2;
                at = behind < json.Length ? json.IndexOf('\\', behind) : -1;
            }
        }

        private static SettingsException Wrong(string json, int at, string problem)
        {
            int line = 1;
            int end = json.IndexOf('\n');
            while (end >= 0 && end < at)
            {
                line++;
                end = json.IndexOf('\n', end + 1);
            }

            return new SettingsException("line " + line, problem);
        }
    }
}
