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
        [DataRow("A", "allowed are on, off, auto, whole watts, whole amperes such as 16A and minutes such as 60min")]
        [DataRow("1.5A", "allowed are on, off, auto, whole watts, whole amperes such as 16A and minutes such as 60min")]
        [DataRow("16 A", "allowed are on, off, auto, whole watts, whole amperes such as 16A and minutes such as 60min")]
        [DataRow("-A", "allowed are on, off, auto, whole watts, whole amperes such as 16A and minutes such as 60min")]
        [DataRow("9999999A", "allowed are on, off, auto, whole watts, whole amperes such as 16A and minutes such as 60min")]
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
            Assert.AreEqual("{\"load\":\"ev\",\"ok\":false,\"error\":\"allowed are on, off, auto, whole watts and minutes such as 60min\"}", Reply(requests, "16A"));
        }

        [TestMethod]
        [DataRow("1min", 1)]
        [DataRow("60MIN", 60)]
        [DataRow("001440min", 1440)]
        public void Minutes_AreOnForSoLongAndThenAuto(string payload, int minutes)
        {
            var node = NodeOf(TestHome.Settings(), out var requests);
            Assert.AreEqual(Taken, Reply(requests, payload));
            long untilMs = 1000 + (minutes * 60000L);
            Assert.AreEqual((int)RequestMode.On, (int)node.Requests.ModeOf(TestHome.Ev, untilMs));
            Assert.AreEqual(minutes, node.Requests.BoostMin(TestHome.Ev, 1000));
            Assert.AreEqual(minutes, node.Requests.BoostMin(TestHome.Ev, 60999));
            Assert.AreEqual(minutes - 1, node.Requests.BoostMin(TestHome.Ev, 61000));
            Assert.AreEqual(0, node.Requests.BoostMin(TestHome.Ev, untilMs));
            Assert.AreEqual((int)RequestMode.Auto, (int)node.Requests.ModeOf(TestHome.Ev, untilMs + 1));
        }

        [TestMethod]
        [DataRow("0min", (int)RequestMode.Auto)]
        [DataRow("auto", (int)RequestMode.Auto)]
        [DataRow("off", (int)RequestMode.Off)]
        [DataRow("on", (int)RequestMode.On)]
        [DataRow("100", (int)RequestMode.Power)]
        public void AnotherRequest_EndsTheMinutes(string payload, int mode)
        {
            var node = NodeOf(TestHome.Settings(), out var requests);
            Assert.AreEqual(Taken, Reply(requests, "60min"));
            Assert.AreEqual(Taken, Reply(requests, payload, 20000));
            Assert.AreEqual(mode, (int)node.Requests.ModeOf(TestHome.Ev, 20000));
            Assert.AreEqual(0, node.Requests.BoostMin(TestHome.Ev, 20000));
        }

        [TestMethod]
        public void Minutes_HoldNoLongerThanAnyRequest()
        {
            var node = NodeOf(TestHome.With("\"restart_delay_s\":0", "\"restart_delay_s\":0,\"request_max_age_s\":600"), out var requests);
            Assert.AreEqual(Taken, Reply(requests, "60min"));
            Assert.AreEqual(10, node.Requests.BoostMin(TestHome.Ev, 1000));
            Assert.AreEqual((int)RequestMode.Auto, (int)node.Requests.ModeOf(TestHome.Ev, 601001));
        }

        [TestMethod]
        [DataRow("1441min", "allowed are 0min to 1440min")]
        [DataRow("-1min", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("min", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("60 min", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("1.5min", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("9999999min", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        public void OtherMinutes_AreRefused(string payload, string error)
        {
            var node = NodeOf(TestHome.Settings(), out var requests);
            Assert.AreEqual("{\"load\":\"ev\",\"ok\":false,\"error\":\"" + error + "\"}", Reply(requests, payload));
            Assert.AreEqual((int)RequestMode.Auto, (int)node.Requests.ModeOf(TestHome.Ev, 1000));
        }

        [TestMethod]
        public void Battery_KnowsNoMinutes()
        {
            NodeOf(TestHome.With("\"name\":\"ev\",\"circuit\":\"ev\",\"pin\":25,", "\"name\":\"ev\",\"circuit\":\"ev\",\"pin\":25,\"kind\":\"battery\",\"set_point\":{\"topic\":\"b\"},"), out var requests);
            Assert.AreEqual("{\"load\":\"ev\",\"ok\":false,\"error\":\"allowed are minutes only for a load that draws, no battery and no inverter\"}", Reply(requests, "60min"));
        }

        private static Node NodeOf(NodeSettings settings, out LoadRequests requests)
        {
            var node = new Node(settings, new WaveSource(4), new SampleBlock(12), new RecordingRelays(3), false, 1);
            requests = new LoadRequests(settings, new Topics(settings.Id, ""), node.Control.Loads, node.Requests, new Replies());
            return node;
        }

        private static string Reply(LoadRequests requests, string payload, long nowMs = 1000)
        {
            var reply = requests.Handle("meternode/test-1/load/ev/set", Encoding.UTF8.GetBytes(payload), nowMs);
            return Encoding.UTF8.GetString(reply, 0, reply.Length);
        }
    }
}
