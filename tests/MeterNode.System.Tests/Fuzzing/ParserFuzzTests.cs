using MeterNode.Benchmarks.Link.Fuzz;
using MeterNode.System.Tests.Orchestrators;
using Xunit;

namespace MeterNode.System.Tests.Fuzzing
{
    /// <summary>Hostile input to everything that a node reads from others; the long run is in the benchmark "link".</summary>
    public sealed class ParserFuzzTests
    {
        private readonly ITestOutputHelper _output;

        public ParserFuzzTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(20260101, 12000)]
        [InlineData(7, 12000)]
        public void EveryParser_TakesOrRefuses_AndNothingEscapes(ulong seed, int inputs)
        {
            var result = ParserFuzz.Run(TroubledRun.Settings, inputs, seed);
            _output.WriteLine($"{result.Inputs} inputs, {result.Refused} refused, {result.Accepted} taken");
            Assert.True(result.Escapes == 0 && result.Changes == 0, string.Join('\n', result.Findings));

            // A fuzzer that never gets through, or always, finds nothing.
            Assert.InRange(result.Accepted, inputs / 50, inputs / 2);
            Assert.InRange(result.Refused, inputs / 4, inputs);
        }
    }
}
