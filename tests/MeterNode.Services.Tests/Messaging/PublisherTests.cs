using System.Collections;
using System.Text;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests.Metering;
using MeterNode.Core.Tests;
using MeterNode.Services.Brokers;
using MeterNode.Services.Messaging;
using MeterNode.Services.Outboxes;
using nanoFramework.Json;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class PublisherTests
    {
        private const string Root = "meternode/test-1/";

        [TestMethod]
        public void Publisher_Connected_SaysStatusDiscoveryEventAndState()
        {
            var link = new FakeLink();
            Connected(link, RunningNode());
            Assert.AreEqual("online", link.LastOf(Root + "status"));
            Assert.AreEqual(1, link.CountOf("homeassistant/device/meternode-test-1/config"));
            Assert.AreEqual(1, link.CountOf(Root + "event"));
            // One at once, and one that Home Assistant wants after what it is about.
            Assert.AreEqual(2, link.CountOf(Root + "state"));
        }

        [TestMethod]
        public void Publisher_State_IsJsonWithEveryCircuitAndLoad()
        {
            var link = new FakeLink();
            Connected(link, RunningNode());
            var state = (Hashtable)JsonConvert.DeserializeObject(link.LastOf(Root + "state"), typeof(Hashtable));
            Assert.IsNull(state["time"]);
            Assert.AreEqual("normal", (string)state["mode"]);
            var circuits = (Hashtable)state["circuits"];
            Assert.AreEqual(4, circuits.Count);
            var supply = (Hashtable)circuits["supply"];
            Assert.IsTrue(supply.Contains("power_w"));
            Assert.IsTrue(supply.Contains("energy_import_wh"));
            var loads = (Hashtable)state["loads"];
            var ev = (Hashtable)loads["ev"];
            Assert.IsTrue((bool)ev["on"]);
            Assert.AreEqual("free", (string)ev["reason"]);
        }

        [TestMethod]
        public void Publisher_EventNotAcknowledged_IsSentAgainAndOnlyThenTheNext()
        {
            var link = new FakeLink();
            var node = RunningNode();
            var publisher = Connected(link, node);
            int first = link.LastId;
            int sent = link.CountOf(Root + "event");
            publisher.Step(5000);
            Assert.AreEqual(sent, link.CountOf(Root + "event"));
            publisher.Step(OutboxLane.AcknowledgeWithinMs + 5000);
            Assert.AreEqual(sent + 1, link.CountOf(Root + "event"));
            Assert.IsTrue(link.LastOf(Root + "event").IndexOf("\"sequence\":1,") >= 0, link.LastOf(Root + "event"));
            publisher.OnPublished(link.LastId, true);
            publisher.Step(OutboxLane.AcknowledgeWithinMs + 5100);
            Assert.IsTrue(link.LastOf(Root + "event").IndexOf("\"sequence\":2,") >= 0, link.LastOf(Root + "event"));
            Assert.IsTrue(first > 0);
        }

        [TestMethod]
        public void Publisher_ConnectionLostWithAnEventInFlight_SendsItAgain()
        {
            var link = new FakeLink();
            var publisher = Connected(link, RunningNode());
            int sent = link.CountOf(Root + "event");
            publisher.OnConnected(3000);
            publisher.Step(3000);
            Assert.AreEqual(sent + 1, link.CountOf(Root + "event"));
            Assert.IsTrue(link.LastOf(Root + "event").IndexOf("\"sequence\":1,") >= 0);
        }

        [TestMethod]
        public void Publisher_IntervalFinished_IsSentUntilAcknowledgedAndOnlyThenTheNext()
        {
            var link = new FakeLink();
            var source = new WaveSource(4);
            source.CurrentA[0] = 20;
            var node = new Node(TestHome.Settings(), source, new SampleBlock(12), new RecordingRelays(3), false, 1);
            Run(node, source, 3000);
            var publisher = Connected(link, node);
            for (long ms = 10000; ms <= 2 * IntervalRecorder.IntervalMs + 20000; ms += 1000)
            {
                node.Intervals.Step(ms, 0);
            }

            Assert.AreEqual(2, node.Intervals.Waiting);
            publisher.Step(5000);
            Assert.AreEqual(1, link.CountOf(Root + "interval"));
            int id = link.LastId;
            publisher.Step(6000);
            Assert.AreEqual(1, link.CountOf(Root + "interval"));
            publisher.OnPublished(id, true);
            publisher.Step(7000);
            Assert.AreEqual(2, link.CountOf(Root + "interval"));
            Assert.IsTrue(link.LastOf(Root + "interval").IndexOf("\"sequence\":2,") > 0, link.LastOf(Root + "interval"));
            var parsed = (Hashtable)JsonConvert.DeserializeObject(link.LastOf(Root + "interval"), typeof(Hashtable));
            Assert.AreEqual(4, ((Hashtable)parsed["circuits"]).Count);
        }

        [TestMethod]
        public void Publisher_NothingNew_SaysTheStateOncePerPeriod()
        {
            var link = new FakeLink();
            var publisher = Connected(link, RunningNode());
            int before = link.CountOf(Root + "state");
            for (long ms = 2000; ms <= 62000; ms += 500)
            {
                publisher.Step(ms);
            }

            Assert.AreEqual(before + 6, link.CountOf(Root + "state"));
        }

        [TestMethod]
        [DataRow("load/ev/set", "off", "\"ok\":true")]
        [DataRow("load/ev/set", "OFF", "\"ok\":true")]
        [DataRow("load/ev/set", "of", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("load/ev/set", "", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("load/ev/set", "0123456789012345678901234567890", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("load/ev/set", "7400", "\"ok\":true")]
        [DataRow("load/ev/set", "7401", "allowed are 0 to 7400 W")]
        [DataRow("load/ev/set", "-1", "allowed are 0 to 7400 W")]
        [DataRow("load/ev/set", "99999999999", "allowed are on, off, auto, whole watts and minutes such as 60min")]
        [DataRow("limit", "{\"import_w\":5000,\"valid_s\":60}", "\"ok\":true")]
        [DataRow("limit", "{\"import_w\":-1}", "import_w: is -1; allowed is a whole number from 0 to 1000000")]
        [DataRow("limit", "{\"imports_w\":1}", "imports_w: is no known key here; allowed are import_w, export_w, dim_w, valid_s")]
        [DataRow("limit", "{\"dim_w\":4200}", "allowed only where grid.dimming is set")]
        [DataRow("limit", "[1]", "the message is no JSON object")]
        [DataRow("limit", "{\"import_w\":", "the message is no JSON object")]
        [DataRow("limit", "", "the message is no JSON object")]
        [DataRow("price", "{\"import_per_kwh\":-0.05,\"export_per_kwh\":0.04}", "\"ok\":true")]
        [DataRow("price", "{\"import_per_kwh\":\"free\"}", "import_per_kwh: is \\\"free\\\"; allowed is a number from -1000 to 1000")]
        [DataRow("load/router/set", "off", "it is critical")]
        [DataRow("load/oven/set", "off", "no load of that name")]
        [DataRow("load/ev/x/set", "off", "no load of that name")]
        public void Publisher_Request_IsAnswered(string topic, string payload, string answer)
        {
            var link = new FakeLink();
            var publisher = Connected(link, RunningNode());
            publisher.Inbound.TryAdd(Root + topic, Encoding.UTF8.GetBytes(payload));
            publisher.Step(5000);
            string reply = link.LastOf(Root + "reply");
            Assert.IsTrue(reply.IndexOf(answer) >= 0, reply);
        }

        [TestMethod]
        public void Publisher_RequestOff_SwitchesTheLoadOff()
        {
            var link = new FakeLink();
            var source = new WaveSource(4);
            var relays = new RecordingRelays(3);
            var node = new Node(TestHome.Settings(), source, new SampleBlock(12), relays, false, 1);
            Run(node, source, 1500);
            Assert.IsTrue(relays.Closed[TestHome.Ev]);
            var publisher = Connected(link, node);
            publisher.Inbound.TryAdd(Root + "load/ev/set", Encoding.UTF8.GetBytes("off"));
            publisher.Step(2000);
            Run(node, source, 100);
            Assert.IsFalse(relays.Closed[TestHome.Ev]);
        }

        [TestMethod]
        [DataRow("online", 2)]
        [DataRow("offline", 1)]
        [DataRow("onlinE", 1)]
        [DataRow("online ", 1)]
        [DataRow("", 1)]
        public void Publisher_HomeAssistantIsBack_DiscoveryIsRepeated(string status, int announcements)
        {
            var link = new FakeLink();
            var publisher = Connected(link, RunningNode());
            publisher.Inbound.TryAdd("homeassistant/status", Encoding.UTF8.GetBytes(status));
            Announce(publisher, 3000);
            Assert.AreEqual(announcements, link.CountOf("homeassistant/device/meternode-test-1/config"));
        }

        [TestMethod]
        public void Publisher_Discovery_NamesEveryEntityWithItsPlatform()
        {
            var link = new FakeLink();
            Connected(link, RunningNode());
            var discovery = (Hashtable)JsonConvert.DeserializeObject(link.LastOf("homeassistant/device/meternode-test-1/config"), typeof(Hashtable));
            var components = (Hashtable)discovery["cmps"];
            Assert.AreEqual(12 + (4 * 8) + (2 * 7) + 5, components.Count);
            foreach (var key in components.Keys)
            {
                var component = (Hashtable)components[key];
                Assert.IsTrue(component.Contains("p"), (string)key);
                Assert.IsTrue(component.Contains("uniq_id"), (string)key);
            }

            Assert.AreEqual("MeterNode", (string)((Hashtable)discovery["o"])["name"]);
        }

        [TestMethod]
        public void Publisher_SlowLink_LeavesStatesOutAndLetsRequestsWait()
        {
            var link = new FakeLink();
            var publisher = Connected(link, RunningNode());
            int states = link.CountOf(Root + "state");
            link.IsSlow = true;
            publisher.Inbound.TryAdd(Root + "load/ev/set", Encoding.UTF8.GetBytes("off"));
            for (long ms = 12000; ms <= 42000; ms += 500)
            {
                publisher.Step(ms);
            }

            Assert.AreEqual(states, link.CountOf(Root + "state"));
            Assert.AreEqual(4, link.Health.StatesSkipped);
            Assert.AreEqual(0, link.CountOf(Root + "reply"));
            link.IsSlow = false;
            publisher.Step(52000);
            Assert.AreEqual(states + 1, link.CountOf(Root + "state"));
            Assert.AreEqual(1, link.CountOf(Root + "reply"));
        }

        [TestMethod]
        public void Publisher_NoRoom_OffersDiscoveryAndEventAgain()
        {
            var link = new FakeLink { IsFull = true };
            var publisher = Connected(link, RunningNode());
            Assert.AreEqual(0, link.CountOf(Root + "event"));
            link.IsFull = false;
            Announce(publisher, 2000);
            Assert.AreEqual(1, link.CountOf("homeassistant/device/meternode-test-1/config"));
            Assert.AreEqual(1, link.CountOf(Root + "event"));
            Assert.IsTrue(link.LastOf(Root + "event").IndexOf("\"sequence\":1,") >= 0);
        }

        [TestMethod]
        public void Publisher_State_SaysHowTheLinkHasFared()
        {
            var link = new FakeLink();
            link.Health.Count(LinkFailure.Dns);
            link.Health.Count(LinkFailure.KeepAlive);
            link.Health.Count(LinkFailure.Dns);
            link.Health.Connected("broker.local");
            link.Health.Connected("broker.local");
            Assert.IsTrue(link.Health.Find(0, "broker: I:\\ca.pem is missing"));
            Assert.IsFalse(link.Health.Find(0, "broker: I:\\ca.pem is missing"));
            Connected(link, RunningNode());
            string state = link.LastOf(Root + "state");
            string expected = "\"link\":{\"reconnects\":1,\"broker\":\"broker.local\",\"failures\":{\"dns\":2,\"keep_alive\":1},"
                + "\"states_skipped\":0,\"requests_refused\":0,\"replies_skipped\":0,\"findings\":[\"broker: I:\\\\ca.pem is missing\"]}}";
            Assert.IsTrue(state.EndsWith(expected), state);
        }

        [TestMethod]
        public void Inbound_Flood_IsBoundedAndCounted()
        {
            var inbound = new InboundQueue("c");
            for (int i = 0; i < 100; i++)
            {
                inbound.TryAdd("t", new byte[1]);
            }

            Assert.IsFalse(inbound.TryAdd("t", new byte[InboundQueue.LongestPayload + 1]));
            Assert.AreEqual(85, inbound.Refused);
            int taken = 0;
            while (inbound.TryTake(out _, out _))
            {
                taken++;
            }

            Assert.AreEqual(16, taken);
        }

        [TestMethod]
        public void Inbound_FloodOfOtherTopics_LeavesPlacesForTheReservedOne()
        {
            var inbound = new InboundQueue("c");
            for (int i = 0; i < 100; i++)
            {
                inbound.TryAdd("t", new byte[1]);
            }

            int taken = 0;
            while (inbound.TryAdd("c", new byte[1]))
            {
                taken++;
            }

            Assert.AreEqual(InboundQueue.Reserved, taken);
        }

        [TestMethod]
        public void Publisher_FloodOfBadMessages_AnswersTenOfThemAndEveryGoodOne()
        {
            var link = new FakeLink();
            var publisher = Connected(link, RunningNode());
            string[] topics = { "load/oven/set", "limit", "price", "waveform/get", "command" };
            for (int i = 0; i < 40; i++)
            {
                publisher.Inbound.TryAdd(Root + topics[i % topics.Length], Encoding.UTF8.GetBytes("?"));
                publisher.Step(5000);
            }

            Assert.AreEqual(RefusalAllowance.Most, link.CountOf(Root + "reply"));
            Assert.AreEqual(30, link.Health.RepliesSkipped);
            publisher.Inbound.TryAdd(Root + "price", Encoding.UTF8.GetBytes("{\"import_per_kwh\":1}"));
            publisher.Step(5000);
            Assert.AreEqual(RefusalAllowance.Most + 1, link.CountOf(Root + "reply"));
            Assert.IsTrue(link.LastOf(Root + "reply").IndexOf("\"ok\":true") > 0, link.LastOf(Root + "reply"));
            publisher.Step(20000);
            string state = link.LastOf(Root + "state");
            Assert.IsTrue(state.IndexOf("\"requests_refused\":32,\"replies_skipped\":30") > 0, state);
        }

        [TestMethod]
        public void Publisher_MoreMessagesThanAStepGoesThrough_StillSendsTheState()
        {
            var link = new FakeLink();
            var publisher = Connected(link, RunningNode());
            int states = link.CountOf(Root + "state");
            link.WhenPublished = () => publisher.Inbound.TryAdd(Root + "price", Encoding.UTF8.GetBytes("{\"import_per_kwh\":1}"));
            publisher.Inbound.TryAdd(Root + "price", Encoding.UTF8.GetBytes("{\"import_per_kwh\":1}"));
            publisher.Step(20000);
            Assert.AreEqual(states + 1, link.CountOf(Root + "state"));
            Assert.AreEqual(InboundQueue.MostWaiting, link.CountOf(Root + "reply"));
        }

        private static PublisherBench Connected(FakeLink link, Node node)
        {
            var publisher = new PublisherBench(link, node);
            publisher.OnConnected(1500);
            Announce(publisher, 1500);
            return publisher;
        }

        private static void Announce(PublisherBench publisher, long nowMs)
        {
            do
            {
                publisher.Step(nowMs);
            }
            while (publisher.Announcer.IsBusy);
        }

        private static Node RunningNode()
        {
            var source = new WaveSource(4);
            var node = new Node(TestHome.Settings(), source, new SampleBlock(12), new RecordingRelays(3), false, 1);
            Run(node, source, 1500);
            return node;
        }

        private static void Run(Node node, WaveSource source, int durationMs)
        {
            long endUs = source.NowUs + (durationMs * 1000L);
            while (source.NowUs < endUs)
            {
                node.Step();
            }
        }
    }
}
