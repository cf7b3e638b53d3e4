using System;
using System.Globalization;

namespace MeterNode.Cli.Inputs
{
    /// <summary>Reads the values of options, with the ranges that make sense.</summary>
    internal static class Values
    {
        internal const double MostHours = 24 * 366;
        internal const double MostSpeed = 100_000;

        private static readonly string[] s_timeFormats =
        {
            "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'",
        };

        internal static bool TryHours(string text, out double hours)
        {
            return TryNumber(text, out hours) && hours > 0 && hours <= MostHours;
        }

        internal static bool TrySeconds(string text, out double seconds)
        {
            return TryNumber(text, out seconds) && seconds > 0 && seconds <= 3600 * MostHours;
        }

        /// <summary>A factor of real time; <c>max</c> is 0.</summary>
        internal static bool TrySpeed(string text, out double factor)
        {
            factor = 0;
            return text == "max" || (TryNumber(text, out factor) && factor >= 0.01 && factor <= MostSpeed);
        }

        internal static bool TryTime(string text, out DateTime utc)
        {
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            return DateTime.TryParseExact(text, s_timeFormats, CultureInfo.InvariantCulture, Utc, out utc) && utc.Year is >= 2000 and < 2100;
        }

        internal static bool TryWhole(string text, out int value)
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        internal static bool TryPort(string text, out int port)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
        }

        internal static bool TryText(string text, out string value)
        {
            value = text;
            return text.Trim().Length > 0;
        }

        private static bool TryNumber(string text, out double value)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }
    }
}
