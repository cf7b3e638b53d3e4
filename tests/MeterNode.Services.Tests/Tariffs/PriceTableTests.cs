using MeterNode.Services.Storage;
using MeterNode.Services.Tariffs;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Tariffs
{
    [TestClass]
    public class PriceTableTests
    {
        private const int Midnight = 29881380;

        [TestMethod]
        public void Table_OfADayOfFiftyHalfHours_HasASlotForEachMoment()
        {
            var table = Filled(Midnight, 30, 50, 1000);
            Assert.AreEqual(Midnight + (25 * 60), table.EndMin);
            Assert.AreEqual(-1, table.IndexAt(Midnight - 1));
            Assert.AreEqual(0, table.IndexAt(Midnight + 29));
            Assert.AreEqual(49, table.IndexAt(Midnight + 1499));
            Assert.AreEqual(-1, table.IndexAt(Midnight + 1500));
            Assert.AreEqual(1049, table.Import(49));
            Assert.AreEqual(PriceTable.Unknown, table.Import(50));
            Assert.AreEqual(PriceTable.Unknown, table.Export(-1));
        }

        [TestMethod]
        public void Take_OfTomorrow_KeepsToday()
        {
            var table = Filled(Midnight, 60, 24, 0);
            Assert.IsTrue(table.Take(Filled(Midnight + 1440, 60, 23, 100)));
            Assert.AreEqual(47, table.Count);
            Assert.AreEqual(23, table.Import(23));
            Assert.AreEqual(100, table.Import(24));
        }

        [TestMethod]
        public void Take_OfTheSameAgain_ChangesNothing()
        {
            var table = Filled(Midnight, 60, 24, 0);
            Assert.IsTrue(table.Take(Filled(Midnight + 600, 60, 24, 100)));
            Assert.AreEqual(34, table.Count);
            Assert.IsFalse(table.Take(Filled(Midnight + 600, 60, 24, 100)));
            Assert.IsTrue(table.Take(Filled(Midnight + 600, 60, 24, 101)));
            Assert.IsTrue(table.Take(Filled(Midnight + 600, 60, 23, 101)));
            Assert.AreEqual(33, table.Count);
        }

        [TestMethod]
        [DataRow(Midnight + 1500, 60)]
        [DataRow(Midnight - 60, 60)]
        [DataRow(Midnight, 60)]
        [DataRow(Midnight + 600, 30)]
        [DataRow(Midnight + 615, 60)]
        public void Take_OfWhatDoesNotJoin_TakesItsPlace(int startMin, int slotMin)
        {
            var table = Filled(Midnight, 60, 24, 0);
            Assert.IsTrue(table.Take(Filled(startMin, slotMin, 5, 100)));
            Assert.AreEqual(5, table.Count);
            Assert.AreEqual(startMin, table.StartMin);
            Assert.AreEqual(slotMin, table.SlotMin);
            Assert.AreEqual(104, table.Import(4));
        }

        [TestMethod]
        public void Take_OfMoreThanFits_DropsTheOldest()
        {
            var table = Filled(Midnight, 15, 192, 0);
            table.Take(Filled(Midnight + 2880, 15, 96, 1000));
            Assert.AreEqual(PriceTable.MostSlots, table.Count);
            Assert.AreEqual(Midnight + 2880 + 1440, table.EndMin);
            Assert.AreEqual(1095, table.Import(199));
            Assert.AreEqual(1000, table.Import(table.IndexAt(Midnight + 2880)));
            Assert.AreEqual(191, table.Import(table.IndexAt(Midnight + 2879)));
        }

        [TestMethod]
        public void Record_ComesBackAsItWas()
        {
            var table = Filled(Midnight, 15, PriceTable.MostSlots, -77000);
            table.Take(Filled(Midnight + 15, 15, 1, PriceTable.MostMicro));
            table.Add(PriceTable.Unknown, -5);
            var bytes = new byte[PriceTable.MostBytes];
            var writer = new ByteWriter(bytes);
            table.Write(writer);
            Assert.IsFalse(writer.Failed);
            var reader = new ByteReader(bytes);
            reader.Reset(bytes, 0, writer.Length);
            var back = new PriceTable();
            Assert.IsTrue(back.Read(reader));
            Assert.AreEqual(table.Count, back.Count);
            Assert.IsFalse(back.Take(table));
            Assert.AreEqual(PriceTable.Unknown, back.Import(2));
            Assert.AreEqual(-5, back.Export(2));

            // Cut off, or with something behind it, it is none.
            for (int length = 0; length < writer.Length; length++)
            {
                reader.Reset(bytes, 0, length);
                Assert.IsFalse(back.Read(reader));
                Assert.AreEqual(0, back.Count);
            }

            reader.Reset(bytes, 0, writer.Length + 1);
            Assert.IsFalse(back.Read(reader));
        }

        internal static PriceTable Filled(int startMin, int slotMin, int count, int first)
        {
            var table = new PriceTable();
            table.Begin(startMin, slotMin);
            for (int i = 0; i < count; i++)
            {
                table.Add(first + i, PriceTable.Unknown);
            }

            return table;
        }
    }
}
