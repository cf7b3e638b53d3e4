using System;
using System.Linq;
using VirtualHome;
using VirtualHome.Appliances;
using VirtualHome.Description;
using VirtualHome.Waveforms;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class TruthTests
    {
        [Fact]
        public void RmsAndPower_OfEveryCircuit_EqualNumericIntegration()
        {
            var home = new Home(HomeDescription.Default(), TestHomes.Winter, 3);
            home.AdvanceTo((19 * TestHomes.HourUs) + 300_000);
            double cycleUs = 1e6 / home.FrequencyHz;

            foreach (var circuit in home.Circuits)
            {
                const int Points = 2000;
                double squares = 0;
                double power = 0;
                for (int i = 0; i < Points; i++)
                {
                    double atUs = home.NowUs + (cycleUs * i / Points);
                    double amps = circuit.Current.Mean(atUs, atUs);
                    squares += amps * amps;
                    power += amps * home.Voltage(circuit.Phase).Mean(atUs, atUs);
                }

                Assert.Equal(Math.Sqrt(squares / Points), circuit.RmsA, 1e-8);
                Assert.Equal(power / Points, circuit.PowerW, 1e-5);
            }
        }

        [Fact]
        public void Energy_OverADay_BalancesBetweenSupplyCircuitsAndAppliances()
        {
            var home = new Home(HomeDescription.Default(), TestHomes.Summer, 3);
            double supplyWs = 0;
            home.IntervalEnding += (fromUs, toUs) => supplyWs += home.PowerW * (toUs - fromUs) * 1e-6;

            home.AdvanceTo(TestHomes.DayUs);

            double net = home.ImportWh - home.ExportWh;
            double branches = home.Circuits.Where(each => each.Kind == CircuitKind.Branch).Sum(each => each.ImportWh - each.ExportWh);
            Assert.True(home.ExportWh > 100, "a summer's day exports");
            Assert.Equal(net, branches, 1e-6);
            Assert.Equal(net, home.Appliances.Sum(each => each.EnergyWh), 1e-6);
            Assert.Equal(net, home.Circuit("supply").ImportWh - home.Circuit("supply").ExportWh, 1e-6);
            Assert.Equal(supplyWs / 3600, net, 0.5);
        }

        [Fact]
        public void Energy_BetweenChanges_GrowsWithTheClock()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 3600));

            home.AdvanceTo(1_234_567);

            Assert.Equal(1.234567, home.ImportWh, 1e-9);
            Assert.Equal(1.234567, home.Circuit("a").ImportWh, 1e-9);
            Assert.Equal(Math.Pow(3600 / 230.0, 2) * 1.234567, home.Circuit("a").AmpSquareSeconds, 1e-6);
        }

        [Fact]
        public void Energy_WithAContactInBetween_IsExactToTheMicrosecond()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 3600));

            home.AdvanceTo(1_234_567);
            home.SetContact("heater", false);
            home.AdvanceTo(5 * TestHomes.SecondUs);
            home.SetContact("heater", true);
            home.AdvanceTo(6 * TestHomes.SecondUs);

            Assert.Equal(2.234567, home.ImportWh, 1e-9);
        }

        [Fact]
        public void Supply_WithGeneration_IsTheSumLessWhatIsDelivered()
        {
            var home = TestHomes.Build(TestHomes.Steady("load", 1000), TestHomes.Steady("pv", -2500, LoadShapes.GridInverter, "b"));

            home.AdvanceTo(TestHomes.HourUs);

            Assert.Equal(-1500, home.Circuit("supply").PowerW, 0.01);
            Assert.Equal(0, home.ImportWh);
            Assert.Equal(1500, home.ExportWh, 0.01);
            Assert.Equal(2500, home.Circuit("b").ExportWh, 0.01);
        }

        [Fact]
        public void PeakRmsA_AfterAnInrush_RemembersIt()
        {
            var home = new Home(
                TestHomes.Still(new FridgeSettings { Name = "fridge", Circuits = new[] { "a" } }), TestHomes.Winter, 1);

            home.AdvanceTo(3 * TestHomes.HourUs);
            double peak = home.Circuit("a").PeakRmsA;
            home.Circuit("a").ResetPeak();

            double running = 90 / (230 * 0.65);
            Assert.InRange(peak / running, 5.8, 6.2);
            Assert.True(home.Circuit("a").PeakRmsA < 1.1 * running);
        }

        [Fact]
        public void Supply_OnOrdinaryWinterDays_IsOverItsFuseForMinutes()
        {
            // Otherwise the default home would have nothing to shed.
            for (int seed = 1; seed <= 3; seed++)
            {
                var home = new Home(HomeDescription.Default(), TestHomes.Winter, seed);
                var supply = home.Circuit("supply");
                double overS = 0;
                home.IntervalEnding += (fromUs, toUs) => overS += supply.RmsA > home.Mains.Settings.FuseA ? (toUs - fromUs) * 1e-6 : 0;

                home.AdvanceTo(3 * TestHomes.DayUs);

                Assert.InRange(overS, 120, 3 * 3600);
            }
        }
    }
}
