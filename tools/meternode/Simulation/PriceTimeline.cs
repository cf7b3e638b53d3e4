using System;
using System.Collections.Generic;
using System.IO;
using VirtualHome.Traces;

namespace MeterNode.Cli.Simulation
{
    /// <summary>
    /// The prices at every moment of a run. A run that the recording does not cover gets those of another time of the recording: of
    /// the same season of another year if there is one, else of another week (of another day when the recording is shorter than a
    /// week), again and again. Time of day and, where possible, day of the week stay right.
    /// </summary>
    internal sealed class PriceTimeline
    {
        /// <summary>The unit of the prices, by kWh, and of costs.</summary>
        internal const string Unit = "p";

        private const double DayS = 86400;
        private const double WeekS = 7 * DayS;
        private const double YearS = 52 * WeekS;
        private const int MostYears = 100;

        private readonly IReadOnlyList<PriceSlot> _slots;
        private readonly DateTime _firstUtc;
        private readonly double _periodS;
        private readonly double _shiftS;

        /// <summary>Lays prices over a run.</summary>
        /// <param name="recording">The recorded prices.</param>
        /// <param name="startUtc">When the run begins.</param>
        /// <param name="hours">How long it is.</param>
        /// <param name="notes">Gets a line when the prices are those of another time.</param>
        internal PriceTimeline(Trace recording, DateTime startUtc, double hours, List<string> notes)
        {
            _slots = new PriceSeries(recording).Slots;
            _firstUtc = recording.FirstUtc;
            var lastUtc = _firstUtc.AddSeconds(recording.LengthS);
            _periodS = recording.LengthS;
            if (Covers(startUtc, hours, lastUtc))
            {
                return;
            }

            if (FindYear(startUtc, hours, lastUtc) is double shiftS)
            {
                _shiftS = shiftS;
            }
            else
            {
                double unitS = recording.LengthS >= WeekS ? WeekS : recording.LengthS >= DayS ? DayS : recording.LengthS;
                _periodS = unitS * Math.Floor(recording.LengthS / unitS);
            }

            string file = Path.GetFileName(recording.File);
            notes.Add(FormattableString.Invariant(
                $"{file} holds prices from {_firstUtc:yyyy-MM-dd} to {lastUtc:yyyy-MM-dd}: the run begins with those of {Recorded(startUtc):yyyy-MM-dd}"));
        }

        /// <summary>The prices at a time.</summary>
        internal PriceSlot At(DateTime utc)
        {
            var recorded = Recorded(utc);
            int low = 0;
            int high = _slots.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                if (_slots[middle].StartUtc <= recorded)
                {
                    low = middle;
                }
                else
                {
                    high = middle - 1;
                }
            }

            return _slots[low] with { StartUtc = utc - (recorded - _slots[low].StartUtc) };
        }

        /// <summary>Every slot of a time, one after the other.</summary>
        internal IEnumerable<PriceSlot> Between(DateTime fromUtc, DateTime toUtc)
        {
            for (var time = fromUtc; time < toUtc;)
            {
                var slot = At(time);
                yield return slot;

                // Where the recording begins anew its last slot may be cut short.
                double toWrapS = _periodS - (Recorded(time) - _firstUtc).TotalSeconds;
                double toNextS = (slot.StartUtc - time).TotalSeconds + slot.LengthS;
                time = time.AddSeconds(Math.Max(1, Math.Min(toNextS, toWrapS)));
            }
        }

        private bool Covers(DateTime fromUtc, double hours, DateTime lastUtc)
        {
            return fromUtc >= _firstUtc && fromUtc.AddHours(hours) <= lastUtc;
        }

        private double? FindYear(DateTime startUtc, double hours, DateTime lastUtc)
        {
            for (int years = -MostYears; years <= MostYears; years++)
            {
                if (Covers(startUtc.AddSeconds(years * YearS), hours, lastUtc))
                {
                    return years * YearS;
                }
            }

            return null;
        }

        private DateTime Recorded(DateTime utc)
        {
            double sinceS = (utc - _firstUtc).TotalSeconds + _shiftS;
            return _firstUtc.AddSeconds(sinceS - (_periodS * Math.Floor(sinceS / _periodS)));
        }
    }
}
