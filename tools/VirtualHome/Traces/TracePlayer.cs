using System;
using System.Collections.Generic;

namespace VirtualHome.Traces
{
    /// <summary>Tells what a recording holds at a moment of a run.</summary>
    public sealed class TracePlayer
    {
        private const double DayS = 86400;

        private readonly Trace _trace;
        private readonly IReadOnlyList<double> _timesS;
        private readonly bool _repeats;
        private readonly double _originS;
        private readonly double _periodS;
        private readonly double _firstS;
        private int _row;

        internal TracePlayer(TraceSource source, DateTime startUtc)
        {
            _trace = source.Trace;
            _timesS = _trace.TimesS;
            _repeats = source.End == TraceEnd.Repeat;
            _periodS = _trace.LengthS;
            switch (source.Alignment)
            {
                case TraceAlignment.Clock:
                    _originS = startUtc.TimeOfDay.TotalSeconds;
                    _firstS = _trace.FirstUtc.TimeOfDay.TotalSeconds;
                    _periodS = DayS * Math.Ceiling((_firstS + _trace.LengthS) / DayS);
                    break;
                case TraceAlignment.Date:
                    _originS = (startUtc - _trace.FirstUtc).TotalSeconds;
                    break;
                case TraceAlignment.Year:
                    int day = startUtc.Month == 2 && startUtc.Day == 29 ? 28 : startUtc.Day;
                    var common = new DateTime(_trace.FirstUtc.Year, startUtc.Month, day, 0, 0, 0, DateTimeKind.Utc);
                    _originS = (common - _trace.FirstUtc).TotalSeconds + startUtc.TimeOfDay.TotalSeconds;
                    _periodS = Math.Max(_periodS, 365 * DayS);
                    break;
            }
        }

        /// <summary>The value of the row that holds now.</summary>
        /// <param name="column">The quantity.</param>
        /// <param name="timeS">The moment, s since the run began.</param>
        /// <returns>The value; 0 where there is no row.</returns>
        public double Held(TraceColumn column, double timeS)
        {
            return Find(timeS, out _) ? _trace.Values(column)[_row] : 0;
        }

        /// <summary>The value between the row that holds now and the next, in proportion.</summary>
        /// <param name="column">The quantity.</param>
        /// <param name="timeS">The moment, s since the run began.</param>
        /// <returns>The value; 0 where there is no row.</returns>
        public double Interpolated(TraceColumn column, double timeS)
        {
            if (!Find(timeS, out double atS))
            {
                return 0;
            }

            var values = _trace.Values(column);
            double value = values[_row];
            if (_row + 1 >= _timesS.Count)
            {
                return value;
            }

            double share = (atS - _timesS[_row]) / (_timesS[_row + 1] - _timesS[_row]);
            return value + (share * (values[_row + 1] - value));
        }

        /// <summary>Finds the row of a moment; time mostly goes forward by a little, so it looks there first.</summary>
        private bool Find(double timeS, out double atS)
        {
            atS = _originS + timeS;
            if (_repeats)
            {
                atS -= _periodS * Math.Floor(atS / _periodS);
            }

            atS -= _firstS;
            if (atS < 0 || atS >= _trace.LengthS)
            {
                return false;
            }

            if (_timesS[_row] > atS)
            {
                _row = 0;
            }

            for (int looked = 0; _row + 1 < _timesS.Count && _timesS[_row + 1] <= atS; looked++)
            {
                if (looked == 8)
                {
                    _row = Search(atS);
                    break;
                }

                _row++;
            }

            return true;
        }

        private int Search(double atS)
        {
            int low = 0;
            int high = _timesS.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                if (_timesS[middle] <= atS)
                {
                    low = middle;
                }
                else
                {
                    high = middle - 1;
                }
            }

            return low;
        }
    }
}
