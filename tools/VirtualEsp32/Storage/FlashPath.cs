using System;
using System.Linq;

namespace VirtualEsp32.Storage
{
    /// <summary>Paths on the drive of the internal flash.</summary>
    internal static class FlashPath
    {
        /// <summary>The only drive of the board.</summary>
        internal const string Root = @"I:\";

        private const int LongestPath = 258;
        private static readonly char[] s_separators = { '\\', '/' };

        /// <summary>The names that a path goes through.</summary>
        /// <exception cref="ArgumentException">It is empty or has characters that no name may have.</exception>
        /// <exception cref="System.IO.IOException">It is on no drive of the board, or too long.</exception>
        internal static string[] Split(string path)
        {
            ArgumentNullException.ThrowIfNull(path);
            if (path.Length == 0 || path.AsSpan().IndexOfAny("*?\"<>|") >= 0 || path.Any(c => c < ' '))
            {
                throw new ArgumentException("Not a path: " + path, nameof(path));
            }

            if (path.Length > LongestPath)
            {
                throw FlashErrors.PathTooLong(path);
            }

            bool onDrive = path.StartsWith("I:", StringComparison.OrdinalIgnoreCase) && (path.Length == 2 || path[2] is '\\' or '/');
            if (!onDrive)
            {
                throw FlashErrors.NoSuchDrive(path);
            }

            return path.Substring(2).Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
        }

        /// <summary>The one way to write a path.</summary>
        internal static string Normal(string path)
        {
            return Join(Split(path));
        }

        internal static string Join(params string[] names)
        {
            return Root + string.Join('\\', names);
        }
    }
}
