using System;
using MeterNode.Core.Metering.Wiring;
using VirtualHome;
using VirtualHome.Description;
using VirtualHome.Sensing;
using Xunit;

namespace MeterNode.System.Tests.Sensing
{
    /// <summary>The wiring diagnosis over days of life in the default home, with typical parts that nobody has calibrated.</summary>
    public sealed class WiringHomeTests
    {
        private static readonly DateTime s_summer = new DateTime(2026, 6, 10, 0, 0, 0, DateTimeKind.Utc);
        private static readonly DateTime s_winter = new DateTime(2026, 1, 14, 0, 0, 0, DateTimeKind.Utc);

        /// <summary>Panels export by day, capacitive standby by night, a rest that nobody measures, relays that switch.</summary>
        [Theory]
        [InlineData(1, true)]
        [InlineData(2, false)]
        [InlineData(3, true)]
        [InlineData(4, false)]
        public void Home_WiredAsItShould_HasNoFindingInThreeDays(int seed, bool summer)
        {
            var wired = Wired(seed, summer);
            int changes = 0;

            wired.RunFor(TimeSpan.FromDays(3), () => (changes = wired.Diagnosis.Changes) > 0);

            Assert.True(changes == 0, wired.Text());
            Assert.Equal(3, wired.Diagnosis.Finding(0).Confirmations);
        }

        /// <summary>An unmeasured shower, oven and heat pump: most of the supply is then a rest.</summary>
        [Theory]
        [InlineData(5)]
        [InlineData(6)]
        public void Home_WithMostOfItUnmeasured_HasNoFindingInThreeDays(int seed)
        {
            var text = HomeDescription.DefaultJson();
            foreach (string name in new[] { "shower", "cooker", "heatpump", "pv" })
            {
                text = text.Replace("{ \"name\": \"" + name + "\" }", "{ \"name\": \"" + name + "\", \"measured\": false }", StringComparison.Ordinal);
            }

            // Nobody has told the node of the panels either.
            var home = new Home(HomeReader.Parse(text, "test"), s_summer, seed);
            var wired = new WiredHome(home, true, "immersion");
            wired.Plan.CanExport[0] = true;

            wired.RunFor(TimeSpan.FromDays(3), () => wired.Diagnosis.Changes > 0);

            Assert.True(wired.Diagnosis.Changes == 0, wired.Text());
        }

        [Theory]
        [InlineData("supply", CtFault.Reversed, WiringFault.Reversed, 4)]
        [InlineData("supply", CtFault.WrongPhase, WiringFault.OtherPhase, 30)]
        [InlineData("supply", CtFault.NotClosed, WiringFault.NotClosed, 30)]
        [InlineData("supply", CtFault.Unplugged, WiringFault.Open, 30)]
        [InlineData("shower", CtFault.Reversed, WiringFault.Reversed, 30)]
        [InlineData("shower", CtFault.WrongPhase, WiringFault.OtherPhase, 30)]
        [InlineData("shower", CtFault.NotClosed, WiringFault.NotClosed, 30)]
        [InlineData("cooker", CtFault.Reversed, WiringFault.Reversed, 24)]
        [InlineData("cooker", CtFault.NotClosed, WiringFault.NotClosed, 24)]
        [InlineData("sockets", CtFault.Reversed, WiringFault.Reversed, 24)]
        [InlineData("sockets", CtFault.WrongPhase, WiringFault.OtherPhase, 24)]
        [InlineData("sockets", CtFault.NotClosed, WiringFault.NotClosed, 24)]
        [InlineData("ev", CtFault.Reversed, WiringFault.Reversed, 30)]
        [InlineData("heatpump", CtFault.Reversed, WiringFault.Reversed, 30)]
        [InlineData("heatpump", CtFault.WrongPhase, WiringFault.OtherPhase, 30)]
        [InlineData("immersion", CtFault.Reversed, WiringFault.Reversed, 30)]
        [InlineData("immersion", CtFault.Unplugged, WiringFault.Open, 48)]
        [InlineData("pv", CtFault.Reversed, WiringFault.Reversed, 24)]
        public void Home_WithAFaultyClamp_FindsItAndNoOther(string circuit, CtFault fault, WiringFault expected, int mostHours)
        {
            var wired = Wired(7, circuit == "pv");
            wired.Home.Channel(circuit).Fault = fault;
            int index = WiredHome.Index(wired.Home, circuit);

            var took = wired.TimeUntil(index, expected, TimeSpan.FromHours(mostHours));

            TestContext.Current.TestOutputHelper?.WriteLine(circuit + " " + fault + ": " + took);
            Assert.True(took is not null, "not found in " + mostHours + " h; " + wired.Text());
            Assert.True(wired.Diagnosis.Changes == 1, wired.Text());

            // It stays, alone, for another day: nothing is renamed and nobody else is blamed.
            wired.RunFor(TimeSpan.FromDays(1), () => wired.Diagnosis.Changes > 1);
            Assert.True(wired.Diagnosis.Changes == 1, wired.Text());
        }

