using System.Text;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests.Metering;
using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class LoadRequestsTests
    {
        private const string Taken = "{\"load\":\"ev\",\"ok\":true}";

        [TestMethod]
        [DataRow("16A", 3680)]
        [DataRow("6a", 1380)]
        [DataRow("0A", 0)]
        [DataRow("3680", 3680)]
        public void ChargePoint_TakesAmperesAndWatts(string payload, int powerW)
        {
            var node = NodeOf(TestHome.With("\"name\":\"ev\",\"circuit\":\"ev\",\"pin\":25,", "\"name\":\"ev\",\"circuit\":\"ev\",\"pin\":25,\"kind\":\"charge_point\",\"set_point\":{\"topic\":\"ev/set\"},"), out var requests);
            Assert.AreEqual(Taken, Reply(requests, payload));
            Assert.AreEqual(powerW, node.Requests.PowerOf(TestHome.Ev));
            Assert.AreEqual((int)RequestMode.Power, (int)node.Requests.ModeOf(TestHome.Ev, 1000));
        }

        [TestMethod]
        [DataRow("33A", "allowed are 0 to 7400 W")]
        [DataRow("-6A", "allowed are 0 to 7400 W")]
        [DataRow("A", "allowed are on, off, auto and whole watts, or whole amperes such as 16A")]
        [DataRow("1.5A", "allowed are on, off, auto and whole watts, or whole amperes such as 16A")]
        [DataRow("16 A", "allowed are on, off, auto and whole watts, or whole amperes such as 16A")]
        [DataRow("-A", "allowed are on, off, auto and whole watts, or whole amperes such as 16A")]
        [DataRow("9999999A", "allowed are on, off, auto and whole watts, or whole amperes such as 16A")]
        [DataRow("999999A", "allowed are 0 to 7400 W")]
        public void ChargePoint_RefusesOtherAmperes(string payload, string error)
        {
            var node = NodeOf(TestHome.With("\"name\":\"ev\",\"circuit\":\"ev\",\"pin\":25,", "\"name\":\"ev\",\"circuit\":\"ev\",\"pin\":25,\"kind\":\"charge_point\",\"set_point\":{\"topic\":\"ev/set\"},"), out var requests);
            Assert.AreEqual("{\"load\":\"ev\",\"ok\":false,\"error\":\"" + error + "\"}", Reply(requests, payload));
            Assert.AreEqual((int)RequestMode.Auto, (int)node.Requests.ModeOf(TestHome.Ev, 1000));
        }

        [TestMethod]
        public void AnythingElse_KnowsNoAmperes()
        {
            NodeOf(TestHome.Settings(), out var requests);
            Assert.AreEqual("{\"load\":\"ev\",\"ok\":false,\"error\":\"allowed are on, off, auto and whole watts\"}", Reply(requests, "16A"));
        }

        private static Node NodeOf(NodeSettings settings, out LoadRequests requests)
        {
            var node = new Node(settings, new WaveSource(4), new SampleBlock(12), new RecordingRelays(3), false, 1);
            requests = new LoadRequests(settings, new Topics(settings.Id, ""), node.Control.Loads, node.Requests);
            return node;
        }

        private static string Reply(LoadRequests requests, string payload)
        {
            var reply = requests.Handle("meternode/test-1/load/ev/set", Encoding.UTF8.GetBytes(payload), 1000);
            return Encoding.UTF8.GetString(reply, 0, reply.Length);
        }
    }
}
