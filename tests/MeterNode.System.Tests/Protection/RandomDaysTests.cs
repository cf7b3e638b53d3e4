using System;
using System.Linq;
using MeterNode.Benchmarks.Protection;
using Xunit;

namespace MeterNode.System.Tests.Protection
{
    /// <summary>A few of the protection benchmark's days: the whole of it takes a thousand.</summary>
    public sealed class RandomDaysTests
    {
        [Fact]
        public void Node_HeavyHomesDays_AreSafeAndNoWorseThanFlatLimitControl()
        {
            var days = Enumerable.Range(1, 6).Select(seed => RandomHome.Create((ulong)seed)).ToArray();

            var node = Live(days, home => new NodeController(home));
            var fits = Live(days, home => new FlatLimitController(home, checksFit: true));
            var hysteresis = Live(days, home => new FlatLimitController(home, checksFit: false));

            Assert.All(days, day => Assert.NotEqual(NastyDay.WeldedContact, day.Nasty));
            Assert.InRange(node.PeakBudgetShare, 0, AdversaryDay.MostBudgetShare);
            Assert.Equal(0, node.CriticalSheds);
            Assert.Equal(0, node.EquipmentViolations);
            Assert.True(node.DeferrableKWh >= 0.98 * Math.Min(fits.DeferrableKWh, hysteresis.DeferrableKWh), "energy: " + node.DeferrableKWh);
            Assert.True(node.Sheds <= Math.Max(fits.Sheds, hysteresis.Sheds), "sheds: " + node.Sheds);
        }

        private static DayTotals Live(HomeDay[] days, Func<HomeDescription, IHomeController> make)
        {
            return new DayTotals(days.Select(day => new DaySimulation(day, make(day.Home)).Run()));
        }
    }
}
