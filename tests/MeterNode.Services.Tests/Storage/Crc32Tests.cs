using System.Text;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Storage
{
    [TestClass]
    public class Crc32Tests
    {
        [TestMethod]
        [DataRow("", 0)]
        [DataRow("123456789", unchecked((int)0xCBF43926))]
        [DataRow("The quick brown fox jumps over the lazy dog", 0x414FA339)]
        public void Crc32_OfKnownText_IsTheKnownValue(string text, int expected)
        {
            byte[] data = Encoding.UTF8.GetBytes(text);
            Assert.AreEqual(expected, new Crc32().Of(data, 0, data.Length));
        }

        [TestMethod]
        public void Crc32_InTwoPieces_IsThatOfTheWhole()
        {
            var crc = new Crc32();
            byte[] data = Encoding.UTF8.GetBytes("123456789");
            for (int i = 0; i <= data.Length; i++)
            {
                Assert.AreEqual(crc.Of(data, 0, 9), crc.Continue(crc.Of(data, 0, i), data, i, data.Length - i));
            }
        }
    }
}
