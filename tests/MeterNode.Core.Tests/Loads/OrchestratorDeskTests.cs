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
            var desk = new OrchestratorDesk(OneLoad(), claims, 60000);
            Assert.IsTrue(desk.TryRequest(0, RequestMode.Off, 1000));
            Assert.IsFalse(desk.TryRequest(0, RequestMode.On, 5000));
            Assert.IsTrue(desk.TryRequest(0, RequestMode.Off, 5000));
            Assert.IsTrue(desk.TryRequest(0, RequestMode.On, 15000));
        }

        [TestMethod]
        public void Desk_RequestGrownOld_IsForgotten()
        {
            var claims = new ClaimTable(1);
            var desk = new OrchestratorDesk(OneLoad(), claims, 60000);
            desk.TryRequest(0, RequestMode.Off, 0);
            desk.Step(60000);
            Assert.IsTrue(claims.IsSet(Rank.Orchestrator, 0));
            desk.Step(60001);
            Assert.IsFalse(claims.IsSet(Rank.Orchestrator, 0));
        }

        [TestMethod]
        public void Desk_Auto_ClaimsNothing()
        {
            var claims = new ClaimTable(1);
            var desk = new OrchestratorDesk(OneLoad(), claims, 60000);
            desk.TryRequest(0, RequestMode.On, 0);
            desk.Step(1);
            Assert.AreEqual(7400, claims.LeastW(Rank.Orchestrator, 0));
            desk.TryRequest(0, RequestMode.Auto, 20000);
            desk.Step(20001);
            Assert.IsFalse(claims.IsSet(Rank.Orchestrator, 0));
        }

        private static Load[] OneLoad()
        {
            return new[] { new Load(TestHome.Settings().Loads[TestHome.Ev], 0, 1) };
        }
    }
}
