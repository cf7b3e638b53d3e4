using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CsvHelper;

namespace VirtualHome.Traces
{
    /// <summary>
    /// Reads recordings from CSV files, strictly; the format is found by the header, further columns are ignored. The word
    /// <c>null</c> stands for a reading that was missed, except in the first row.
    /// </summary>
    public static class TraceReader
    {
        private const string Missed = "null";

        private static readonly string[] s_timeFormats =
        {
            "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm",
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        };

        private static readonly CsvReaderOptions s_options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            TrimWhitespace = true,
            SkipEmptyLines = false,
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Throw,
        };

        private static readonly int[] s_mostOfTimePart = { 12, 31, 23 };

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>The recording.</returns>
        /// <exception cref="TraceFormatException">It is no recording of a known kind, or a row is wrong.</exception>
        /// <exception cref="IOException">It cannot be read.</exception>
        public static Trace Read(string path)
        {
            using var reader = new StreamReader(path);
            return Read(reader, path);
        }

        /// <summary>Reads a recording from text.</summary>
        /// <param name="reader">The text.</param>
        /// <param name="file">What to call it in messages.</param>
        /// <returns>The recording.</returns>
        /// <exception cref="TraceFormatException">It is no recording of a known kind, or a row is wrong.</exception>
        public static Trace Read(TextReader reader, string file)
        {
            ArgumentNullException.ThrowIfNull(reader);
            ArgumentNullException.ThrowIfNull(file);
            using var csv = CsvReader.Create(reader, s_options, leaveOpen: true);
            string[]? header = Next(csv, file, 1);
            if (header is null)
            {
                throw new TraceFormatException(file, 1, string.Empty, "an empty file", "a header and rows");
            }

            var format = Detect(header, file);
            int[] timeAt = Array.ConvertAll(format.Time, name => Find(header, name, format, file));
            int[] fieldAt = Array.ConvertAll(format.Fields, field => Find(header, field.Name, format, file));

            var times = new List<DateTime>();
            var values = Array.ConvertAll(format.Fields, _ => new List<double>());
            int row = 2;
            for (; Next(csv, file, row) is { } record; row++)
            {
                if (record.Length != header.Length)
                {
                    throw new TraceFormatException(file, row, string.Empty, record.Length + " fields", header.Length + " fields, as in the header");
                }

                var time = ReadTime(record, timeAt, format, file, row);
                if (times.Count > 0 && time <= times[times.Count - 1])
                {
                    string last = times[times.Count - 1].ToString("s", CultureInfo.InvariantCulture);
                    throw new TraceFormatException(
                        file, row, format.Time[0], "'" + record[timeAt[0]] + "'", "a time after that of the row before, " + last);
                }

                times.Add(time);
                for (int i = 0; i < fieldAt.Length; i++)
                {
                    // A recorder that missed a reading wrote null: the one before still holds.
                    bool missed = values[i].Count > 0 && record[fieldAt[i]] == Missed;
                    values[i].Add(missed ? values[i][values[i].Count - 1] : ReadNumber(record[fieldAt[i]], format.Fields[i], file, row));
                }
            }

            if (times.Count == 0)
            {
                throw new TraceFormatException(file, row, string.Empty, "the end of the file", "at least one row of values");
            }

            return Build(file, format, times, values);
        }

        /// <summary>The fields of the next row, or null at the end. Empty lines at the end are no rows; elsewhere they are wrong.</summary>
        private static string[]? Next(CsvReader csv, string file, int row)
        {
            try
            {
                if (!csv.Read())
                {
                    return null;
                }

                if (csv.FieldCount == 1 && csv.IsEmpty(0))
                {
                    while (csv.Read())
                    {
                        if (csv.FieldCount > 1 || !csv.IsEmpty(0))
                        {
                            throw new TraceFormatException(file, row, string.Empty, "an empty line", "a row, or the end of the file");
                        }
                    }

                    return null;
                }

                var fields = new string[csv.FieldCount];
                for (int i = 0; i < fields.Length; i++)
                {
                    fields[i] = csv.GetString(i);
                }

                return fields;
            }
            catch (CsvFormatException failure)
            {
                throw new TraceFormatException(file, row, string.Empty, failure.Message, "fields with their quotes closed");
            }
        }

