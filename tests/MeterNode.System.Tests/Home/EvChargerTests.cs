using System;
using System.Linq;
using VirtualHome;
using VirtualHome.Appliances;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class EvChargerTests
    {
        private static readonly string[] s_on = { "a" };

        [Fact]
        public void Car_AfterComingHome_ChargesToItsTarget()
        {
            var home = TestHomes.Build(Settings());
            var ev = TestHomes.Find<EvCharger>(home);

            home.AdvanceTo(16 * TestHomes.HourUs);
            bool awayInTheAfternoon = !ev.PluggedIn;
            var share = TestHomes.Follow(home, 12 * 3600, () => ev.ChargeShare, 10);

            Assert.True(awayInTheAfternoon);
            Assert.True(ev.PluggedIn);
            Assert.True(share.Min() < 0.88);
            Assert.Equal(0.9, share[share.Count - 1], 0.01);
            Assert.Equal(32, home.Circuit("a").PeakRmsA, 0.05);
        }

        [Theory]
        [InlineData(6, 6)]
        [InlineData(5.9, 0)]
        [InlineData(16, 16)]
        [InlineData(40, 32)]
        [InlineData(0, 0)]
        public void SetPoint_OfACurrent_IsFollowedWithinSeconds(double amps, double expected)
        {
            var home = Charging();

            home.SetPoint("ev", amps);
            home.AdvanceTo(home.NowUs + (5 * TestHomes.SecondUs));

            Assert.Equal(expected, home.Circuit("a").RmsA, 0.05);
        }

        [Fact]
        public void SetPoint_Upwards_IsFollowedWithASoftRampFromSixAmperes()
        {
            var home = Charging();
            home.SetPoint("ev", 0);
            home.AdvanceTo(home.NowUs + (60 * TestHomes.SecondUs));

            home.SetPoint("ev", 32);
            var amps = TestHomes.Follow(home, 30, () => home.Circuit("a").RmsA, 0.1);

            int first = amps.FindIndex(each => each > 0);
            Assert.InRange(first, 30, 60);
            Assert.InRange(amps[first], 5.9, 7);
            Assert.InRange(amps.FindIndex(each => each > 31.9) - first, 50, 80);
            Assert.True(amps.Zip(amps.Skip(1)).All(pair => pair.Second >= pair.First - 1e-9));
        }

        [Fact]
        public void SetContact_Opened_StopsAtOnceAndStartsSoftlyAgain()
        {
            var home = Charging();

            home.SetContact("ev", false);
            double opened = home.Circuit("a").RmsA;
            home.SetContact("ev", true);
            double closed = home.Circuit("a").RmsA;
            home.AdvanceTo(home.NowUs + (20 * TestHomes.SecondUs));

            Assert.Equal(0, opened);
            Assert.Equal(0, closed);
            Assert.Equal(32, home.Circuit("a").RmsA, 0.05);
            Assert.Equal(1, home.Appliance("ev").ContactClosings);
        }

        [Fact]
        public void SetPoint_TakenAway_GivesTheRatedCurrentBack()
        {
            var home = Charging();
            home.SetPoint("ev", 10);
            home.AdvanceTo(home.NowUs + (10 * TestHomes.SecondUs));

            home.SetPoint("ev", double.NaN);
            home.AdvanceTo(home.NowUs + (10 * TestHomes.SecondUs));

            Assert.Equal(32, home.Circuit("a").RmsA, 0.05);
        }

        [Fact]
        public void Energy_IntoTheCar_IsWhatItsBatteryGains()
        {
            var home = Charging();
            var ev = TestHomes.Find<EvCharger>(home);
            double share = ev.ChargeShare;
            double energy = ev.EnergyWh;

            home.AdvanceTo(home.NowUs + TestHomes.HourUs);

            Assert.Equal(0.9 * (ev.EnergyWh - energy) / 60_000, ev.ChargeShare - share, 1e-5);
        }

        private static EvChargerSettings Settings()
        {
            return new EvChargerSettings { Name = "ev", Circuits = s_on, PlugsInShare = 1 };
        }

        private static Home Charging()
        {
            var home = TestHomes.Build(Settings() with { FirstChargeShare = 0.2 });
            home.AdvanceTo(60 * TestHomes.SecondUs);
            Assert.Equal(32, home.Circuit("a").RmsA, 0.05);
            return home;
        }
    }
}
