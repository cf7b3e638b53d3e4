using System;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VirtualNode
{
    /// <summary>Writes JSON for a board, whose reader knows no <c>\u</c> escapes: every printable character stands as itself.</summary>
    public static partial class BoardJson
    {
        private static readonly JsonSerializerOptions s_file = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        private static readonly JsonSerializerOptions s_message = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        /// <summary>Writes a file, such as its settings.</summary>
        /// <param name="document">The document.</param>
        /// <returns>Indented JSON, to be stored as UTF-8.</returns>
        public static string File(JsonObject document)
        {
            ArgumentNullException.ThrowIfNull(document);
            return WithoutEscapes(document.ToJsonString(s_file));
        }

        /// <summary>Writes a message.</summary>
        /// <param name="document">The document.</param>
        /// <returns>JSON in one line, to be sent as UTF-8.</returns>
        public static string Message(JsonObject document)
        {
            ArgumentNullException.ThrowIfNull(document);
            return WithoutEscapes(document.ToJsonString(s_message));
        }

        /// <summary>The encoder still escapes what its tables do not hold: emoji, no-break spaces and the like.</summary>
        private static string WithoutEscapes(string json)
        {
            return Escape().Replace(json, each =>
            {
                char character = each.Groups[1].Success ? (char)int.Parse(each.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : '\0';
                return character < ' ' ? each.Value : character.ToString();
            });
        }

        [GeneratedRegex(@"\\(?:u([0-9A-Fa-f]{4})|.)")]
        private static partial Regex Escape();
    }
}
