using System;
using System.Linq;
using VirtualHome;
using VirtualHome.Description;
using VirtualHome.Mains;
using VirtualHome.Waveforms;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class MainsTests
    {
        [Fact]
        public void Frequency_OverADay_WandersInTheOperationalRange()
        {
            var home = new Home(TestHomes.Still() with { Mains = new MainsSettings() }, TestHomes.Winter, 4);

            var values = TestHomes.Follow(home, 86400, () => home.FrequencyHz, 10);

            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(each => (each - mean) * (each - mean)));
            Assert.InRange(values.Min(), 49.8, 49.95);
            Assert.InRange(values.Max(), 50.05, 50.2);
            Assert.InRange(mean, 49.97, 50.03);
            Assert.InRange(deviation, 0.04, 0.08);
        }

        [Fact]
        public void Phase_WithWanderStepsAndRamps_IsTheIntegralOfTheFrequency()
        {
            var home = new Home(TestHomes.Still() with { Mains = new MainsSettings { VoltageWanderV = 0 } }, TestHomes.Winter, 4);
            home.Mains.ScheduleFrequency(new ScriptedChange(3, 49.0, 0, 2));
            home.Mains.ScheduleFrequency(new ScriptedChange(8, 51.0, 4, 1));
            double cycles = 0;
            while (home.NowUs < 20 * TestHomes.SecondUs)
            {
                cycles += home.FrequencyHz * 0.1;
                home.AdvanceTo(home.NowUs + Home.StepUs);
                double angle = (home.Timeline.PhaseAt(home.NowUs) / Math.Tau) - cycles;

                Assert.Equal(0, angle - Math.Round(angle), 1e-8);
            }
        }

        [Fact]
        public void ScheduleFrequency_WithRampAndHold_GoesThereAndComesBack()
        {
            var home = TestHomes.Build();
            home.Mains.ScheduleFrequency(new ScriptedChange(10, 49.5, 4, 5));

            var values = TestHomes.Follow(home, 30, () => home.FrequencyHz, 0.1);

            Assert.Equal(50, values[90]);
            Assert.Equal(49.75, values[119], 0.01);
            Assert.Equal(49.5, values[160]);
            Assert.Equal(49.75, values[209], 0.02);
            Assert.Equal(50, values[250]);
        }

        [Fact]
        public void ScheduleFrequency_AsAStep_ActsAtItsTime()
        {
            var home = TestHomes.Build();
            home.Mains.ScheduleFrequency(new ScriptedChange(2, 49));

            home.AdvanceTo(1_900_000);
            double before = home.FrequencyHz;
            home.AdvanceTo(2_000_000);

            Assert.Equal(50, before);
            Assert.Equal(49, home.FrequencyHz);
        }

        [Fact]
        public void Voltage_UnderLoad_FallsByTheDropOfTheSourceImpedance()
        {
            var mains = new MainsSettings().Stiff() with { SourceResistanceOhm = 0.2, SourceReactanceOhm = 0.1 };
            var home = new Home(TestHomes.Still(TestHomes.Steady("load", 11_500)) with { Mains = mains }, TestHomes.Winter, 1);
            double resistance = 230.0 * 230 / 11_500;
            double expected = 230 * resistance / Math.Sqrt(Math.Pow(resistance + 0.2, 2) + 0.01);

            home.AdvanceTo(TestHomes.SecondUs);
            home.SetContact("load", true);

            Assert.Equal(expected, home.Voltage(1).Now.Rms, 0.001);
        }

        [Fact]
        public void Voltage_OfThreePhases_IsTurnedByAThirdInTime()
        {
            var home = new Home(ThreePhases(), TestHomes.Winter, 1);
            double thirdUs = 20_000 / 3.0;

            for (double atUs = 0; atUs < 20_000; atUs += 777)
            {
                double first = home.Voltage(1).Mean(atUs, atUs);

                Assert.Equal(first, home.Voltage(2).Mean(atUs + thirdUs, atUs + thirdUs), 1e-6);
                Assert.Equal(first, home.Voltage(3).Mean(atUs + (2 * thirdUs), atUs + (2 * thirdUs)), 1e-6);
            }
        }

        [Fact]
        public void Power_OfALoadOnThreePhases_IsSpreadEvenly()
        {
            var load = TestHomes.Steady("load", 9000, LoadShapes.CarCharger) with { Circuits = new[] { "l1", "l2", "l3" } };
            var home = new Home(ThreePhases() with { Appliances = new[] { load } }, TestHomes.Winter, 1);

            Assert.Equal(9000, home.PowerW, 15.0);
            Assert.Equal(home.Circuit("l1").PowerW, home.Circuit("l2").PowerW, 1e-6);
            Assert.Equal(home.Circuit("l3").RmsA, home.Circuit("supply3").RmsA, 1e-9);
        }

        [Fact]
        public void ScheduleOutage_WhileItLasts_TakesVoltageAndCurrentAway()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 1000), TestHomes.Steady("router", 10, LoadShapes.Rectifier));
            home.Mains.ScheduleOutage(new Outage(5, 3));
            var seen = string.Empty;
            home.MainsPresenceChanged += present => seen += present ? "+" : "-";

            home.AdvanceTo(6 * TestHomes.SecondUs);
            double voltage = home.Voltage(1).Now.Rms;
            double current = home.Circuit("supply").RmsA;
            home.AdvanceTo(9 * TestHomes.SecondUs);

            Assert.Equal(0, voltage);
            Assert.Equal(0, current);
            Assert.Equal(1010, home.PowerW, 0.01);
            Assert.Equal("-+", seen);
            Assert.Equal(1000 * 6 / 3600.0, home.Appliance("heater").EnergyWh, 1e-9);
        }

        [Fact]
        public void ScheduleVoltage_AsASag_LowersTheVoltage()
        {
            var home = TestHomes.Build();
            home.Mains.ScheduleVoltage(new ScriptedChange(1, 180, 0, 1));

            home.AdvanceTo(1_500_000);
            double sag = home.Voltage(1).Now.Rms;
            home.AdvanceTo(2_500_000);

            Assert.Equal(180, sag, 1e-9);
            Assert.Equal(230, home.Voltage(1).Now.Rms, 1e-9);
        }

        private static HomeDescription ThreePhases()
        {
            return TestHomes.Still() with
            {
                Mains = (new MainsSettings() with { Phases = 3 }).Stiff() with { FifthHarmonic = 0.03, ThirdHarmonic = 0.02 },
                Circuits = Enumerable.Range(1, 3).SelectMany(phase => new[]
                {
                    new CircuitDescription { Name = "supply" + phase, Kind = CircuitKind.Supply, Phase = phase },
                    new CircuitDescription { Name = "l" + phase, Phase = phase },
                }).ToArray(),
            };
        }
    }
}
