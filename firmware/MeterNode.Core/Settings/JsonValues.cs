using System.Collections;

namespace MeterNode.Core.Settings
{
    /// <summary>Values of a document as the JSON library gives them.</summary>
    internal static class JsonValues
    {
        /// <summary>A number as the library gives it, in one of half a dozen types.</summary>
        internal static double ToNumber(object value, out bool isNumber)
        {
            isNumber = true;
            if (value is int i)
            {
                return i;
            }

            if (value is long l)
            {
                return l;
            }

            if (value is double d && !double.IsNaN(d))
            {
                return d;
            }

            if (value is float f && !float.IsNaN(f))
            {
                return f;
            }

            if (value is uint u)
            {
                return u;
            }

            if (value is ulong ul)
            {
                return ul;
            }

            isNumber = false;
            return 0;
        }

        /// <summary>A value as messages about it show it.</summary>
        internal static string Show(object? value)
        {
            if (value == null)
            {
                return "null";
            }

            if (value is string text)
            {
                return "\"" + (text.Length > 40 ? text.Substring(0, 40) + "..." : text) + "\"";
            }

            if (value is bool flag)
            {
                return flag ? "true" : "false";
            }

            if (value is Hashtable)
            {
                return "an object";
            }

            if (value is double number)
            {
                return Show(number);
            }

            return value is IList ? "a list" : value.ToString()!;
        }

        /// <summary>A number with at most four decimals: the platform's own text of a double runs to 17 digits.</summary>
        internal static string Show(double number)
        {
            string text = number.ToString("F4");
            int length = text.Length;
            while (length > 1 && text[length - 1] == '0')
            {
                length--;
            }

            return text.Substring(0, text[length - 1] == '.' ? length - 1 : length);
        }
    }
}