        [Fact]
        public void Home_WithTwoClampsSwapped_NamesBothAndClearsThemWhenPutRight()
        {
            var wired = Wired(8, summer: false);
            wired.Home.SwapClamps("immersion", "cooker");
            int immersion = WiredHome.Index(wired.Home, "immersion");
            int cooker = WiredHome.Index(wired.Home, "cooker");

            var took = wired.TimeUntil(immersion, WiringFault.Swapped, TimeSpan.FromDays(8));

            TestContext.Current.TestOutputHelper?.WriteLine("immersion and cooker swapped: " + took);
            Assert.True(took is not null, wired.Text());
            Assert.Equal(cooker, wired.Diagnosis.Finding(immersion).Partner);
            Assert.Equal(immersion, wired.Diagnosis.Finding(cooker).Partner);
            Assert.True(wired.Diagnosis.Changes == 2, wired.Text());

            wired.Home.SwapClamps("immersion", "cooker");
            wired.RunFor(TimeSpan.FromDays(8), () => wired.Diagnosis.IsConsistent(immersion) && wired.Diagnosis.IsConsistent(cooker));
            Assert.Equal(string.Empty, wired.Text());
        }

        [Fact]
        public void Home_WithTheSupplysClampOnTheCooker_NamesBoth()
        {
            var wired = Wired(9, summer: false);
            wired.Home.SwapClamps("supply", "cooker");

            var took = wired.TimeUntil(0, WiringFault.Swapped, TimeSpan.FromDays(2));

            TestContext.Current.TestOutputHelper?.WriteLine("supply and cooker swapped: " + took);
            Assert.True(took is not null, wired.Text());
            Assert.Equal(WiredHome.Index(wired.Home, "cooker"), wired.Diagnosis.Finding(0).Partner);
            Assert.False(wired.Diagnosis.IsConsistent(0));
        }

        [Theory]
        [InlineData(ReferenceFault.Unplugged, WiringFault.NoReference)]
        [InlineData(ReferenceFault.Reversed, WiringFault.ReferenceReversed)]
        public void Home_WithAFaultyReference_BlamesItAndNoClamp(ReferenceFault fault, WiringFault expected)
        {
            var wired = Wired(10, summer: false);
            wired.Home.References[0].Fault = fault;
            int subject = wired.Plan.Circuits;

            var took = wired.TimeUntil(subject, expected, TimeSpan.FromDays(2));

            TestContext.Current.TestOutputHelper?.WriteLine("reference " + fault + ": " + took);
            Assert.True(took is not null, wired.Text());
            Assert.True(wired.Diagnosis.Changes == 1, wired.Text());
        }

        private static WiredHome Wired(int seed, bool summer)
        {
            var home = new Home(HomeDescription.Default(), summer ? s_summer : s_winter, seed);
            return new WiredHome(home, hiddenGeneration: false, "immersion");
        }
    }
}
