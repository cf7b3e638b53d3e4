using System;
using System.Linq;
using VirtualHome;
using VirtualHome.Appliances;
using VirtualHome.Traces;
using VirtualHome.Weather;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    /// <summary>Against the recorded data, which are not part of the project.</summary>
    public sealed class RecordedDataTests
    {
        private static readonly string[] s_a = { "a" };
        private static readonly string[] s_b = { "b" };

        [Theory]
        [InlineData("household-1s-with-ev.csv", TraceKind.HouseholdWithEv, 6901)]
        [InlineData("household-halfhour-2022-11_2023-05.csv", TraceKind.HouseholdEnergy, 10176)]
        [InlineData("prices-halfhour-2022-11_2023-05.csv", TraceKind.Prices, 10176)]
        [InlineData("pv-weather-hourly.csv", TraceKind.WeatherYear, 8760)]
        [InlineData("solar-grid-1min-day1.csv", TraceKind.SolarAndGrid, 619)]
        [InlineData("appliances-1s.csv", TraceKind.Appliance, 621)]
        public void Read_OfARecording_FindsItsKindAndEveryRow(string file, TraceKind kind, int rows)
        {
            var trace = TraceReader.Read(TestHomes.Recording(file));

            Assert.Equal(kind, trace.Kind);
            Assert.Equal(rows, trace.Rows);
        }

        [Fact]
        public void Household_WithItsCar_DrawsTheRecordedEnergy()
        {
            var trace = TraceReader.Read(TestHomes.Recording("household-1s-with-ev.csv"));
            var source = new TraceSource(trace, TraceAlignment.Start, TraceEnd.Stop);
            var home = TestHomes.Build(
                new BaseLoadSettings { Name = "rest", Circuits = s_a, Recording = source },
                new EvChargerSettings { Name = "ev", Circuits = s_b, Recording = source });

            home.AdvanceTo((long)trace.LengthS * TestHomes.SecondUs);

            double useWh = Energy(trace, TraceColumn.UseW);
            double carWh = Energy(trace, TraceColumn.EvW);
            Assert.Equal(useWh, home.Circuit("a").ImportWh, 0.01 * useWh);

            // The car's power factor, its ramp and what it draws below 6 A.
            Assert.InRange(home.Circuit("b").ImportWh / carWh, 0.96, 1.01);
        }

        [Fact]
        public void Household_WithItsCarHeldBack_DrawsLess()
        {
            var trace = TraceReader.Read(TestHomes.Recording("household-1s-with-ev.csv"));
            var home = TestHomes.Build(new EvChargerSettings { Name = "ev", Circuits = s_a, Recording = new TraceSource(trace) });

            home.SetPoint("ev", 10);
            home.AdvanceTo(TestHomes.HourUs);

            Assert.InRange(home.Circuit("a").PeakRmsA, 9.9, 10.1);
        }

        [Fact]
        public void Appliance_AsRecorded_HasItsRmsItsPowerAndItsHarmonics()
        {
            var trace = TraceReader.Read(TestHomes.Recording("appliances-1s.csv"));
            var home = TestHomes.Build(new RecordedLoadSettings { Name = "kitchen", Circuits = s_a, Recording = new TraceSource(trace) });
            var rms = trace.Values(TraceColumn.RmsA);
            var power = trace.Values(TraceColumn.ActiveW);
            var fifth = trace.Values(TraceColumn.Order5A);
            var seen = TestHomes.Follow(home, trace.Rows - 1, () =>
            {
                int row = (int)(home.NowUs / TestHomes.SecondUs);
                Assert.Equal(rms[row], home.Circuit("a").RmsA, 1e-9);
                if (rms[row] > 1)
                {
                    // Recorded at another voltage than 230 V.
                    Assert.InRange(home.PowerW / power[row], 0.9, 1.1);
                    Assert.Equal(fifth[row], home.Circuit("a").Current.Now[2].Magnitude, 1e-9);
                }

                return home.Circuit("a").RmsA;
            });

            Assert.True(seen.Max() > 20);
        }

        [Fact]
        public void Panels_OfTheRecordedYear_DeliverWhatWasRecorded()
        {
            var trace = TraceReader.Read(TestHomes.Recording("pv-weather-hourly.csv"));
            var panels = new SolarPanelsSettings { Name = "pv", Circuits = s_a, Recording = new TraceSource(trace), InverterW = 5000 };
            var description = TestHomes.Still(panels) with { Weather = new WeatherSettings { Recording = new TraceSource(trace) } };
            var home = new Home(description, new DateTime(2023, 6, 20, 0, 0, 0, DateTimeKind.Utc), 1);

            home.AdvanceTo(TestHomes.DayUs);

            int row = (170 * 24) + 24;
            var recorded = trace.Values(TraceColumn.SolarW).Skip(170 * 24).Take(24).Sum(each => Math.Max(0, each));
            Assert.Equal(recorded, home.ExportWh, 0.03 * recorded);
            Assert.Equal(trace.Values(TraceColumn.OutdoorC)[row], home.Context.OutdoorC, 1e-9);
        }

        [Fact]
        public void SolarDay_ByTheClock_DeliversInTheDayOnly()
        {
            var trace = TraceReader.Read(TestHomes.Recording("solar-grid-1min-day1.csv"));
            var home = TestHomes.Build(
                new SolarPanelsSettings { Name = "pv", Circuits = s_a, Recording = new TraceSource(trace) },
                new BaseLoadSettings { Name = "rest", Circuits = s_b, Recording = new TraceSource(trace) });

            home.AdvanceTo(6 * TestHomes.HourUs);
            double early = home.PowerW;
            home.AdvanceTo(12 * TestHomes.HourUs);
            double gridAtNoon = trace.Values(TraceColumn.GridW)[300];

            Assert.Equal(0, early);
            Assert.Equal(gridAtNoon, home.PowerW, 30.0);
        }

        private static double Energy(Trace trace, TraceColumn column)
        {
            double sum = 0;
            for (int i = 0; i < trace.Rows; i++)
            {
                double lengthS = i + 1 < trace.Rows ? trace.TimesS[i + 1] - trace.TimesS[i] : trace.StepS;
                sum += trace.Values(column)[i] * lengthS;
            }

            return sum / 3600;
        }
    }
}
