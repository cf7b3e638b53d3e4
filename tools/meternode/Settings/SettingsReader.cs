using System.Linq;
using System.Text;
using System.Text.Json;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Views;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;

namespace MeterNode.Cli.Settings
{
    /// <summary>Reads a node's settings by the firmware's own reader.</summary>
    internal static class SettingsReader
    {
        internal const string Allowed = "the settings of a node, as JSON without comments";

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path.</param>
        /// <exception cref="InputException">It cannot be read, or the firmware refuses it.</exception>
        internal static NodeSettings Read(string path)
        {
            return Parse(InputFile.ReadText(path, Allowed), path);
        }

        /// <summary>Reads a text.</summary>
        /// <param name="text">The text.</param>
        /// <param name="file">What to call it in messages.</param>
        /// <exception cref="InputException">The firmware refuses it.</exception>
        internal static NodeSettings Parse(string text, string file)
        {
            try
            {
                return NodeSettings.Parse(text);
            }
            catch (SettingsException problem)
            {
                string hint = IsKeptPassword(text, problem.Key) ? "; true is for what 'meternode command settings' sends: check that with --for-command" : string.Empty;
                throw new InputException(file + ": " + problem.Message + (problem.Key.Length == 0 ? Where(text) : hint));
            }
        }

        /// <summary>Reads a text that goes to a node by a command: a password in it may be <c>true</c>, for the one that the node has. It is read as an empty one.</summary>
        /// <param name="text">The text.</param>
        /// <param name="file">What to call it in messages.</param>
        /// <exception cref="InputException">The firmware refuses it.</exception>
        internal static NodeSettings ParseSent(string text, string file)
        {
            var sent = SentSettings.Read(Encoding.UTF8.GetBytes(text), null);
            return sent.Settings ?? (PasswordPlaces.In(Encoding.UTF8.GetBytes(text)).Any(place => place.IsKept)
                ? throw new InputException(file + ": " + sent.Problem)
                : Parse(text, file));
        }

        private static bool IsKeptPassword(string text, string key)
        {
            return PasswordPlaces.In(Encoding.UTF8.GetBytes(text)).Any(place => place.IsKept && place.Section + ".password" == key);
        }

        /// <summary>Where the text stops being JSON: the board's own parser does not tell.</summary>
        private static string Where(string text)
        {
            try
            {
                using (JsonDocument.Parse(text))
                {
                    return "; allowed is " + Allowed;
                }
            }
            catch (JsonException problem)
            {
                // The parser's message says where as well, but counts from 0.
                string what = problem.Message.Split(" LineNumber:")[0];
                return Tables.Format($"; line {problem.LineNumber + 1}: {what}");
            }
        }
    }
}
