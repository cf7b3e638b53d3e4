using System;
using System.Text;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Tests;
using MeterNode.Services.Messaging;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class MessageTests
    {
        [TestMethod]
        public void Event_LoadSwitched_SaysWhoAndWhy()
        {
            string text = Event(EventKind.LoadSwitched, TestHome.Ev, (int)Reason.SupplyLimit, (int)Rank.Protection, 0);
            Assert.AreEqual(
                "{\"series\":\"0A1B2C3D\",\"sequence\":7,\"boot\":3,\"time\":null,\"uptime_s\":61,\"event\":\"load_switched\",\"load\":\"ev\",\"on\":false,\"power_w\":0,\"rank\":\"protection\",\"reason\":\"supply_limit\",\"supply_a\":0.00,\"budget_percent\":0.0}",
                text);
        }

        [TestMethod]
        public void Event_OverLimit_SaysCurrentAndLimit()
        {
            string text = Event(EventKind.OverLimit, 0, 60000, 0, 75430);
            Assert.IsTrue(text.IndexOf("\"event\":\"over_limit\",\"circuit\":\"supply\",\"current_a\":75.43,\"limit_a\":60}") > 0, text);
        }

        [TestMethod]
        public void Event_SettingsRefused_SaysWhy()
        {
            string text = Event(EventKind.SettingsRefused, -1, 0, 0, 0);
            Assert.IsTrue(text.IndexOf("\"event\":\"settings_refused\",\"problem\":\"limit_a: is 0\"}") > 0, text);
        }

        [TestMethod]
        [DataRow((int)ReadingFlags.None, "")]
        [DataRow((int)(ReadingFlags.Lost | ReadingFlags.Saturated), "\"lost\",\"saturated\"")]
        [DataRow((int)ReadingFlags.NoReference, "\"no_reference\"")]
        [DataRow((int)ReadingFlags.TooFewSamples, "\"too_few_samples\"")]
        [DataRow((int)ReadingFlags.Stale, "\"stale\"")]
        [DataRow(255, "\"lost\",\"saturated\",\"no_reference\",\"too_few_samples\",\"stale\"")]
        public void Event_SensorFault_NamesItsFaults(int flags, string faults)
        {
            string text = Event(EventKind.SensorFault, 1, flags, 0, 0);
            Assert.IsTrue(text.IndexOf("\"circuit\":\"ev\",\"faults\":[" + faults + "]}") > 0, text);
        }

        [TestMethod]
        public void Time_SetLater_IsKnownForEarlierMoments()
        {
            var clock = new UtcClock();
            Assert.AreEqual(0L, clock.TicksAt(5000));
            clock.Set(new DateTime(2026, 3, 29, 1, 0, 10).Ticks, 10000);
            var record = new EventRecord { TimeMs = 5000, Subject = -1 };
            string text = Event(record, 3, 0, clock);
            Assert.IsTrue(text.IndexOf("\"time\":\"2026-03-29T01:00:05Z\"") > 0, text);
        }

        [TestMethod]
        public void Time_OfAnEarlierStart_IsTheStoredOneOrNone()
        {
            var clock = new UtcClock();
            clock.Set(new DateTime(2026, 3, 29, 1, 0, 10).Ticks, 10000);
            var record = new EventRecord { TimeMs = 5000, Subject = -1 };
            string text = Event(record, 2, 0, clock);
            Assert.IsTrue(text.IndexOf("\"boot\":2,\"time\":null,\"uptime_s\":5,") > 0, text);
            text = Event(record, 2, 1000000000000, clock);
            Assert.IsTrue(text.IndexOf("\"boot\":2,\"time\":\"2001-09-09T01:46:40Z\",\"event\"") > 0, text);
        }

        [TestMethod]
        [DataRow("meternode/test-1/load/ev/set", "ev")]
        [DataRow("meternode/test-1/load//set", "")]
        [DataRow("meternode/test-2/load/ev/set", "")]
        [DataRow("meternode/test-1/load/ev", "")]
        [DataRow("meternode/test-1/load/a/b/set", "")]
        [DataRow("", "")]
        public void Topic_OfALoadRequest_NamesTheLoad(string topic, string load)
        {
            // A null cannot stand in an attribute: the platform's metadata processor does not survive it.
            Assert.AreEqual(load, new Topics("test-1", "").LoadOf(topic) ?? "");
        }

        private static string Event(EventKind kind, int subject, int detail, int detail2, int value)
        {
            var record = new EventRecord { TimeMs = 61234, Kind = kind, Subject = subject, Detail = detail, Detail2 = detail2, Value = value };
            return Event(record, 3, 0, new UtcClock());
        }

        /// <summary>The message of an event that was stored in some start of the node, and goes out in its third.</summary>
        private static string Event(EventRecord record, int boot, long utcMs, UtcClock clock)
        {
            var settings = TestHome.Settings();
            EventNames.Fill(settings, record);
            record.Text = record.Kind == EventKind.SettingsRefused ? "limit_a: is 0" : "";
            var entry = new EventEntry();
            byte[] data = new byte[EventEntry.MostBytes];
            Assert.IsTrue(entry.Read(data, 0, entry.Write(record, boot, utcMs, data)));
            var item = new OutboxItem(0) { Sequence = 7, IsStored = true };
            var json = new JsonWriter(64);
            EventMessage.Write(json, new OutboxIdentity { Series = "0A1B2C3D", Boot = 3 }, item, entry, clock);
            var bytes = json.ToArray();
            return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
        }
    }
}
