using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace MeterNode.Cli
{
    /// <summary>Puts what is wrong with a command line into one line.</summary>
    internal static class ParseProblem
    {
        /// <summary>Says what is wrong.</summary>
        /// <param name="parsed">A command line with errors.</param>
        internal static string Describe(ParseResult parsed)
        {
            var names = new List<string>();
            for (SymbolResult? each = parsed.CommandResult; each is CommandResult command; each = command.Parent)
            {
                names.Insert(0, command.Command.Name);
            }

            string help = "; '" + string.Join(' ', names) + " --help' lists what there is";
            if (parsed.UnmatchedTokens.Count > 0)
            {
                string what = parsed.UnmatchedTokens[0].StartsWith('-') ? "option" : "command or argument";
                return "'" + parsed.UnmatchedTokens[0] + "' is no " + what + " here" + help;
            }

            // The library's own messages end in a full stop, those of the options' parsers do not.
            string message = parsed.Errors[0].Message;
            return message.EndsWith('.') ? message.TrimEnd('.') + help : message;
        }
    }
}
