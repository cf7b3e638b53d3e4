using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Storage
{
    [TestClass]
    public class ByteTests
    {
        [TestMethod]
        [DataRow(0L, 1)]
        [DataRow(127L, 1)]
        [DataRow(128L, 2)]
        [DataRow(34359738367L, 5)]
        [DataRow(34359738368L, 6)]
        [DataRow(9223372036854775807L, 9)]
        public void ByteWriter_CompactNumber_IsReadBackFromItsBytes(long value, int bytes)
        {
            byte[] data = new byte[12];
            var writer = new ByteWriter(data);
            writer.PutCompact(value);
            Assert.AreEqual(bytes, writer.Length);
            var reader = new ByteReader(data);
            Assert.IsTrue(reader.GetCompact() == value);
            Assert.AreEqual(12 - bytes, reader.Remaining);
            Assert.IsFalse(reader.Failed);
        }

        [TestMethod]
        public void LittleEndian_Extremes_AreReadBack()
        {
            byte[] data = new byte[16];
            LittleEndian.PutInt64(data, 1, long.MinValue);
            Assert.IsTrue(LittleEndian.GetInt64(data, 1) == long.MinValue);
            LittleEndian.PutInt64(data, 1, -2);
            Assert.IsTrue(LittleEndian.GetInt64(data, 1) == -2);
            LittleEndian.PutInt64(data, 1, 0x0102030405060708);
            Assert.AreEqual(8, (int)data[1]);
            Assert.AreEqual(1, (int)data[8]);
            LittleEndian.PutInt64(data, 1, 0x80000000L);
            Assert.IsTrue(LittleEndian.GetInt64(data, 1) == 0x80000000L);
            LittleEndian.PutInt32(data, 3, int.MinValue);
            Assert.AreEqual(int.MinValue, LittleEndian.GetInt32(data, 3));
            LittleEndian.PutUInt16(data, 5, 65535);
            Assert.AreEqual(65535, LittleEndian.GetUInt16(data, 5));
        }

        [TestMethod]
        public void ByteWriter_WithoutRoom_FailsAndWritesNothingBeyond()
        {
            byte[] data = new byte[8];
            var writer = new ByteWriter(data);
            writer.Reset(data, 1, 6);
            writer.PutInt32(-1);
            writer.PutInt32(-1);
            writer.PutByte(7);
            Assert.IsTrue(writer.Failed);
            Assert.AreEqual(4, writer.Length);
            Assert.AreEqual(0, (int)data[5]);
            Assert.AreEqual(0, (int)data[7]);
        }

        [TestMethod]
        public void ByteReader_BeyondTheEnd_FailsAndGivesZero()
        {
            var reader = new ByteReader(new byte[] { 0xFF, 0xFF, 0xFF });
            Assert.AreEqual(0, reader.GetInt32());
            Assert.IsTrue(reader.Failed);
            Assert.AreEqual(0, reader.GetByte());
            reader.Reset(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, 0, 10);
            Assert.IsTrue(reader.GetCompact() == 0);
            Assert.IsTrue(reader.Failed);
        }
    }
}
