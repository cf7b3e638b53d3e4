using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>A supply of three phases: only loads on the phase that is overloaded are touched.</summary>
    [TestClass]
    public class PhaseTests
    {
        private const string OnL1 = RuleHome.Heater;

        [TestMethod]
        public void Overload_OfOnePhase_ShedsOnlyThere()
        {
            string onL2 = RuleHome.With(RuleHome.Boiler, "\"min_on_s\"", "\"phase\":2,\"min_on_s\"");
            var bench = RuleHome.ThreePhases(32, "", OnL1 + "," + onL2, 20000);
            bench.PhaseRestMa[1] = 28000;
            bench.Run(10000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.IsFalse(bench.Relays.Closed[1]);
            Assert.AreEqual(1, bench.ShedEvents);
        }

        [TestMethod]
        public void Overload_OfOnePhase_ThreePhaseCarGivesThreefold()
        {
            var bench = RuleHome.ThreePhases(32, "", RuleHome.Car11, 30000);
            Assert.IsTrue(bench.DrawnW(0) >= 11030, "W: " + bench.DrawnW(0));
            bench.PhaseRestMa[2] = 22000;
            bench.Run(10000);
            Assert.IsTrue(bench.PhaseMa[2] <= 32000, "mA: " + bench.PhaseMa[2]);
            Assert.IsTrue(bench.DrawnW(0) >= 5500 && bench.DrawnW(0) <= 7000, "W: " + bench.DrawnW(0));
            Assert.AreEqual(0, bench.ShedEvents);
        }

        [TestMethod]
        public void Limit_OfOnePhase_ByAgreement_TakesFromThatPhaseOnly()
        {
            string onL2 = RuleHome.With(RuleHome.Boiler, "\"min_on_s\"", "\"phase\":2,\"min_on_s\"");
            var bench = RuleHome.ThreePhases(63, "\"import_limit_a\":20", OnL1 + "," + onL2, 20000);
            bench.PhaseRestMa[1] = 15000;
            bench.Run(14000);
            Assert.IsTrue(bench.PhaseMa[1] <= 20000, "mA: " + bench.PhaseMa[1]);
            Assert.IsTrue(bench.Relays.Closed[0]);
        }
    }
}
