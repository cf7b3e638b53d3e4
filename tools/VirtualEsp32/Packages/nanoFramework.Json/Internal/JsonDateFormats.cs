using System;

namespace nanoFramework.Json.Internal
{
    /// <summary>The date formats that the platform's <c>DateTime.TryParse</c> knows; text after a match is ignored.</summary>
    internal static class JsonDateFormats
    {
        private static readonly string[] s_formats = { "Y-m-d H:M:SZ", "Y-m-dTH:M:S.f", "Y-m-dTH:M:S", "a, d b Y H:M:S" };
        private static readonly string[] s_days = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

        private static readonly string[] s_months =
        {
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        };

        internal static bool TryParse(string text, out DateTime value)
        {
            foreach (string format in s_formats)
            {
                if (TryParse(text, format, out value))
                {
                    return true;
                }
            }

            value = DateTime.MaxValue;
            return false;
        }

        private static bool TryParse(string text, string format, out DateTime value)
        {
            int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ticks = 0;
            int at = 0;
            value = default;
            foreach (char field in format)
            {
                bool matches = field switch
                {
                    'Y' => TryNumber(text, ref at, 0, 9999, out year),
                    'm' => TryNumber(text, ref at, 1, 12, out month),
                    'd' => TryNumber(text, ref at, 1, 31, out day),
                    'H' => TryNumber(text, ref at, 0, 23, out hour),
                    'M' => TryNumber(text, ref at, 0, 59, out minute),
                    'S' => TryNumber(text, ref at, 0, 59, out second),
                    'f' => TryNumber(text, ref at, 0, 9_999_999, out ticks),
                    'a' => TryName(text, ref at, s_days) > 0,
                    'b' => (month = TryName(text, ref at, s_months)) > 0,
                    ' ' => SkipSpace(text, ref at),
                    _ => TryLiteral(text, ref at, field),
                };
                if (!matches)
                {
                    return false;
                }
            }

            // The platform does not know the lengths of the months: the 31st of April is the 1st of May.
            value = new DateTime(Math.Max(year, 1), month, 1, hour, minute, second, DateTimeKind.Utc).AddDays(day - 1).AddTicks(ticks);
            return true;
        }

        /// <summary>As many digits as the limit has, unless another one would exceed it.</summary>
        private static bool TryNumber(string text, ref int at, int least, int most, out int value)
        {
            value = 0;
            int room = most;
            if (at >= text.Length || !char.IsAsciiDigit(text[at]))
            {
                return false;
            }

            do
            {
                value = (value * 10) + (text[at++] - '0');
                room /= 10;
            }
            while (value * 10 <= most && room > 0 && at < text.Length && char.IsAsciiDigit(text[at]));

            return value >= least && value <= most;
        }

        private static int TryName(string text, ref int at, string[] names)
        {
            for (int i = 0; i < names.Length; i++)
            {
                if (string.Compare(text, at, names[i], 0, names[i].Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    at += names[i].Length;
                    return i + 1;
                }
            }

            return 0;
        }

        private static bool SkipSpace(string text, ref int at)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            return true;
        }

        private static bool TryLiteral(string text, ref int at, char literal)
        {
            return at < text.Length && text[at++] == literal;
        }
    }
}
