using System;
using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace MeterNode.Cli.Reporting
{
    /// <summary>The horizontal axis of the plots: hours since the run began, labelled with the time of day in UTC.</summary>
    internal static class TimeAxis
    {
        private const int MostTicks = 13;

        private static readonly double[] s_stepsS =
        {
            1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2678400,
        };

        /// <summary>What the axis shows.</summary>
        internal static string Label(ReportData data)
        {
            var first = data.StartUtc;
            var last = data.StartUtc + data.Length;
            const string Day = "d MMM yyyy";
            string days = first.Date == last.AddTicks(-1).Date
                ? first.ToString(Day, CultureInfo.InvariantCulture)
                : first.ToString(Day, CultureInfo.InvariantCulture) + " to " + last.ToString(Day, CultureInfo.InvariantCulture);
            return "Time, UTC, " + days;
        }

        /// <summary>Where its marks are: on the whole hours, days or seconds of the clock.</summary>
        internal static NumericManual Ticks(ReportData data)
        {
            double lengthS = data.Length.TotalSeconds;
            double stepS = Array.Find(s_stepsS, each => lengthS / each <= MostTicks);
            stepS = stepS == 0 ? s_stepsS[^1] : stepS;
            double offsetS = data.StartUtc.TimeOfDay.TotalSeconds;
            var ticks = new NumericManual();
            for (double atS = (Math.Ceiling(offsetS / stepS) * stepS) - offsetS; atS <= lengthS; atS += stepS)
            {
                ticks.AddMajor(atS / 3600, Text(data.StartUtc.AddSeconds(atS), stepS, lengthS));
            }

            return ticks;
        }

        private static string Text(DateTime time, double stepS, double lengthS)
        {
            bool named = lengthS > 86400 && time.TimeOfDay == TimeSpan.Zero;
            string format = stepS >= 86400 || named ? "d MMM" : stepS < 60 ? "HH:mm:ss" : "HH:mm";
            return time.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
