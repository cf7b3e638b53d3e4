using MeterNode.Services.Brokers;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Brokers
{
    [TestClass]
    public class HandshakeMemoryTests
    {
        [TestMethod]
        public void Memory_NoteTakenBack_NothingIsLeftAlone()
        {
            var memory = Memory();
            memory.Arm(1);
            memory.Disarm();
            var next = Memory();
            Assert.AreEqual(-1, Restart(memory, next));
            Assert.AreEqual(0, next.RestMs(0));
            Assert.AreEqual(0, next.RestMs(1));
        }

        [TestMethod]
        public void Memory_NoteStandsAtEachStart_RestDoublesUpToADay()
        {
            var memory = Memory();
            int expectedMs = HandshakeMemory.FirstRestMs;
            for (int i = 0; i < 12; i++)
            {
                memory.Arm(1);
                var next = Memory();
                Assert.AreEqual(1, Restart(memory, next));
                Assert.AreEqual(expectedMs, next.RestMs(1));
                Assert.AreEqual(0, next.RestMs(0));
                expectedMs = expectedMs < HandshakeMemory.MostRestMs / 2 ? expectedMs * 2 : HandshakeMemory.MostRestMs;
                memory = next;
            }

            Assert.AreEqual(HandshakeMemory.MostRestMs, memory.RestMs(1));
        }

        [TestMethod]
        public void Memory_RestartWhileBrokersRest_AllRestAnew()
        {
            var memory = Memory();
            memory.Arm(0);
            var next = Memory();
            Restart(memory, next);
            next.Arm(1);
            var third = Memory();
            Assert.AreEqual(1, Restart(next, third));
            Assert.AreEqual(HandshakeMemory.FirstRestMs, third.RestMs(0));
            Assert.AreEqual(HandshakeMemory.FirstRestMs, third.RestMs(1));
        }

        [TestMethod]
        public void Memory_HandshakeEndedAfterTheRest_RestartBringsNoOtherButTheNextHangIsLonger()
        {
            var memory = Memory();
            memory.Arm(0);
            var next = Memory();
            Restart(memory, next);
            next.Arm(0);
            next.Disarm();
            var third = Memory();
            Assert.AreEqual(-1, Restart(next, third));
            Assert.AreEqual(0, third.RestMs(0));
            third.Arm(0);
            var fourth = Memory();
            Restart(third, fourth);
            Assert.AreEqual(2 * HandshakeMemory.FirstRestMs, fourth.RestMs(0));
            Assert.IsTrue(fourth.Forgive(0));
            Assert.IsTrue(fourth.Forgive(0));
            Assert.IsFalse(fourth.Forgive(0));
            Assert.AreEqual(0, fourth.RestMs(0));
        }

        [TestMethod]
        public void Memory_OtherBrokersInTheSettings_OldOnesAreForgottenAndMovedOnesKnownAgain()
        {
            var memory = Memory();
            memory.Arm(1);
            var moved = new HandshakeMemory(new[] { HandshakeMemory.KeyOf("b.local", 8883), HandshakeMemory.KeyOf("new.local", 8883), 3 });
            Assert.AreEqual(0, Restart(memory, moved));
            Assert.AreEqual(HandshakeMemory.FirstRestMs, moved.RestMs(0));
            memory.Arm(0);
            var others = new HandshakeMemory(new[] { HandshakeMemory.KeyOf("a.local", 8884) });
            Assert.AreEqual(-1, Restart(memory, others));
            Assert.AreEqual(0, others.RestMs(0));
        }

        [TestMethod]
        public void Memory_PayloadThatEndsEarlyOrIsNonsense_IsNoFailure()
        {
            var memory = Memory();
            memory.Arm(1);
            byte[] payload = new byte[HandshakeMemory.MostBytes];
            var writer = new ByteWriter(payload);
            memory.Write(writer);
            for (int length = 0; length < writer.Length; length++)
            {
                var reader = new ByteReader(payload);
                reader.Reset(payload, 0, length);
                Assert.AreEqual(-1, Memory().Read(reader), length.ToString());
            }

            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] = 0xFF;
            }

            Assert.AreEqual(-1, Memory().Read(new ByteReader(payload)));
        }

        private static HandshakeMemory Memory()
        {
            return new HandshakeMemory(new[] { HandshakeMemory.KeyOf("a.local", 8883), HandshakeMemory.KeyOf("b.local", 8883) });
        }

        private static int Restart(HandshakeMemory before, HandshakeMemory after)
        {
            byte[] payload = new byte[HandshakeMemory.MostBytes];
            var writer = new ByteWriter(payload);
            before.Write(writer);
            Assert.IsFalse(writer.Failed);
            var reader = new ByteReader(payload);
            reader.Reset(payload, 0, writer.Length);
            return after.Read(reader);
        }
    }
}