        private static TraceFormat Detect(string[] header, string file)
        {
            TraceFormat? best = null;
            int bestCount = 0;
            foreach (var format in TraceFormat.All)
            {
                int count = 0;
                foreach (var field in format.Fields)
                {
                    count += Array.IndexOf(header, field.Name) >= 0 ? 1 : 0;
                }

                if (count > bestCount)
                {
                    best = format;
                    bestCount = count;
                }
            }

            if (best is not null)
            {
                return best;
            }

            var headers = new List<string>();
            foreach (var format in TraceFormat.All)
            {
                headers.Add(format.Header);
            }

            throw new TraceFormatException(file, 1, string.Empty, "'" + string.Join(',', header) + "'", "one of the headers " + string.Join(" | ", headers));
        }

        private static int Find(string[] header, string name, TraceFormat format, string file)
        {
            int at = Array.IndexOf(header, name);
            return at >= 0 ? at : throw new TraceFormatException(file, 1, name, "no such column", "the header " + format.Header);
        }

        private static DateTime ReadTime(string[] record, int[] timeAt, TraceFormat format, string file, int row)
        {
            if (timeAt.Length == 1)
            {
                const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
                string text = record[timeAt[0]];
                return DateTime.TryParseExact(text, s_timeFormats, CultureInfo.InvariantCulture, Utc, out var time)
                    ? time
                    : throw new TraceFormatException(file, row, format.Time[0], "'" + text + "'", "a UTC time such as 2023-01-31T18:30:00Z");
            }

            var parts = new int[timeAt.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                int least = i < 2 ? 1 : 0;
                int most = i == 1 && parts[0] > 0 ? DateTime.DaysInMonth(2001, parts[0]) : s_mostOfTimePart[i];
                string text = record[timeAt[i]];
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out parts[i]) || parts[i] < least || parts[i] > most)
                {
                    throw new TraceFormatException(file, row, format.Time[i], "'" + text + "'", "a whole number from " + least + " to " + most);
                }
            }

            return new DateTime(2001, parts[0], parts[1], parts[2], 0, 0, DateTimeKind.Utc);
        }

        private static double ReadNumber(string text, TraceField field, string file, int row)
        {
            bool read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            return read && value >= field.Least && value <= field.Most
                ? value
                : throw new TraceFormatException(
                    file,
                    row,
                    field.Name,
                    "'" + text + "'",
                    string.Create(CultureInfo.InvariantCulture, $"a number from {field.Least} to {field.Most}"));
        }

        private static Trace Build(string file, TraceFormat format, List<DateTime> times, List<double>[] values)
        {
            var timesS = new double[times.Count];
            for (int i = 0; i < timesS.Length; i++)
            {
                timesS[i] = (times[i] - times[0]).TotalSeconds;
            }

            var columns = new Dictionary<TraceColumn, double[]>();
            for (int i = 0; i < values.Length; i++)
            {
                columns.Add(format.Fields[i].Column, values[i].ToArray());
            }

            switch (format.Kind)
            {
                case TraceKind.HouseholdWithEv:
                    columns.Add(TraceColumn.UseW, Use(columns[TraceColumn.LiveW], columns[TraceColumn.EvW], -1));
                    break;
                case TraceKind.SolarAndGrid:
                    columns.Add(TraceColumn.UseW, Use(columns[TraceColumn.GridW], columns[TraceColumn.SolarW], 1));
                    break;
                case TraceKind.HouseholdEnergy:
                    columns.Add(TraceColumn.UseW, PowerOf(columns[TraceColumn.EnergyKWh], timesS));
                    break;
            }

            return new Trace(file, format.Kind, format.Alignment, times[0], timesS, columns);
        }

        /// <summary>What the home uses. The two meters are not read at one moment, so that the sum may fall below 0 for a second.</summary>
        private static double[] Use(double[] first, double[] second, int sign)
        {
            var use = new double[first.Length];
            for (int i = 0; i < use.Length; i++)
            {
                use[i] = Math.Max(0, first[i] + (sign * second[i]));
            }

            return use;
        }

        private static double[] PowerOf(double[] energyKWh, double[] timesS)
        {
            const double WsPerKWh = 3.6e6;
            var power = new double[energyKWh.Length];
            double lastS = timesS.Length > 1 ? timesS[1] - timesS[0] : 1800;
            for (int i = 0; i < power.Length; i++)
            {
                // A row after a gap still holds one interval's energy.
                double lengthS = i + 1 < timesS.Length ? Math.Min(timesS[i + 1] - timesS[i], lastS) : lastS;
                power[i] = energyKWh[i] * WsPerKWh / lengthS;
            }

            return power;
        }
    }
}
