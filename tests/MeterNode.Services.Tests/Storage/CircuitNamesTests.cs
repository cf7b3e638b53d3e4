using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Storage
{
    [TestClass]
    public class CircuitNamesTests
    {
        [TestMethod]
        public void CircuitNames_OfEachStart_AreThoseThatItBeganWith()
        {
            var names = new CircuitNames();
            names.Begin(1, new[] { "a", "b" });
            names.Begin(2, new[] { "a", "b" });
            names.Begin(3, new[] { "a", "c" });
            names.Begin(5, new[] { "a" });
            var copy = Copy(names);
            Assert.IsNull(copy.Of(0));
            Assert.AreEqual("b", copy.Of(2)![1]);
            Assert.AreEqual("c", copy.Of(4)![1]);
            Assert.AreEqual(1, copy.Of(9)!.Length);
            Assert.IsTrue(copy.AreSame(1, 2));
            Assert.IsFalse(copy.AreSame(2, 3));
        }

        [TestMethod]
        public void CircuitNames_AfterTooManyChanges_ForgetTheOldest()
        {
            var names = new CircuitNames();
            for (int boot = 1; boot <= CircuitNames.Most + 2; boot++)
            {
                names.Begin(boot, new[] { "n" + boot });
            }

            var copy = Copy(names);
            Assert.IsNull(copy.Of(2));
            Assert.AreEqual("n3", copy.Of(3)![0]);
            Assert.AreEqual("n6", copy.Of(6)![0]);
        }

        [TestMethod]
        public void CircuitNames_OfDamagedBytes_AreNone()
        {
            var names = new CircuitNames();
            names.Begin(1, new[] { "a", "b" });
            byte[] data = new byte[CircuitNames.MostBytes];
            var writer = new ByteWriter(data);
            names.Write(writer);
            var reader = new ByteReader(data);
            reader.Reset(data, 0, writer.Length - 1);
            var copy = new CircuitNames();
            Assert.IsFalse(copy.Read(reader));
            Assert.IsNull(copy.Of(1));
        }

        private static CircuitNames Copy(CircuitNames names)
        {
            byte[] data = new byte[CircuitNames.MostBytes];
            var writer = new ByteWriter(data);
            names.Write(writer);
            Assert.IsFalse(writer.Failed);
            var copy = new CircuitNames();
            Assert.IsTrue(copy.Read(new ByteReader(data)));
            return copy;
        }
    }
}
