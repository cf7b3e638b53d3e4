using MeterNode.Core;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests.Metering;
using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class AnnouncementRecordTests
    {
        private const string Topic = "homeassistant/device/meternode-test-1/config";
        private const string OtherTopic = "homeassistant/device/meternode-test-2/config";

        [TestMethod]
        public void Record_IsReadAsWritten()
        {
            var store = new KeptAnnouncement();
            var record = Record();
            store.Save(record);
            var read = new AnnouncementRecord();
            store.Load(read);
            Assert.AreEqual("", read.Current.Topic);
            Assert.AreEqual(0, read.Current.Count);
            Assert.AreEqual(Topic, read.Earlier.Topic);
            Assert.AreEqual("meternode-test-1", read.Earlier.Device);
            Assert.AreEqual(8, read.Earlier.Count);
            Assert.IsTrue(read.Earlier.Has(record.Earlier));
            Assert.IsTrue(record.Earlier.Has(read.Earlier));
        }

        [TestMethod]
        public void Record_OfAnEarlierFirmware_IsReadToo()
        {
            // It had one part alone.
            var payload = new byte[AnnouncementRecord.MostBytes];
            var writer = new ByteWriter(payload);
            var settings = TestHome.Settings();
            var announced = new AnnouncedEntities(AnnouncedEntities.MostOfAHome);
            announced.Take(settings, Node(settings).Control.Loads, Topic);
            announced.Write(writer);
            var read = new AnnouncementRecord();
            var reader = new ByteReader(payload);
            reader.Reset(payload, 0, writer.Length);
            Assert.IsTrue(read.Read(reader));
            Assert.IsTrue(read.Current.Has(announced));
            Assert.AreEqual(0, read.Earlier.Count);
        }

        [TestMethod]
        public void Record_CutOrSpoiled_IsNone()
        {
            var payload = new byte[AnnouncementRecord.MostBytes];
            var writer = new ByteWriter(payload);
            var record = Record();
            record.Current.Take(TestHome.Settings(), Node(TestHome.Settings()).Control.Loads, OtherTopic);
            int first = record.Current.Count;
            record.Write(writer);
            var read = new AnnouncementRecord();
            var reader = new ByteReader(payload);
            int whole = 0;
            for (int length = 0; length < writer.Length; length++)
            {
                reader.Reset(payload, 0, length);
                whole += read.Read(reader) ? 1 : 0;
                Assert.AreEqual(0, read.Earlier.Count);
                Assert.AreEqual("", read.Earlier.Topic);
                Assert.IsTrue(read.Current.Count == 0 || read.Current.Count == first);
            }

            // Where its first part ends it is one of an earlier firmware; how long it is, its file says.
            Assert.AreEqual(1, whole);
            payload[OtherTopic.Length + 2] = 9;
            reader.Reset(payload, 0, writer.Length);
            Assert.IsFalse(read.Read(reader));
        }

        private static AnnouncementRecord Record()
        {
            var record = new AnnouncementRecord();
            record.Current.Take(TestHome.Settings(), Node(TestHome.Settings()).Control.Loads, Topic);
            record.MoveTo(OtherTopic);
            return record;
        }

        private static Node Node(NodeSettings settings)
        {
            return new Node(settings, new WaveSource(4), new SampleBlock(12), new RecordingRelays(settings.Loads.Length), false, 1);
        }
    }
}
