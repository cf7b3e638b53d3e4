using System;
using System.Globalization;
using Spectre.Console;

namespace MeterNode.Cli.Views
{
    /// <summary>How the tool's tables look.</summary>
    internal static class Tables
    {
        /// <summary>A table.</summary>
        /// <param name="title">Its title, or empty.</param>
        /// <param name="columns">Its columns; a name that begins with <c>&gt;</c> is of figures, right-aligned.</param>
        internal static Table Create(string title, params string[] columns)
        {
            var table = new Table { Border = TableBorder.Rounded };
            if (title.Length > 0)
            {
                table.Title = new TableTitle(Markup.Escape(title));
            }

            foreach (string each in columns)
            {
                bool figures = each.StartsWith('>');
                var column = new TableColumn(new Text(figures ? each.Substring(1) : each)) { NoWrap = true };
                table.AddColumn(figures ? column.RightAligned() : column);
            }

            return table;
        }

        /// <summary>A text, formatted the same wherever the tool runs.</summary>
        internal static string Format(FormattableString text)
        {
            return text.ToString(CultureInfo.InvariantCulture);
        }

        /// <summary>A figure, or a dash where there is none.</summary>
        internal static string Figure(double? value, string format)
        {
            return value is double number ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
        }
    }
}
