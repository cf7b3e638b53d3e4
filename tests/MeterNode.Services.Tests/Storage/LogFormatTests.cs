using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Storage
{
    [TestClass]
    public class LogFormatTests
    {
        private const long First = 4294967290;
        private const int Entries = 10;
        private const int PayloadBytes = 5;
        private const int EntryBytes = LogFormat.HeaderBytes + PayloadBytes;

        [TestMethod]
        public void LogFormat_WholeFile_IsReadInOrderAcrossTheWrapOfTheLowHalf()
        {
            byte[] file = File();
            Assert.IsTrue(Format().IsWhole(file, file.Length, First, First + Entries - 1, new LogEntry()));
            Assert.AreEqual(Entries, Read(file, -1));
        }

        [TestMethod]
        public void LogFormat_AnyByteDamaged_LosesThatEntryOnly()
        {
            byte[] file = File();
            for (int i = 0; i < file.Length; i++)
            {
                byte kept = file[i];
                file[i] ^= (byte)(1 << (i % 8));
                Assert.IsFalse(Format().IsWhole(file, file.Length, First, First + Entries - 1, new LogEntry()));
                int damaged = i / EntryBytes;
                Assert.AreEqual(damaged < Entries ? Entries - 1 : Entries, Read(file, damaged));
                file[i] = kept;
            }
        }

        [TestMethod]
        public void LogFormat_TornFile_IsNotWholeAndGivesWhatIsComplete()
        {
            byte[] file = File();
            for (int size = 0; size < file.Length; size++)
            {
                Assert.IsFalse(Format().IsWhole(file, size, First, First + Entries - 1, new LogEntry()));
            }
        }

        [TestMethod]
        public void LogFormat_NumberOutsideTheFile_IsNotTaken()
        {
            byte[] file = File();
            int position = 0;
            Assert.IsFalse(Format().TryRead(file, file.Length, ref position, First + 100, First + 200, new LogEntry()));
        }

        [TestMethod]
        public void LogIndex_Names_AreReadBackInTheirOrder()
        {
            var index = new LogIndex(1);
            Assert.IsTrue(index.TryAdd("e0000000041-0000000080"));
            Assert.IsTrue(index.TryAdd("e0000000001-0000000003"));
            Assert.IsTrue(index.TryAdd("t0000000001-0000000040"));
            Assert.AreEqual(3, index.Count);
            Assert.AreEqual("t0000000001-0000000040", index.Name(0));
            Assert.AreEqual("e0000000001-0000000003", index.Name(1));
            Assert.IsTrue(index.Contains(0, 1));
            Assert.IsFalse(index.Contains(1, 0));
            index.RemoveAt(0);
            Assert.AreEqual("e0000000001-0000000003", index.Name(0));
            Assert.AreEqual("e0000000041-0000000080", index.Name(1));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("e")]
        [DataRow("e-")]
        [DataRow("e1-2")]
        [DataRow("x0000000001-0000000002")]
        [DataRow("e0000000003-0000000002")]
        [DataRow("e0000000000-0000000002")]
        [DataRow("e0000000001-0000000002x")]
        [DataRow("e-000000001-0000000002")]
        public void LogIndex_OtherNames_AreRefused(string name)
        {
            var index = new LogIndex(1);
            Assert.IsFalse(index.TryAdd(name));
            Assert.AreEqual(0, index.Count);
        }

        private static int Read(byte[] file, int damaged)
        {
            var format = Format();
            var entry = new LogEntry();
            int position = 0;
            int found = 0;
            long after = First - 1;
            while (format.TryRead(file, file.Length, ref position, after, First + Entries - 1, entry))
            {
                after = entry.Sequence;
                int i = (int)(after - First);
                Assert.IsFalse(i == damaged);
                Assert.AreEqual(PayloadBytes, entry.Length);
                Assert.AreEqual(1, entry.Covers);
                Assert.AreEqual((byte)(i + 100), entry.Data[entry.Offset]);
                found++;
            }

            return found;
        }

        private static LogFormat Format()
        {
            return new LogFormat(new Crc32());
        }

        private static byte[] File()
        {
            var format = Format();
            byte[] file = new byte[(Entries * EntryBytes) + LogFormat.HeaderBytes];
            byte[] payload = new byte[PayloadBytes];
            int position = 0;
            for (int i = 0; i < Entries; i++)
            {
                payload[0] = (byte)(i + 100);
                position = format.Write(file, position, First + i, 1, payload, 0, PayloadBytes);
            }

            Assert.AreEqual(file.Length, format.WriteEnd(file, position, First + Entries - 1));
            return file;
        }
    }
}
