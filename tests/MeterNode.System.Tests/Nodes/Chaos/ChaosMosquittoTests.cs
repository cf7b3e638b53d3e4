using System.Linq;
using Xunit;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>The whole firmware and mosquitto, and a link between them that fails again and again.</summary>
    public sealed class ChaosMosquittoTests
    {
        private readonly ITestOutputHelper _output;

        public ChaosMosquittoTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(25, 1)]
        public void Faults_NothingLostNoStepLateNothingPilesUp(int faults, int seed)
        {
            string? program = MosquittoBroker.Find();
            Assert.SkipWhen(program is null, "mosquitto is not installed (apt-get install mosquitto)");
            var run = ChaosRun.Of(program!, faults, seed);
            _output.WriteLine($"seed {seed}: {string.Join(", ", run.Faults)}; {run.Hours:F2} h, {run.Connects} connects, {run.Resets} resets");
            _output.WriteLine($"intervals {run.Intervals.Count} +{run.Intervals.Repeated}, events {run.Events.Count} +{run.Events.Repeated}, uncovered {run.UncoveredS:F1} s, untold {run.Untold}");
            _output.WriteLine($"longest step {run.StepTimes.LongestMs:F1} ms, {run.StepTimes.LongestWithoutHandshakeMs:F1} without handshake, usual {run.StepTimes.UsualMs:F0}, 99.99 % {run.StepTimes.Quantile(0.9999):F0}, stall {run.LongestStallMs:F1} ms");
            _output.WriteLine($"memory {string.Join(" ", run.MemoryKb)} kB, threads {string.Join(" ", run.Threads)}, most {run.MostThreads}; connections, most {run.MostConnections}");
            Assert.Equal(faults, run.Faults.Values.Sum());
            Assert.True(run.Connects > faults / 3, "the node was hardly ever connected");
            Assert.Equal(0, run.Lost);
            Assert.Equal(0, run.Untold);
            Assert.Equal(0, run.Intervals.NotLater);
            Assert.Equal(1, run.Intervals.Series);
            Assert.Equal(1, run.Events.Series);
            Assert.InRange(run.UncoveredS, 0, ChaosRun.MostUncoveredS);
            Assert.InRange(run.StepTimes.LongestMs, 0, run.MostStepMs);
            // The managed heap is that of all tests that run now; the benchmark judges it.
            Assert.InRange(run.MostConnections, 1, ChaosRun.MostConnectionsEver);
            Assert.InRange(run.MostThreads, 1, ChaosRun.MostThreadsEver);
            Assert.Equal(1, run.Boots);
            Assert.Equal(0, run.Violations);
        }
    }
}
