using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class SetPointMessagesTests
    {
        private const string Json =
            "{\"schema\":1,\"id\":\"test-1\",\"supply\":{\"circuit\":\"supply\",\"limit_a\":63},"
            + "\"circuits\":[{\"name\":\"supply\",\"address\":64}],\"loads\":["
            + "{\"name\":\"car\",\"kind\":\"charge_point\",\"power_w\":7360,\"set_point\":{\"topic\":\"openevse/override/set\","
            + "\"message\":\"{'state':'active','charge_current':{a}}\",\"off\":\"{'state':'disabled'}\"}},"
            + "{\"name\":\"battery\",\"kind\":\"battery\",\"power_w\":5000,\"set_point\":{\"topic\":\"battery/set\"}}]}";

        [TestMethod]
        public void SetPoint_OfACar_IsInWholeAmperesRoundedDown()
        {
            var messages = new SetPointMessages(NodeSettings.Parse(Json), new SetPoints(2));
            Assert.AreEqual("{'state':'active','charge_current':15}", messages.Text(0, (16 * 230) - 1));
            Assert.AreEqual("{'state':'disabled'}", messages.Text(0, 0));
        }

        [TestMethod]
        public void SetPoint_OfABattery_IsInSignedWatts()
        {
            var messages = new SetPointMessages(NodeSettings.Parse(Json), new SetPoints(2));
            Assert.AreEqual("-1200", messages.Text(1, -1200));
            Assert.AreEqual("0", messages.Text(1, 0));
        }

        [TestMethod]
        public void SetPoint_Changed_GoesOutAtOnceAndIsRepeatedNowAndThen()
        {
            var points = new SetPoints(2);
            var messages = new SetPointMessages(NodeSettings.Parse(Json), points);
            var link = new FakeLink();
            messages.Step(link, 1000);
            Assert.AreEqual(0, link.CountOf("battery/set"));
            points.Tell(1, 1500);
            messages.Step(link, 2000);
            messages.Step(link, 3000);
            Assert.AreEqual(1, link.CountOf("battery/set"));
            Assert.AreEqual("1500", link.LastOf("battery/set"));
            points.Tell(1, 1500);
            messages.Step(link, 4000);
            Assert.AreEqual(1, link.CountOf("battery/set"));
            points.Tell(1, 1400);
            messages.Step(link, 4500);
            Assert.AreEqual("1400", link.LastOf("battery/set"));
            messages.Step(link, 4500 + SetPointMessages.RepeatMs);
            Assert.AreEqual(3, link.CountOf("battery/set"));
        }

        [TestMethod]
        public void SetPoint_AfterANewConnection_GoesOutAnew()
        {
            var points = new SetPoints(2);
            var messages = new SetPointMessages(NodeSettings.Parse(Json), points);
            var link = new FakeLink();
            points.Tell(1, 1500);
            messages.Step(link, 1000);
            messages.Reset();
            messages.Step(link, 1100);
            Assert.AreEqual(2, link.CountOf("battery/set"));
        }
    }
}
