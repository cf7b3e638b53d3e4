using System.Collections;
using MeterNode.Core;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests.Metering;
using MeterNode.Core.Tests;
using MeterNode.Services.Messaging;
using MeterNode.Services.Messaging.Discovery;
using nanoFramework.Json;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class AnnouncerTests
    {
        private const string Topic = "homeassistant/device/meternode-test-1/config";

        private const string OtherTopic = "homeassistant/device/meternode-test-2/config";

        private const string Router =
            ",{\"name\":\"router\",\"circuit\":\"router\",\"pin\":27,\"power_w\":50,\"priority\":1,\"critical\":true,\"contact\":\"normally_closed\",\"min_on_s\":0,\"min_off_s\":0}";

        [TestMethod]
        public void Announcer_NothingKept_AnnouncesAndKeepsOnce()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            var announcer = Make(TestHome.Settings(), store);
            Connect(announcer, link, 1000);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);
            Connect(announcer, link, 3000);
            Assert.AreEqual(2, link.CountOf(Topic));
            Assert.AreEqual(1, store.Saves);
        }

        [TestMethod]
        public void Announcer_LoadDropped_TakesItsEntitiesBackUntilAHomeAssistantHasStarted()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            var settings = TestHome.With(Router, "");
            var announcer = Make(settings, store);
            Connect(announcer, link, 1000);
            AssertRemindedAndTakenBack(link, 3);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);
            Assert.AreEqual(3, link.CountOf(Topic));

            // One without it follows a little later, for those who come then.
            Run(announcer, link, 2000 + Announcer.CleanAfterMs);
            Assert.AreEqual(4, link.CountOf(Topic));
            Assert.AreEqual(0, TakenBack(link, "l_"));
            announcer.OnPublished(link.LastId, true);

            // Who was away all that time knows nothing of it in his own run; so does who started while the node was away.
            announcer = Make(settings, store);
            Connect(announcer, link, 1000);
            AssertRemindedAndTakenBack(link, 6);
            announcer.OnPublished(link.LastId, true);
            announcer.OnBirth();
            Run(announcer, link, 2000);
            AssertRemindedAndTakenBack(link, 8);

            // The power went before the broker had it.
            announcer = Make(settings, store);
            Connect(announcer, link, 1000);
            AssertRemindedAndTakenBack(link, 10);
            announcer.OnBirth();
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);
            AssertRemindedAndTakenBack(link, 12);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 3000);
            Assert.AreEqual(2, store.Saves);

            // Now all is said.
            announcer.OnBirth();
            Run(announcer, link, 4000);
            Assert.AreEqual(13, link.CountOf(Topic));
            Assert.AreEqual(0, TakenBack(link, ""));
            Connect(Make(settings, store), link, 1000);
            Assert.AreEqual(14, link.CountOf(Topic));
            Assert.AreEqual(0, TakenBack(link, ""));
            Assert.AreEqual(2, store.Saves);
        }

        [TestMethod]
        public void Announcer_BirthWhenTheCleanMessageIsDue_TakesBackFirst()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            var announcer = Make(TestHome.With(Router, ""), store);
            Connect(announcer, link, 1000);
            announcer.OnPublished(link.LastId, true);
            announcer.Step(link, 2000);
            announcer.OnBirth();
            Run(announcer, link, 2000 + Announcer.CleanAfterMs);
            AssertRemindedAndTakenBack(link, 5);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 3000 + Announcer.CleanAfterMs);
            Run(announcer, link, 3000 + (2 * Announcer.CleanAfterMs));
            Assert.AreEqual(6, link.CountOf(Topic));
            Assert.AreEqual(0, TakenBack(link, ""));
        }

        [TestMethod]
        public void Announcer_DroppedLoadIsBack_IsNotTakenBack()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            var announcer = Make(TestHome.With(Router, ""), store);
            Connect(announcer, link, 1000);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);
            int sent = link.CountOf(Topic);
            announcer = Make(TestHome.Settings(), store);
            Connect(announcer, link, 1000);
            announcer.OnBirth();
            Run(announcer, link, 2000);
            Assert.AreEqual(sent + 2, link.CountOf(Topic));
            Assert.AreEqual(0, TakenBack(link, ""));
        }

        [TestMethod]
        public void Announcer_LinkSlowAfterTheReminder_BeginsAnew()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            var announcer = Make(TestHome.With(Router, ""), store);
            announcer.OnConnected();
            announcer.Step(link, 1000);
            link.IsSlow = true;
            Run(announcer, link, 2000);
            Assert.AreEqual(1, link.CountOf(Topic));
            link.IsSlow = false;
            Run(announcer, link, 3000);
            AssertRemindedAndTakenBack(link, 3);
        }

        [TestMethod]
        public void Announcer_LoadBecameCritical_TakesItsCommandsBack()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            Connect(Make(TestHome.With("\"power_w\":3000,", "\"power_w\":3000,\"critical\":true,"), store), link, 1000);
            Assert.AreEqual(3, TakenBack(link, "l_heatpump_"));
            Assert.AreEqual(3, TakenBack(link, ""));
        }

        [TestMethod]
        public void Announcer_OtherName_TakesTheOldDeviceBackFirst()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            Assert.AreEqual(1, link.CountOf(Topic));
            var settings = TestHome.With("\"id\":\"test-1\"", "\"id\":\"test-2\"");
            var announcer = Make(settings, store);
            Connect(announcer, link, 1000);
            Assert.AreEqual(3, link.CountOf(Topic));
            Assert.AreEqual("", link.LastOf(Topic));
            Assert.AreEqual(0, link.CountOf(OtherTopic));

            // Not acknowledged: it goes again.
            Run(announcer, link, 2000 + Announcer.AcknowledgeWithinMs);
            Assert.AreEqual(5, link.CountOf(Topic));
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 40000);
            Assert.AreEqual(1, link.CountOf(OtherTopic));
            Assert.AreEqual(5, link.CountOf(Topic));
            announcer.OnPublished(link.LastId, true);

            // A Home Assistant that was away knows the old device too; after that nobody does.
            announcer.OnBirth();
            Run(announcer, link, 50000);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 51000);
            Assert.AreEqual(7, link.CountOf(Topic));
            Assert.AreEqual("", link.LastOf(Topic));
            Assert.AreEqual(2, link.CountOf(OtherTopic));
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 52000);
            announcer.OnBirth();
            Run(announcer, link, 60000);
            Connect(Make(settings, store), link, 1000);
            Assert.AreEqual(7, link.CountOf(Topic));
            Assert.AreEqual(4, link.CountOf(OtherTopic));
        }

        [TestMethod]
        public void Announcer_OldNameAgain_IsAsItWas()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            var announcer = Make(TestHome.With("\"id\":\"test-1\"", "\"id\":\"test-2\""), store);
            Connect(announcer, link, 1000);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);
            announcer = Make(TestHome.With(Router, ""), store);
            Connect(announcer, link, 1000);
            Assert.AreEqual("", link.LastOf(OtherTopic));
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);

            // What it had under this name before and has no longer is taken back as ever.
            AssertRemindedAndTakenBack(link, link.CountOf(Topic));
        }

        [TestMethod]
        public void Announcer_DiscoverySwitchedOff_TakesTheDeviceBackAndIsSilent()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            var off = TestHome.With("\"restart_delay_s\":0", "\"restart_delay_s\":0,\"home_assistant\":false");
            var announcer = Make(off, store);
            Connect(announcer, link, 1000);
            Assert.AreEqual("", link.LastOf(Topic));
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);
            int sent = link.Topics.Count;
            Connect(Make(off, store), link, 1000);
            Assert.AreEqual(sent, link.Topics.Count);
        }

        [TestMethod]
        public void Announcer_FlashFails_TriesAgainAtTheNextConnection()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement { Fails = true };
            var announcer = Make(TestHome.Settings(), store);
            Connect(announcer, link, 1000);
            Assert.AreEqual(1, link.CountOf(Topic));
            store.Fails = false;
            Connect(announcer, link, 2000);
            Assert.AreEqual(1, store.Saves);
        }

        private static Announcer Make(NodeSettings settings, KeptAnnouncement store)
        {
            return new Announcer(settings, Node(settings).Control.Loads, new Topics(settings.Id, settings.DiscoveryPrefix), "0.0.0") { Store = store };
        }

        private static Node Node(NodeSettings settings)
        {
            return new Node(settings, new WaveSource(4), new SampleBlock(12), new RecordingRelays(settings.Loads.Length), false, 1);
        }

        private static void Connect(Announcer announcer, FakeLink link, long nowMs)
        {
            announcer.OnConnected();
            Run(announcer, link, nowMs);
        }

        private static void Run(Announcer announcer, FakeLink link, long nowMs)
        {
            for (int i = 0; i < 100; i++)
            {
                announcer.Step(link, nowMs);
            }
        }

        /// <summary>Asserts that of so many messages the last took the router back, and that the one before told of it.</summary>
        private static void AssertRemindedAndTakenBack(FakeLink link, int messages)
        {
            Assert.AreEqual(messages, link.CountOf(Topic));
            Assert.AreEqual(5, TakenBack(link, "l_router_"));
            Assert.AreEqual(5, TakenBack(link, ""));
            int before = link.Topics.Count - 1;
            for (int seen = 0; seen < 2; before--)
            {
                seen += (string)link.Topics[before] == Topic ? 1 : 0;
            }

            var reminded = Components((string)link.Payloads[before + 1]);
            Assert.AreEqual(5, reminded.Count);
            foreach (var key in reminded.Keys)
            {
                Assert.AreEqual("meternode-test-1_" + key, (string)((Hashtable)reminded[key])["uniq_id"]);
            }
        }

        /// <returns>How many components whose identifier begins so were announced last with their platform alone.</returns>
        private static int TakenBack(FakeLink link, string head)
        {
            var components = Components(link.LastOf(Topic));
            int count = 0;
            foreach (var key in components.Keys)
            {
                bool isBare = ((Hashtable)components[key]).Count == 1;
                count += isBare && ((string)key).StartsWith(head) ? 1 : 0;
            }

            return count;
        }

        private static Hashtable Components(string message)
        {
            return (Hashtable)((Hashtable)JsonConvert.DeserializeObject(message, typeof(Hashtable)))["cmps"];
        }
    }
}
