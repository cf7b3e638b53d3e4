using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using MeterNode.Cli.Simulation;
using VirtualHome.Traces;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    public sealed class PriceTimelineTests
    {
        private static readonly DateTime s_first = new DateTime(2023, 1, 2, 0, 0, 0, DateTimeKind.Utc);

        [Fact]
        public void At_InsideTheRecording_IsTheRecordedPrice()
        {
            var prices = Lay(days: 10, s_first.AddDays(3), 24, out var notes);

            Assert.Equal(312, prices.At(s_first.AddDays(3).AddHours(12).AddMinutes(29)).ImportPence);
            Assert.Equal(s_first.AddDays(3).AddHours(12), prices.At(s_first.AddDays(3).AddHours(12).AddMinutes(29)).StartUtc);
            Assert.Empty(notes);
        }

        [Fact]
        public void At_InAnotherYear_IsThePriceOfThatSeasonAndWeekday()
        {
            var start = s_first.AddDays(3 * 364).AddDays(4);
            var prices = Lay(days: 20, start, 24, out var notes);

            Assert.Equal(406, prices.At(start.AddHours(6)).ImportPence);
            Assert.Equal(start.AddHours(6), prices.At(start.AddHours(6)).StartUtc);
            Assert.Contains("2023-01-06", Assert.Single(notes), StringComparison.Ordinal);
        }

        [Fact]
        public void At_BeyondAShortRecording_RepeatsWholeWeeks()
        {
            // Ten days hold one whole week.
            var prices = Lay(days: 10, s_first.AddDays(9), 48, out var notes);

            Assert.Equal(206, prices.At(s_first.AddDays(9).AddHours(6)).ImportPence);
            Assert.Single(notes);
        }

        [Fact]
        public void Between_OverTheSeam_HasNoGap()
        {
            var start = s_first.AddDays(6).AddHours(12);
            var prices = Lay(days: 7, start, 48, out _);

            var time = start;
            foreach (var slot in prices.Between(start, start.AddHours(48)))
            {
                Assert.Equal(time, slot.StartUtc);
                time = slot.StartUtc.AddSeconds(slot.LengthS);
            }

            Assert.Equal(start.AddHours(48), time);
        }

        /// <summary>Half-hourly prices: a hundred for each day since the first, and the hour.</summary>
        private static PriceTimeline Lay(int days, DateTime startUtc, double hours, out List<string> notes)
        {
            var rows = new StringBuilder("start_utc,import_p_per_kwh,export_p_per_kwh\n");
            for (int i = 0; i < days * 48; i++)
            {
                var time = s_first.AddMinutes(30 * i);
                rows.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm'Z'},{(100 * (i / 48)) + time.Hour},0\n");
            }

            notes = new List<string>();
            return new PriceTimeline(TraceReader.Read(new StringReader(rows.ToString()), "prices.csv"), startUtc, hours, notes);
        }
    }
}
