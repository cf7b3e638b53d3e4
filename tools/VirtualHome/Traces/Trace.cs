using System;
using System.Collections.Generic;

namespace VirtualHome.Traces
{
    /// <summary>A recording: rows in order of time, each holding until the next.</summary>
    public sealed class Trace
    {
        private readonly Dictionary<TraceColumn, double[]> _columns;

        internal Trace(string file, TraceKind kind, TraceAlignment alignment, DateTime firstUtc, double[] timesS, Dictionary<TraceColumn, double[]> columns)
        {
            File = file;
            Kind = kind;
            Alignment = alignment;
            FirstUtc = firstUtc;
            TimesS = timesS;
            _columns = columns;
            StepS = timesS.Length > 1 ? timesS[timesS.Length - 1] - timesS[timesS.Length - 2] : 3600;
        }

        /// <summary>The file that it was read from.</summary>
        public string File { get; }

        /// <summary>Which kind of recording it is.</summary>
        public TraceKind Kind { get; }

        /// <summary>How it is aligned with a run when nothing else is said.</summary>
        public TraceAlignment Alignment { get; }

        /// <summary>The time of the first row; of the year 2001 for a <see cref="TraceKind.WeatherYear"/>.</summary>
        public DateTime FirstUtc { get; }

        /// <summary>Time of each row, s after the first.</summary>
        public IReadOnlyList<double> TimesS { get; }

        /// <summary>How long the last row holds, s: as long as the one before it; an hour when there is one row only.</summary>
        public double StepS { get; }

        /// <summary>How long the recording is, s.</summary>
        public double LengthS => TimesS[TimesS.Count - 1] + StepS;

        /// <summary>How many rows it has.</summary>
        public int Rows => TimesS.Count;

        /// <summary>Whether it holds a quantity.</summary>
        /// <param name="column">The quantity.</param>
        /// <returns>Whether <see cref="Values"/> can be asked for it.</returns>
        public bool Has(TraceColumn column)
        {
            return _columns.ContainsKey(column);
        }

        /// <summary>The values of a quantity, row by row.</summary>
        /// <param name="column">The quantity.</param>
        /// <returns>One value a row.</returns>
        /// <exception cref="ArgumentException">The recording does not hold it.</exception>
        public IReadOnlyList<double> Values(TraceColumn column)
        {
            return _columns.TryGetValue(column, out var values)
                ? values
                : throw new ArgumentException(File + " holds no " + column + ".", nameof(column));
        }
    }
}
