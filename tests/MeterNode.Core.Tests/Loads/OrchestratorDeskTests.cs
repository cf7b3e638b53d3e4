using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Loads
{
    [TestClass]
    public class OrchestratorDeskTests
    {
        [TestMethod]
        public void Desk_SecondChangeTooSoon_IsRefused()
        {
            var claims = new ClaimTable(1);
            var desk = Desk(claims);
            Assert.IsTrue(desk.TryRequest(0, RequestMode.Off, 0, 1000));
            Assert.IsFalse(desk.TryRequest(0, RequestMode.On, 0, 5000));
            Assert.IsTrue(desk.TryRequest(0, RequestMode.Off, 0, 5000));
            Assert.IsTrue(desk.TryRequest(0, RequestMode.On, 0, 15000));
        }

        [TestMethod]
        public void Desk_RequestGrownOld_IsForgotten()
        {
            var claims = new ClaimTable(1);
            var desk = Desk(claims);
            desk.TryRequest(0, RequestMode.Off, 0, 0);
            desk.Step(60000);
            Assert.IsTrue(claims.IsSet(Rank.Orchestrator, 0));
            desk.Step(60001);
            Assert.IsFalse(claims.IsSet(Rank.Orchestrator, 0));
        }

        [TestMethod]
        public void Desk_Auto_ClaimsNothing()
        {
            var claims = new ClaimTable(1);
            var desk = Desk(claims);
            desk.TryRequest(0, RequestMode.On, 0, 0);
            desk.Step(1);
            Assert.AreEqual(7400, claims.LeastW(Rank.Orchestrator, 0));
            desk.TryRequest(0, RequestMode.Auto, 0, 20000);
            desk.Step(20001);
            Assert.IsFalse(claims.IsSet(Rank.Orchestrator, 0));
        }

        private static OrchestratorDesk Desk(ClaimTable claims)
        {
            var delays = new DelayedChanges(1, new RandomDelay(1));
            delays.SetMost(0, 0);
            return new OrchestratorDesk(OneLoad(), claims, 60000, delays);
        }

        private static Load[] OneLoad()
        {
            return new[] { new Load(TestHome.Settings().Loads[TestHome.Ev], 0, 1) };
        }
    }
}
