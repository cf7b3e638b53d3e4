using System;
using System.CommandLine;

namespace MeterNode.Cli.Inputs
{
    /// <summary>Makes options whose errors name the option, the value and what is allowed.</summary>
    internal static class Options
    {
        /// <summary>An option with a value.</summary>
        /// <param name="name">Its name, with the dashes.</param>
        /// <param name="valueName">What the value is called in the help.</param>
        /// <param name="help">What it is for.</param>
        /// <param name="allowed">What is allowed, for the error.</param>
        /// <param name="read">Reads the value.</param>
        internal static Option<T> Create<T>(string name, string valueName, string help, string allowed, TryRead<T> read)
        {
            return new Option<T>(name)
            {
                Description = help,
                HelpName = valueName,
                Arity = ArgumentArity.ExactlyOne,
                CustomParser = result =>
                {
                    // That the value is missing is said by the parser itself.
                    if (result.Tokens.Count == 0)
                    {
                        return default;
                    }

                    string text = result.Tokens[0].Value;
                    if (read(text, out T value))
                    {
                        return value;
                    }

                    result.AddError(name + ": is '" + text + "'; allowed is " + allowed);
                    return default;
                },
            };
        }

        /// <summary>The value of an option that may be left out.</summary>
        /// <param name="parsed">The command line.</param>
        /// <param name="option">The option.</param>
        /// <param name="fallback">The value without it.</param>
        internal static T ValueOr<T>(this ParseResult parsed, Option<T> option, T fallback)
        {
            return parsed.GetResult(option) is null ? fallback : parsed.GetValue(option)!;
        }

        /// <summary>An option that may be left out and then is null.</summary>
        internal static Option<string?> Text(string name, string value, string help, string allowed)
        {
            return Create<string?>(name, value, help, allowed, (string text, out string? read) => Values.TryText(text, out read));
        }
    }
}
