using System;
using System.Collections.Generic;
using System.IO;
using VirtualHome.Traces;

namespace MeterNode.Cli.Inputs
{
    /// <summary>Reads recordings that the user names.</summary>
    internal static class TraceFile
    {
        /// <summary>Reads a recording.</summary>
        /// <param name="option">The option that names it.</param>
        /// <param name="path">Its path.</param>
        /// <param name="kinds">The kinds that will do.</param>
        /// <exception cref="InputException">It cannot be read, or is of another kind.</exception>
        /// <exception cref="TraceFormatException">A row is wrong.</exception>
        internal static Trace Read(string option, string path, params TraceKind[] kinds)
        {
            Trace trace;
            try
            {
                trace = TraceReader.Read(path);
            }
            catch (Exception failure) when (InputFile.IsFileProblem(failure))
            {
                throw new InputException(option + ": " + path + " cannot be read (" + InputFile.Reason(failure) + "); allowed is a CSV file");
            }

            if (Array.IndexOf(kinds, trace.Kind) < 0)
            {
                throw new InputException(
                    path + ": row 1: is the header of a recording of kind " + trace.Kind + "; allowed for " + option + " is "
                    + string.Join(" or ", (IEnumerable<TraceKind>)kinds));
            }

            return trace;
        }
    }
}
