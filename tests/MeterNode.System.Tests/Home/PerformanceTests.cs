using System;
using System.Diagnostics;
using VirtualEsp32.Peripherals;
using VirtualHome;
using VirtualHome.Description;
using VirtualHome.Waveforms;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    /// <summary>Prints what the model costs. Times are not asserted: the machine may be busy. Allocation is.</summary>
    public sealed class PerformanceTests
    {
        private readonly ITestOutputHelper _output;

        public PerformanceTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void MeanVolts_OfOneAndOfSevenOrders_AllocatesNothing()
        {
            var home = TestHomes.Build(
                TestHomes.Steady("motor", 500, LoadShapes.MotorStart),
                TestHomes.Steady("rectifier", 500, LoadShapes.Rectifier, "b"));
            var sine = home.Channel("a");
            var distorted = home.Channel("b");
            Time(sine, 10_000);
            Time(distorted, 10_000);
            long before = GC.GetAllocatedBytesForCurrentThread();

            double sineNs = Time(sine, 2_000_000);
            double distortedNs = Time(distorted, 2_000_000);

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            _output.WriteLine($"a window of a sine {sineNs:F1} ns, of {distorted.Shunt.Now.Used} orders {distortedNs:F1} ns");
        }

        [Fact]
        public void Day_OfTheDefaultHome_TakesALittleTime()
        {
            var home = new Home(HomeDescription.Default(), TestHomes.Winter, 1);
            home.AdvanceTo(TestHomes.HourUs);
            var watch = Stopwatch.StartNew();

            home.AdvanceTo(TestHomes.HourUs + TestHomes.DayUs);

            _output.WriteLine($"a day {watch.ElapsedMilliseconds} ms, {watch.Elapsed.TotalMicroseconds / 864_000:F3} µs a step of 100 ms");
        }

        private static double Time(IAnalogInput input, int calls)
        {
            long from = Stopwatch.GetTimestamp();
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                double fromUs = i % 1000 * 97.3;
                sum += input.MeanShuntVolts(fromUs, fromUs + 532);
            }

            GC.KeepAlive(sum > 1e9 ? input : null);
            return Stopwatch.GetElapsedTime(from).TotalNanoseconds / calls;
        }
    }
}
