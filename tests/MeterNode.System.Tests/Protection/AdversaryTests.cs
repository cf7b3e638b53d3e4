using MeterNode.Benchmarks.Protection;
using Xunit;

namespace MeterNode.System.Tests.Protection
{
    /// <summary>Whoever has broker, prices, limits and orchestrator in hand; the benchmark plays 200 such days.</summary>
    public sealed class AdversaryTests
    {
        /// <summary>Seeds 7, 16 and 18: mixed streams, everything together, and anything at random.</summary>
        [Theory]
        [InlineData(7)]
        [InlineData(16)]
        [InlineData(18)]
        public void Orders_FromAnAdversaryForADay_BreakNoInvariant(int seed)
        {
            var day = AdversaryDay.Play((ulong)seed);

            Assert.True(day.Orders > 1000);
            Assert.True(day.Judge.Operations > 0);
            Assert.Equal(string.Empty, day.Describe());
        }

        [Fact]
        public void Orders_ToAStreetAtOneInstant_MoveFewHomesAtOnce()
        {
            foreach (var (order, share, most) in AdversaryStreet.Shares())
            {
                Assert.True(share > 0 && share <= most, order + ": " + share);
            }
        }
    }
}
