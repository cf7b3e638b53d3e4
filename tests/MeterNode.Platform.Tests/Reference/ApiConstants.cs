using System;
using System.Globalization;
using System.Text;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>Reads constants as the listings write them.</summary>
    internal static class ApiConstants
    {
        /// <summary>The value of <paramref name="text"/> in the primitive type <paramref name="typeName"/>.</summary>
        /// <exception cref="FormatException">The type cannot have constants.</exception>
        public static object Parse(string text, string typeName)
        {
            CultureInfo culture = CultureInfo.InvariantCulture;
            return typeName switch
            {
                "System.Boolean" => bool.Parse(text),
                "System.Char" => Unescape(text)[0],
                "System.SByte" => sbyte.Parse(text, culture),
                "System.Byte" => byte.Parse(text, culture),
                "System.Int16" => short.Parse(text, culture),
                "System.UInt16" => ushort.Parse(text, culture),
                "System.Int32" => int.Parse(text, culture),
                "System.UInt32" => uint.Parse(text, culture),
                "System.Int64" => long.Parse(text, culture),
                "System.UInt64" => ulong.Parse(text, culture),
                "System.Single" => float.Parse(text, culture),
                "System.Double" => double.Parse(text, culture),
                "System.String" => Unescape(text),
                _ => throw new FormatException("No constant of type " + typeName + " can be '" + text + "'."),
            };
        }

        // Constants of text stand in quotes; characters outside ASCII and blanks as \uXXXX.
        private static string Unescape(string quoted)
        {
            var result = new StringBuilder();
            string text = quoted[1..^1];
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] != '\\')
                {
                    result.Append(text[i]);
                }
                else if (text[i + 1] == 'u')
                {
                    result.Append((char)int.Parse(text.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 5;
                }
                else
                {
                    result.Append(text[++i]);
                }
            }

            return result.ToString();
        }
    }
}
