using MeterNode.Core.Messaging;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Storage
{
    [TestClass]
    public class EventEntryTests
    {
        [TestMethod]
        public void EventEntry_AllItsParts_AreReadBack()
        {
            var record = new EventRecord
            {
                Kind = EventKind.WiringFault,
                TimeMs = 5000,
                Subject = -1,
                Detail = int.MaxValue,
                Detail2 = int.MinValue,
                Value = -7400,
                SupplyMa = 65000,
                BudgetPermille = 1,
                SubjectName = "k\u00FCche",
                PartnerName = "oven",
                Text = "limit_a: is 0",
            };
            byte[] data = new byte[EventEntry.MostBytes];
            var entry = new EventEntry();
            int length = entry.Write(record, 9, 1772366400000, data);
            Assert.IsTrue(length > 0);
            Assert.IsTrue(entry.Read(data, 0, length));
            Assert.IsTrue(entry.IsUtc);
            Assert.AreEqual(9, entry.Boot);
            Assert.IsTrue(entry.TimeMs == 1772366400000);
            var read = entry.Record;
            Assert.IsTrue(read.Kind == EventKind.WiringFault);
            Assert.AreEqual(-1, read.Subject);
            Assert.AreEqual(int.MaxValue, read.Detail);
            Assert.AreEqual(int.MinValue, read.Detail2);
            Assert.AreEqual(-7400, read.Value);
            Assert.AreEqual(65000, read.SupplyMa);
            Assert.AreEqual(1, read.BudgetPermille);
            Assert.AreEqual("k\u00FCche", read.SubjectName);
            Assert.AreEqual("oven", read.PartnerName);
            Assert.AreEqual("limit_a: is 0", read.Text);
            Assert.IsFalse(entry.Read(data, 0, length - 1));
            Assert.IsFalse(entry.Read(data, 0, length + 1));
        }

        [TestMethod]
        public void EventEntry_OfAnEndlessText_IsCutAndStillFits()
        {
            string text = "";
            for (int i = 0; i < 400; i++)
            {
                text += "\u20AC";
            }

            var record = new EventRecord { Kind = EventKind.SettingsRefused, TimeMs = 5000, Subject = -1, Text = text };
            byte[] data = new byte[EventEntry.MostBytes];
            var entry = new EventEntry();
            Assert.IsTrue(entry.Read(data, 0, entry.Write(record, 1, 0, data)));
            Assert.IsFalse(entry.IsUtc);
            Assert.IsTrue(entry.TimeMs == 5000);
            Assert.AreEqual(110, entry.Record.Text.Length);
        }

        [TestMethod]
        public void EventEntry_OfAnotherLayout_IsRefused()
        {
            byte[] data = new byte[EventEntry.MostBytes];
            var entry = new EventEntry();
            int length = entry.Write(new EventRecord(), 1, 0, data);
            data[0] = 2;
            Assert.IsFalse(entry.Read(data, 0, length));
        }
    }
}
