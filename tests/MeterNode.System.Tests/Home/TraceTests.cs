using System;
using System.IO;
using VirtualHome;
using VirtualHome.Traces;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class TraceTests
    {
        private const string Energy = "start_utc,kwh\n2022-11-01T00:00Z,0.1\n2022-11-01T00:30Z,0.2\n";
        private const string Solar = "time,solar_w,grid_w_import_positive\n2018-06-10T07:00:00,100,50\n2018-06-10T07:01:00,200,-150\n";

        [Theory]
        [InlineData("", 1, "", "an empty file")]
        [InlineData("a,b\n1,2\n", 1, "", "one of the headers time,live_power_w")]
        [InlineData("start_utc,import_p_per_kwh\n", 1, "export_p_per_kwh", "no such column")]
        [InlineData("when,kwh\n", 1, "start_utc", "no such column")]
        [InlineData("start_utc,kwh\n", 2, "", "at least one row")]
        [InlineData(Energy + "2022-11-01T01:00Z,lots\n", 4, "kwh", "found 'lots', allowed is a number from 0 to 1000")]
        [InlineData(Energy + "2022-11-01T01:00Z,\n", 4, "kwh", "found ''")]
        [InlineData(Energy + "2022-11-01T01:00Z,NaN\n", 4, "kwh", "found 'NaN'")]
        [InlineData(Energy + "2022-11-01T01:00Z,-1\n", 4, "kwh", "a number from 0 to 1000")]
        [InlineData(Energy + "1 November,1\n", 4, "start_utc", "a UTC time such as")]
        [InlineData(Energy + "2022-11-01T00:30Z,1\n", 4, "start_utc", "a time after that of the row before, 2022-11-01T00:30:00")]
        [InlineData(Energy + "2022-11-01T01:00Z\n", 4, "", "found 1 fields, allowed is 2 fields")]
        [InlineData(Energy + "\n2022-11-01T01:00Z,1\n", 4, "", "an empty line")]
        [InlineData(Energy + "\"2022-11-01T01:00Z,1\n", 4, "", "quotes closed")]
        [InlineData("month,day,hour,outdoor_c,ac_w\n1,31,0,5,0\n2,29,0,5,0\n", 3, "day", "a whole number from 1 to 28")]
        [InlineData("month,day,hour,outdoor_c,ac_w\n1,1,24,5,0\n", 2, "hour", "a whole number from 0 to 23")]
        public void Read_OfAMistake_NamesRowColumnAndWhatIsAllowed(string text, int row, string column, string expected)
        {
            var failure = Assert.Throws<TraceFormatException>(() => Read(text));

            Assert.Equal(row, failure.Row);
            Assert.Equal(column, failure.Column);
            Assert.StartsWith("my.csv: row " + row, failure.Message, StringComparison.Ordinal);
            Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure.Message);
        }

        [Fact]
        public void Read_WithColumnsInAnotherOrderAndMore_FindsThem()
        {
            var trace = Read("note,kwh,start_utc\nx,0.5,2022-11-01T00:00Z\n\"y, z\",1,2022-11-01T00:30:00Z\n\n");

            Assert.Equal(TraceKind.HouseholdEnergy, trace.Kind);
            Assert.Equal(new[] { 1000.0, 2000.0 }, trace.Values(TraceColumn.UseW));
            Assert.Equal(3600, trace.LengthS);
        }

        [Fact]
        public void Read_OfAMissedReading_HoldsTheOneBefore()
        {
            Assert.Equal(new[] { 100.0, 200, 200 }, Read(Solar + "2018-06-10T07:02:00,null,-100\n").Values(TraceColumn.SolarW));
            Assert.Throws<TraceFormatException>(() => Read("start_utc,kwh\n2022-11-01T00:00Z,null\n"));
        }

        [Fact]
        public void Use_OfSolarAndGrid_IsTheirSum()
        {
            Assert.Equal(new[] { 150.0, 50.0 }, Read(Solar).Values(TraceColumn.UseW));
        }

        [Theory]
        [InlineData(0, 100)]
        [InlineData(60, 200)]
        [InlineData(119, 200)]
        [InlineData(120, 100)]
        [InlineData(185, 200)]
        public void Held_OfARecordingThatRepeatsFromTheStart_ComesAgain(double timeS, double expected)
        {
            Assert.Equal(expected, At(new TraceSource(Read(Solar), TraceAlignment.Start, TraceEnd.Repeat), TestHomes.Summer, timeS));
        }

        [Theory]
        [InlineData(119, 200)]
        [InlineData(120, 0)]
        public void Held_OfARecordingThatStops_IsNothingAfterIt(double timeS, double expected)
        {
            Assert.Equal(expected, At(new TraceSource(Read(Solar), TraceAlignment.Start, TraceEnd.Stop), TestHomes.Summer, timeS));
        }

        [Theory]
        [InlineData(0, 0)]
        [InlineData((7 * 3600) + 5, 100)]
        [InlineData((7 * 3600) + 65, 200)]
        [InlineData((7 * 3600) + 125, 0)]
        [InlineData((31 * 3600) + 5, 100)]
        public void Held_OfARecordingByTheClock_ComesAtItsTimeOfDay(double timeS, double expected)
        {
            Assert.Equal(expected, At(new TraceSource(Read(Solar), TraceAlignment.Clock, TraceEnd.Repeat), TestHomes.Summer, timeS));
        }

        [Fact]
        public void Held_OfARecordingByDate_ComesOnItsDate()
        {
            var source = new TraceSource(Read(Energy), TraceAlignment.Date, TraceEnd.Stop);
            var start = new DateTime(2022, 10, 31, 23, 0, 0, DateTimeKind.Utc);

            Assert.Equal(0, At(source, start, 3599, TraceColumn.UseW));
            Assert.Equal(200, At(source, start, 3600, TraceColumn.UseW), 1e-9);
            Assert.Equal(400, At(source, start, 3600 + 1800, TraceColumn.UseW), 1e-9);
        }

        [Fact]
        public void Prices_OfARecording_AreSlots()
        {
            var prices = new PriceSeries(Read("start_utc,import_p_per_kwh,export_p_per_kwh\n2022-11-01T00:00Z,-1.5,2\n2022-11-01T00:30Z,30,4\n"));
            var from = new DateTime(2022, 11, 1, 0, 10, 0, DateTimeKind.Utc);

            Assert.Equal(2, prices.Slots.Count);
            Assert.Equal(new PriceSlot(from.AddMinutes(-10), 1800, -1.5, 2), Assert.Single(prices.Between(from, from.AddMinutes(20))));
        }

        private static Trace Read(string text)
        {
            return TraceReader.Read(new StringReader(text), "my.csv");
        }

        private static double At(TraceSource source, DateTime startUtc, double timeS, TraceColumn column = TraceColumn.SolarW)
        {
            return source.Play(startUtc).Held(column, timeS);
        }
    }
}
