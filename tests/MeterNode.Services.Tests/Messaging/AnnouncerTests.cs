using System.Collections;
using MeterNode.Core;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests.Metering;
using MeterNode.Core.Tests;
using MeterNode.Services.Messaging;
using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Storage;
using nanoFramework.Json;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class AnnouncerTests
    {
        private const string Topic = "homeassistant/device/meternode-test-1/config";

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
        public void Announcer_LoadDropped_TakesItsEntitiesBackUntilAcknowledged()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);

            var settings = TestHome.With(Router, "");
            Connect(Make(settings, store), link, 1000);
            Assert.AreEqual(5, TakenBack(link, "l_router_"));

            // The power went before the broker had it: the next start says it again.
            var announcer = Make(settings, store);
            Connect(announcer, link, 1000);
            Assert.AreEqual(5, TakenBack(link, "l_router_"));
            int sent = link.CountOf(Topic);
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 2000);
            Assert.AreEqual(sent, link.CountOf(Topic));

            // And one without it follows, at once after a start or else a little later.
            Run(announcer, link, 2000 + Announcer.CleanAfterMs);
            Assert.AreEqual(sent + 1, link.CountOf(Topic));
            Assert.AreEqual(0, TakenBack(link, "l_"));
            Connect(Make(settings, store), link, 1000);
            Assert.AreEqual(0, TakenBack(link, "l_"));
        }

        [TestMethod]
        public void Announcer_LoadBecameCritical_TakesItsCommandsBack()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            Connect(Make(TestHome.With("\"power_w\":3000,", "\"power_w\":3000,\"critical\":true,"), store), link, 1000);
            Assert.AreEqual(2, TakenBack(link, "l_heatpump_"));
            Assert.AreEqual(2, TakenBack(link, ""));
        }

        [TestMethod]
        public void Announcer_OtherName_TakesTheOldDeviceBackFirst()
        {
            var link = new FakeLink();
            var store = new KeptAnnouncement();
            Connect(Make(TestHome.Settings(), store), link, 1000);
            Assert.AreEqual(1, link.CountOf(Topic));
            var announcer = Make(TestHome.With("\"id\":\"test-1\"", "\"id\":\"test-2\""), store);
            Connect(announcer, link, 1000);
            Assert.AreEqual(2, link.CountOf(Topic));
            Assert.AreEqual("", link.LastOf(Topic));
            Assert.AreEqual(0, link.CountOf("homeassistant/device/meternode-test-2/config"));

            // Not acknowledged: it goes again.
            Run(announcer, link, 2000 + Announcer.AcknowledgeWithinMs);
            Assert.AreEqual(3, link.CountOf(Topic));
            announcer.OnPublished(link.LastId, true);
            Run(announcer, link, 40000);
            Assert.AreEqual(1, link.CountOf("homeassistant/device/meternode-test-2/config"));
            Assert.AreEqual(3, link.CountOf(Topic));
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

        [TestMethod]
        public void Announced_Record_IsReadAsWritten()
        {
            var store = new KeptAnnouncement();
            var announced = new AnnouncedEntities();
            announced.Take(TestHome.Settings(), Node(TestHome.Settings()).Control.Loads, Topic);
            store.Save(announced);
            var read = new AnnouncedEntities();
            store.Load(read);
            Assert.AreEqual(Topic, read.Topic);
            Assert.AreEqual(8, read.Count);
            Assert.IsTrue(read.Has(announced));
            Assert.IsTrue(announced.Has(read));
        }

        [TestMethod]
        public void Announced_RecordCutOrSpoiled_IsNone()
        {
            var payload = new byte[AnnouncedEntities.MostBytes];
            var writer = new ByteWriter(payload);
            var announced = new AnnouncedEntities();
            announced.Take(TestHome.Settings(), Node(TestHome.Settings()).Control.Loads, Topic);
            announced.Write(writer);
            var read = new AnnouncedEntities();
            var reader = new ByteReader(payload);
            for (int length = 0; length < writer.Length; length++)
            {
                reader.Reset(payload, 0, length);
                Assert.IsFalse(read.Read(reader));
                Assert.AreEqual(0, read.Count);
                Assert.AreEqual("", read.Topic);
            }

            payload[Topic.Length + 2] = 9;
            reader.Reset(payload, 0, writer.Length);
            Assert.IsFalse(read.Read(reader));
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

        /// <returns>How many components whose identifier begins so were announced last with their platform alone.</returns>
        private static int TakenBack(FakeLink link, string head)
        {
            var discovery = (Hashtable)JsonConvert.DeserializeObject(link.LastOf(Topic), typeof(Hashtable));
            var components = (Hashtable)discovery["cmps"];
            int count = 0;
            foreach (var key in components.Keys)
            {
                bool isBare = ((Hashtable)components[key]).Count == 1;
                count += isBare && ((string)key).StartsWith(head) ? 1 : 0;
            }

            return count;
        }
    }
}
