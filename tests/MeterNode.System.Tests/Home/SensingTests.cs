using System;
using VirtualHome.Mains;
using VirtualHome.Sensing;
using VirtualHome.Waveforms;
using VirtualHome;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class SensingTests
    {
        [Fact]
        public void Channel_OfIdealParts_ShowsCurrentAndVoltageByTheConstants()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 2300));
            var channel = home.Channel("a");

            // L1 crosses its crest at time 0.
            Assert.Equal(Math.Sqrt(2) * 10 * 0.00215, channel.MeanShuntVolts(0, 0.001), 1e-9);
            Assert.Equal(8 + (Math.Sqrt(2) * 3), channel.MeanBusVolts(0, 0.001), 1e-9);
            Assert.Equal(8, channel.MeanBusVolts(5_000 - 1, 5_000 + 1), 1e-6);
        }

        [Fact]
        public void Bus_UpToAVoltageOfSurges_StaysInTheRangeOfTheConverter()
        {
            var home = TestHomes.Build();
            home.Mains.ScheduleVoltage(new ScriptedChange(0.1, 400));
            home.AdvanceTo(TestHomes.SecondUs);

            for (double atUs = 0; atUs < 20_000; atUs += 100)
            {
                Assert.InRange(home.Channel("a").MeanBusVolts(home.NowUs + atUs, home.NowUs + atUs + 100), 0, 16);
            }
        }

        [Fact]
        public void Fault_Reversed_TurnsTheSign()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 2300, LoadShapes.Rectifier));
            var channel = home.Channel("a");
            double before = channel.MeanShuntVolts(100, 632);

            channel.Fault = CtFault.Reversed;

            Assert.Equal(-before, channel.MeanShuntVolts(100, 632), 1e-12);
        }

        [Fact]
        public void Fault_WrongPhase_ShowsHalfThePowerNegative()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 2300));
            var channel = home.Channel("a");

            channel.Fault = CtFault.WrongPhase;

            Assert.Equal(-1150, channel.Shunt.Now.MeanProduct(home.Voltage(1).Now) / FrontEnd.ShuntVoltsPerAmp, 1e-6);
        }

        [Fact]
        public void Fault_NotClosed_LosesMostOfTheSignal()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 2300));
            var channel = home.Channel("a");

            channel.Fault = CtFault.NotClosed;

            Assert.InRange(channel.Shunt.Now.Rms / FrontEnd.ShuntVoltsPerAmp, 2, 5);
        }

        [Fact]
        public void Fault_Unplugged_LeavesNothing()
        {
            var home = TestHomes.Build(TestHomes.Steady("heater", 2300));
            var channel = home.Channel("a");

            channel.Fault = CtFault.Unplugged;

            Assert.Equal(0, channel.MeanShuntVolts(100, 632));
        }

        [Fact]
        public void SwapClamps_OfTwoCircuits_ExchangesTheirCurrents()
        {
            var home = TestHomes.Build(TestHomes.Steady("one", 2300), TestHomes.Steady("two", 1150, null, "b"));

            home.SwapClamps("a", "b");

            Assert.Equal(5, home.Channel("a").Shunt.Now.Rms / FrontEnd.ShuntVoltsPerAmp, 1e-9);
            Assert.Equal(10, home.Channel("b").Shunt.Now.Rms / FrontEnd.ShuntVoltsPerAmp, 1e-9);
        }

        [Fact]
        public void Reference_Faults_ShowAtTheBusInput()
        {
            var home = TestHomes.Build();
            var channel = home.Channel("a");

            channel.Reference.Fault = ReferenceFault.Unplugged;
            double unplugged = channel.MeanBusVolts(0, 100);
            channel.Reference.Fault = ReferenceFault.NoBias;
            double noBias = channel.MeanBusVolts(10_000, 10_001);
            channel.Reference.Fault = ReferenceFault.Reversed;
            double reversed = channel.MeanBusVolts(0, 1);

            Assert.Equal(8, unplugged);
            Assert.Equal(-3 * Math.Sqrt(2), noBias, 1e-5);
            Assert.Equal(8 - (3 * Math.Sqrt(2)), reversed, 1e-5);
        }

        [Fact]
        public void TypicalCt_AtSmallAndLargeCurrents_LeadsLessAtLargeOnes()
        {
            var ct = Parts.TypicalCt(100, 3);
            double small = LeadDegrees(ct, 0.5);
            double large = LeadDegrees(ct, 80);

            Assert.InRange(large, 0.3, 1.0);
            Assert.InRange(small, large + 0.1, 1.5);
        }

        [Fact]
        public void TypicalCt_BeyondItsRating_Saturates()
        {
            var ct = Parts.TypicalCt(100, 3);
            var within = Transform(ct, 100);
            var beyond = Transform(ct, 250);

            Assert.Equal(0, within[1].Magnitude, 1e-12);
            Assert.InRange(beyond.Rms, 1.3 * within.Rms, 2.2 * within.Rms);
            Assert.True(beyond[1].Magnitude > 0.05 * beyond[0].Magnitude);
        }

        [Fact]
        public void TypicalReference_AtTheRatedVoltage_AddsALittleThirdHarmonic()
        {
            var description = TestHomes.Still() with { IdealParts = false };
            var home = new Home(description, TestHomes.Winter, 2);
            var output = home.References[0].Output.Now;

            Assert.InRange(output[1].Magnitude / output[0].Magnitude, 0.0005, 0.005);
            Assert.InRange(output.Rms, 2.9, 3.1);
        }

        private static double LeadDegrees(CtProperties ct, double rmsA)
        {
            return Transform(ct, rmsA)[0].Phase * 180 / Math.PI;
        }

        private static Phasors Transform(CtProperties ct, double rmsA)
        {
            var primary = new Phasors { [0] = Math.Sqrt(2) * rmsA };
            var secondary = new Phasors();
            CurrentTransformer.Transform(ct, CtFault.None, primary, secondary);
            return secondary;
        }
    }
}
