using MeterNode.Core.Loads;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Control;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Loads
{
    [TestClass]
    public class OwnerDeskTests
    {
        [TestMethod]
        public void Press_RunsTheLoadAgainstTheOrchestrator_UntilItsTimeIsUp()
        {
            var bench = Home("30");
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Run(5000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            bench.Control.Owner.Press(bench.NowMs);
            bench.Run(5000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Rank.Owner, (int)bench.Loads[0].Winner);
            Assert.AreEqual((int)Reason.Owner, (int)bench.Loads[0].Reason);
            bench.Run(30 * 60000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Reason.RequestOff, (int)bench.Loads[0].Reason);
        }

        [TestMethod]
        public void PressAgain_EndsIt()
        {
            var bench = Home("30");
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Run(5000);
            bench.Control.Owner.Press(bench.NowMs);
            bench.Run(5000);
            bench.Control.Owner.Press(bench.NowMs);
            bench.Run(5000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.IsFalse(bench.Control.Owner.IsActive);
        }

        [TestMethod]
        public void Press_DoesNotReachAboveProtection()
        {
            var bench = Home("30");
            bench.Control.Owner.Press(bench.NowMs);
            bench.Run(5000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            bench.RestMa = 150000;
            bench.Run(2000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Rank.Protection, (int)bench.Loads[0].Winner);
        }

        [TestMethod]
        public void WithoutTheSetting_APressDoesNothing()
        {
            var bench = RuleHome.Bench("", RuleHome.Heater, 10000);
            bench.Control.Owner.Press(bench.NowMs);
            Assert.IsFalse(bench.Control.Owner.IsActive);
        }

        [TestMethod]
        public void LoadThatIsNotThere_IsRefused()
        {
            try
            {
                NodeSettings.Parse(Text("\"load\":\"sauna\""));
                Assert.IsTrue(false, "accepted");
            }
            catch (SettingsException refused)
            {
                Assert.AreEqual("button.load: is \"sauna\"; allowed is the name of a load that is no battery and no inverter", refused.Message);
            }
        }

        private static string Text(string button)
        {
            string text = RuleHome.Text("\"circuit\":\"supply\",\"limit_a\":100", "", RuleHome.Heater);
            return text.Substring(0, text.Length - 1) + ",\"button\":{" + button + "}}";
        }

        private static GuardBench Home(string minutes)
        {
            var bench = new GuardBench(NodeSettings.Parse(Text("\"load\":\"heater\",\"minutes\":" + minutes)), false);
            bench.Run(10000);
            return bench;
        }
    }
}
