using System;
using System.IO;
using System.Text;

namespace MeterNode.Cli.Inputs
{
    /// <summary>Reads files that the user names.</summary>
    internal static class InputFile
    {
        private static readonly UTF8Encoding s_strict = new UTF8Encoding(false, true);

        /// <summary>Reads a text file.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="allowed">What it should be.</param>
        /// <exception cref="InputException">It cannot be read.</exception>
        internal static string ReadText(string path, string allowed)
        {
            try
            {
                return File.ReadAllText(path, s_strict);
            }
            catch (DecoderFallbackException)
            {
                throw new InputException(path + ": holds bytes that are no UTF-8; allowed is " + allowed);
            }
            catch (Exception failure) when (IsFileProblem(failure))
            {
                throw new InputException(path + ": cannot be read (" + Reason(failure) + "); allowed is " + allowed);
            }
        }

        /// <summary>Whether an exception is about a file and not about this tool.</summary>
        internal static bool IsFileProblem(Exception failure)
        {
            return failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
        }

        /// <summary>Why, without the path, which the caller has named already.</summary>
        internal static string Reason(Exception failure)
        {
            return failure switch
            {
                FileNotFoundException => "there is no such file",
                DirectoryNotFoundException => "there is no such folder",
                UnauthorizedAccessException => "access is denied, or it is a folder",
                _ => failure.Message,
            };
        }
    }
}
