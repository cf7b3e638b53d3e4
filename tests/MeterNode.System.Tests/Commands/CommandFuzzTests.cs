using MeterNode.Benchmarks.Link.Fuzz;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    public sealed class CommandFuzzTests
    {
        private readonly ITestOutputHelper _output;

        public CommandFuzzTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(20000, 20260101UL)]
        public void FuzzedMessages_EscapeNowhereAndChangeNothing(int inputs, ulong seed)
        {
            var result = CommandFuzz.Run(inputs, seed);
            _output.WriteLine("seed " + seed + ": " + result);
            Assert.Equal(inputs, result.Inputs);
            Assert.Equal(0, result.Escapes);
            Assert.Equal(0, result.ChangesOnRefusal);
            Assert.Equal(0, result.Forged);

            // It reaches everything: all commands are taken at times, and every refusal but that for want of a key is seen.
            Assert.True(result.Taken > inputs / 50, result.ToString());
            Assert.Equal(11, result.Reasons);
        }
    }
}
