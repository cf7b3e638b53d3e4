using System.Collections.Generic;
using System.IO;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli
{
    /// <summary>Where the commands write to.</summary>
    /// <param name="Console">For tables, colors and live views.</param>
    /// <param name="Output">For plain text that others may read.</param>
    /// <param name="Error">For the one line that says what is wrong.</param>
    internal sealed record Shell(IAnsiConsole Console, TextWriter Output, TextWriter Error)
    {
        /// <summary>Whether somebody watches: then views live, otherwise plain lines are written.</summary>
        internal bool IsLive => Console.Profile.Out.IsTerminal && Console.Profile.Capabilities.Ansi && Console.Profile.Capabilities.Interactive;

        /// <summary>Prints things one below the other.</summary>
        internal void Print(IEnumerable<IRenderable> parts)
        {
            foreach (var each in parts)
            {
                Console.Write(each);

                // Tables end their last line by themselves.
                if (each is Text or Paragraph)
                {
                    Console.WriteLine();
                }
            }
        }
    }
}
