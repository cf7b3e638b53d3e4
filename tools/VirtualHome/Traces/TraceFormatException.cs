using System;

namespace VirtualHome.Traces
{
    /// <summary>A recording that cannot be read. The message is one line: file, row, column, what was found, what is allowed.</summary>
    public sealed class TraceFormatException : Exception
    {
        /// <summary>Says what is wrong.</summary>
        /// <param name="file">The file.</param>
        /// <param name="row">The row, from 1; the header is row 1.</param>
        /// <param name="column">The column's name, or empty when it is about the whole row.</param>
        /// <param name="found">What was found.</param>
        /// <param name="allowed">What is allowed.</param>
        public TraceFormatException(string file, int row, string column, string found, string allowed)
            : base(file + ": row " + row + (column.Length == 0 ? string.Empty : ", column '" + column + "'") + ": found "
                + Short(found) + ", allowed is " + allowed)
        {
            File = file;
            Row = row;
            Column = column;
        }

        /// <summary>The file.</summary>
        public string File { get; }

        /// <summary>The row, from 1; the header is row 1.</summary>
        public int Row { get; }

        /// <summary>The column's name; empty when it is about the whole row.</summary>
        public string Column { get; }

        private static string Short(string found)
        {
            string line = found.ReplaceLineEndings(" ");
            return line.Length <= 60 ? line : line.Substring(0, 57) + "...";
        }
    }
}
