using System;
using VirtualHome;
using VirtualHome.Description;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class ControlTests
    {
        [Fact]
        public void SetContact_BetweenSteps_ActsAtOnce()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 2300));
            home.AdvanceTo(1_234_567);

            home.SetContact("heater", false);

            Assert.Equal(0, home.Circuit("a").RmsA);
            Assert.Equal(0, home.Channel("a").MeanShuntVolts(1_234_567, 1_235_000));
            Assert.NotEqual(0, home.Channel("a").MeanShuntVolts(1_234_000, 1_234_532));
        }

        [Fact]
        public void SetContact_OfACircuit_SwitchesAllItsAppliances()
        {
            var home = TestHomes.Build(TestHomes.Steady("one", 1000), TestHomes.Steady("two", 500), TestHomes.Steady("three", 100, null, "b"));

            home.SetContact("a", false);

            Assert.Equal(100, home.PowerW, 1e-9);
        }

        [Theory]
        [InlineData("nothing")]
        [InlineData("supply")]
        [InlineData("heater/sg1")]
        [InlineData("nothing/sg1")]
        public void SetContact_OfAnUnknownName_SaysSo(string name)
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 1000));

            Assert.Throws<ArgumentException>(() => home.SetContact(name, false));
        }

        [Fact]
        public void SetPoint_OfALoadWithoutOne_SaysSo()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 1000));

            Assert.Throws<ArgumentException>(() => home.SetPoint("heater", 500));
            Assert.Throws<ArgumentException>(() => home.SetPoint("nothing", 500));
        }

        [Fact]
        public void ContactClosings_OfARepeatedState_CountChangesOnly()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 1000));

            home.SetContact("heater", true);
            home.SetContact("heater", false);
            home.SetContact("heater", false);
            home.SetContact("heater", true);

            Assert.Equal(1, home.Appliance("heater").ContactClosings);
        }

        [Fact]
        public void People_WithContactsSwitchedAllDay_DoWhatTheyDoAnyway()
        {
            var free = new Home(HomeDescription.Default(), TestHomes.Winter, 9);
            var switched = new Home(HomeDescription.Default(), TestHomes.Winter, 9);
            for (long atUs = 0; atUs < TestHomes.DayUs; atUs += 777_777_777)
            {
                free.AdvanceTo(atUs);
                switched.AdvanceTo(atUs);
                switched.SetContact("ev", atUs % 2 == 0);
                switched.SetPoint("compute", 400);

                Assert.Equal(free.Appliance("shower").DemandW, switched.Appliance("shower").DemandW);
                Assert.Equal(free.Appliance("base").DemandW, switched.Appliance("base").DemandW);
                Assert.Equal(free.Context.OutdoorC, switched.Context.OutdoorC);
                Assert.Equal(free.FrequencyHz, switched.FrequencyHz);
            }
        }
    }
}
