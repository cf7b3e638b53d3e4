using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>The formats of numbers that the board knows. Any other comes out as it is written, in place of the number.</summary>
    internal static class NumberFormats
    {
        private static readonly Regex s_known = new("^[DdFfGgNnXx][0-9]*$", RegexOptions.CultureInvariant);

        private static readonly Regex s_placeholder = new(
            @"\{(?<index>[0-9]+)(,[^:}]*)?:(?<format>[^}]+)\}", RegexOptions.CultureInvariant);

        /// <summary>Why a number of this type cannot be formatted so; null when it can, or when the type is no number.</summary>
        public static string? Fault(string typeName, string format)
        {
            bool isFloat = typeName is "System.Single" or "System.Double";
            if (!isFloat && !IsInteger(typeName))
            {
                return null;
            }

            if (format.Length != 0 && !s_known.IsMatch(format))
            {
                return "'" + format + "' is not among D, F, G, N and X: it is printed in place of the number";
            }

            return isFloat && format.Length != 0 && "DdXx".Contains(format[0], StringComparison.Ordinal)
                ? "'" + format + "' is for integers: it is printed in place of the number"
                : null;
        }

        /// <summary>The placeholders with a format in a text for string.Format: number of the argument, and format.</summary>
        public static IEnumerable<(int Index, string Format)> Placeholders(string text)
        {
            foreach (Match match in s_placeholder.Matches(text.Replace("{{", string.Empty, StringComparison.Ordinal)))
            {
                int index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
                yield return (index, match.Groups["format"].Value);
            }
        }

        private static bool IsInteger(string typeName) => typeName is
            "System.SByte" or "System.Byte" or "System.Int16" or "System.UInt16" or "System.Int32" or "System.UInt32"
            or "System.Int64" or "System.UInt64";
    }
}
