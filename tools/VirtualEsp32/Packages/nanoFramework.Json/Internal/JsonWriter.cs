using System;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace nanoFramework.Json.Internal
{
    /// <summary>
    /// Writes JSON as the platform's library does: a lone number, boolean or date is put into an array; names are written as they
    /// are, without escapes; control characters other than the five common ones too; NaN is null; of other classes the public
    /// properties are written. The order of members is that of a hash table.
    /// </summary>
    internal static class JsonWriter
    {
        internal static string? Write(object? value, bool isRoot)
        {
            if (value is null)
            {
                return "null";
            }

            if (isRoot && value is ValueType and not Enum)
            {
                return "[" + Write(value, isRoot: false) + "]";
            }

            return value switch
            {
                bool truth => truth ? "true" : "false",
                string text => Quote(Escape(text)),
                char letter => Quote(letter.ToString()),
                double number => double.IsNaN(number) ? "null" : number.ToString(CultureInfo.InvariantCulture),
                float number => float.IsNaN(number) ? "null" : number.ToString(CultureInfo.InvariantCulture),
                DateTime time => Quote(time.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff'Z'", CultureInfo.InvariantCulture)),
                TimeSpan or Guid => Quote(value.ToString()!),
                Enum => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
                DictionaryEntry entry => Members(new Hashtable { { entry.Key, entry.Value } }),
                IDictionary table => Members(table),
                IEnumerable items => Items(items),
                _ when value.GetType().IsPrimitive => Convert.ToString(value, CultureInfo.InvariantCulture),
                _ when value.GetType().IsClass => Members(Properties(value)),
                _ => null,
            };
        }

        private static string Quote(string text)
        {
            return "\"" + text + "\"";
        }

        private static string Escape(string text)
        {
            var result = new StringBuilder(text.Length);
            foreach (char c in text)
            {
                string? escape = c switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\b' => "\\b",
                    '\f' => "\\f",
                    '\t' => "\\t",
                    '\\' => "\\\\",
                    '"' => "\\\"",
                    _ => null,
                };
                _ = escape is null ? result.Append(c) : result.Append(escape);
            }

            return result.ToString();
        }

        private static string Members(IDictionary table)
        {
            var result = new StringBuilder("{");
            foreach (DictionaryEntry entry in table)
            {
                result.Append(result.Length > 1 ? "," : string.Empty);
                result.Append(Quote(entry.Key.ToString()!)).Append(':').Append(Write(entry.Value, isRoot: false));
            }

            return result.Append('}').ToString();
        }

        private static string Items(IEnumerable items)
        {
            var result = new StringBuilder("[");
            foreach (object? item in items)
            {
                result.Append(result.Length > 1 ? "," : string.Empty);
                result.Append(Write(item, isRoot: false));
            }

            return result.Append(']').ToString();
        }

        private static Hashtable Properties(object value)
        {
            var result = new Hashtable();
            foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
                {
                    result.Add(property.Name, property.GetValue(value));
                }
            }

            return result;
        }
    }
}
