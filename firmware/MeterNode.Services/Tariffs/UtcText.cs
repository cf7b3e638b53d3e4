using System;
using MeterNode.Core.Messaging;

namespace MeterNode.Services.Tariffs
{
    /// <summary>
    /// UTC times as texts (ISO 8601). What is read is of whole minutes: <c>2026-10-25T22:00Z</c>, also with seconds and fractions
    /// that are zero. Without the Z, or with an offset in its place, it is none: the platform's own reader would ignore that.
    /// </summary>
    public static class UtcText
    {
        private const int LeastYear = 2000;
        private const int MostYear = 2199;
        private const int MinutesLength = 16;
        private const string Form = "0000-00-00T00:00:00.";

        /// <summary>Reads a time.</summary>
        /// <param name="text">The text.</param>
        /// <param name="utcMin">min since 1970 UTC.</param>
        /// <returns>Whether it is a time from 2000 to 2199.</returns>
        public static bool TryRead(string text, out int utcMin)
        {
            utcMin = 0;
            int last = text.Length - 1;
            if (last < MinutesLength || text[last] != 'Z' || last == MinutesLength + 1 || last == MinutesLength + 2 || last == Form.Length)
            {
                return false;
            }

            for (int i = 0; i < last; i++)
            {
                char form = i < Form.Length ? Form[i] : '0';
                bool isDigit = text[i] >= '0' && text[i] <= '9';
                bool isZero = i <= MinutesLength || text[i] == '0' || form != '0';
                if (form == '0' ? !isDigit || !isZero : text[i] != form)
                {
                    return false;
                }
            }

            int year = (Pair(text, 0) * 100) + Pair(text, 2);
            int month = Pair(text, 5);
            int day = Pair(text, 8);
            int hour = Pair(text, 11);
            int minute = Pair(text, 14);
            if (year < LeastYear || year > MostYear || month < 1 || month > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
            {
                return false;
            }

            long ticks = new DateTime(year, month, day, hour, minute, 0).Ticks - UtcClock.UnixEpochTicks;
            utcMin = (int)(ticks / TimeSpan.TicksPerMinute);
            return true;
        }

        /// <summary>The text of a time, to the second.</summary>
        /// <param name="ticks">Ticks of a <see cref="DateTime"/>, UTC.</param>
        public static string Of(long ticks)
        {
            var time = new DateTime(ticks);
            return time.Year.ToString("D4") + "-" + time.Month.ToString("D2") + "-" + time.Day.ToString("D2") + "T"
                + time.Hour.ToString("D2") + ":" + time.Minute.ToString("D2") + ":" + time.Second.ToString("D2") + "Z";
        }

        private static int Pair(string text, int at)
        {
            return ((text[at] - '0') * 10) + text[at + 1] - '0';
        }
    }
}
