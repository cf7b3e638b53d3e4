using System;
using System.Globalization;

namespace nanoFramework.Json.Internal
{
    /// <summary>
    /// What the platform's library takes for a date: it tries every string of 18 and more characters, so texts, numbers and keys
    /// that were never meant as one can become a <see cref="DateTime"/>. Formats are prefixes: what follows is ignored, a time
    /// zone too; a fraction of a second counts as 100 ns units, however many digits it has.
    /// </summary>
    internal static class JsonDates
    {
        private const int ShortestDate = 18;
        private const int ShortestCalendarTime = 15;

        internal static bool TryRead(string text, out DateTime value)
        {
            value = DateTime.MaxValue;
            if (text.Length < ShortestDate)
            {
                return false;
            }

            return JsonDateFormats.TryParse(text, out value) || TryAjax(text, ref value) || TryCalendar(text, ref value);
        }

        /// <summary><c>/Date(123)/</c>, or any text with a whole number in the first pair of parentheses: taken as ticks.</summary>
        private static bool TryAjax(string text, ref DateTime value)
        {
            string[] parts = text.Split('(', ')');
            int ticks = 0;
            bool valid = parts.Length >= 2 && TryInt(parts[1], out ticks) && ticks >= 0;
            value = valid ? new DateTime(ticks, DateTimeKind.Utc) : DateTime.MaxValue;
            return valid;
        }

        /// <summary>An iCalendar time such as <c>DTSTART:19970714T170000Z</c>, or any text whose digits stand in those places.</summary>
        private static bool TryCalendar(string text, ref DateTime value)
        {
            string time = text;
            if (text.Contains("DTSTART", StringComparison.Ordinal) || text.Contains("DTEND", StringComparison.Ordinal))
            {
                string[] parts = text.Split(':');
                if (parts.Length < 2)
                {
                    return false;
                }

                time = parts[1];
            }

            if (text.Contains("TZID", StringComparison.Ordinal))
            {
                string[] parts = text.Split(';', '=', ':');
                if (parts.Length < 4)
                {
                    return false;
                }

                time = parts[3];
            }
            else if (text.EndsWith('Z'))
            {
                time = time.Substring(0, Math.Max(0, time.Length - 1));
            }

            if (time.Length < ShortestCalendarTime
                || !TryPart(time, 0, 4, 1, 9999, out int year)
                || !TryPart(time, 4, 2, 1, 12, out int month)
                || !TryPart(time, 6, 2, 1, DateTime.DaysInMonth(year, month), out int day)
                || !TryPart(time, 9, 2, 0, 23, out int hour)
                || !TryPart(time, 11, 2, 0, 59, out int minute)
                || !TryPart(time, 13, 2, 0, 59, out int second))
            {
                return false;
            }

            value = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc);
            return true;
        }

        private static bool TryPart(string time, int start, int length, int least, int most, out int value)
        {
            return TryInt(time.Substring(start, length), out value) && value >= least && value <= most;
        }

        private static bool TryInt(string text, out int value)
        {
            const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
            return int.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
        }
    }
}
