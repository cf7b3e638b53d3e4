using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Storage
{
    [TestClass]
    public class RecordFormatTests
    {
        [TestMethod]
        public void RecordFormat_SealedImage_IsGoodAndTellsItsHeader()
        {
            byte[] image = Image(0x1234567890L);
            Assert.IsTrue(Format().Check(image, image.Length) == RecordCheck.Good);
            Assert.AreEqual(3, RecordFormat.Schema(image));
            Assert.IsTrue(RecordFormat.Sequence(image) == 0x1234567890L);
            Assert.AreEqual(10, RecordFormat.Length(image));
        }

        [TestMethod]
        public void RecordFormat_AnyBitFlipped_IsNotGood()
        {
            byte[] image = Image(5);
            var format = Format();
            for (int bit = 0; bit < image.Length * 8; bit++)
            {
                image[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsFalse(format.Check(image, image.Length) == RecordCheck.Good);
                image[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        [TestMethod]
        public void RecordFormat_CutShort_IsNotGood()
        {
            byte[] image = Image(5);
            var format = Format();
            Assert.IsTrue(format.Check(image, 0) == RecordCheck.Empty);
            for (int size = 1; size < image.Length; size++)
            {
                Assert.IsTrue(format.Check(image, size) == RecordCheck.WrongLength);
            }
        }

        [TestMethod]
        public void RecordFormat_OtherKind_IsTold()
        {
            byte[] image = Image(5);
            Assert.IsTrue(new RecordFormat(new Crc32(), 8).Check(image, image.Length) == RecordCheck.OtherKind);
            Assert.IsTrue(Format().Check(new byte[30], 30) == RecordCheck.NotARecord);
        }

        [TestMethod]
        public void RecordFormat_Newer_IsTheGoodOneWithTheHigherNumber()
        {
            Assert.AreEqual(0, RecordFormat.Newer(RecordCheck.Good, 2, RecordCheck.Good, 1));
            Assert.AreEqual(1, RecordFormat.Newer(RecordCheck.Good, 1, RecordCheck.Good, 2));
            Assert.AreEqual(0, RecordFormat.Newer(RecordCheck.Good, 1, RecordCheck.WrongChecksum, 2));
            Assert.AreEqual(1, RecordFormat.Newer(RecordCheck.Missing, 9, RecordCheck.Good, 1));
            Assert.AreEqual(-1, RecordFormat.Newer(RecordCheck.Empty, 0, RecordCheck.Missing, 0));
        }

        private static RecordFormat Format()
        {
            return new RecordFormat(new Crc32(), 7);
        }

        private static byte[] Image(long sequence)
        {
            byte[] image = new byte[RecordFormat.HeaderBytes + 10];
            for (int i = 0; i < 10; i++)
            {
                image[RecordFormat.HeaderBytes + i] = (byte)(i * 31);
            }

            Assert.AreEqual(image.Length, Format().Seal(image, 10, 3, sequence));
            return image;
        }
    }
}
