using MeterNode.Services.Brokers;
using MeterNode.Services.Storage;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Brokers
{
    [TestClass]
    public class RestartMemoryTests
    {
        private const int MsPerMinute = 60000;

        [TestMethod]
        public void Memory_NoteTakenBack_NothingIsLeftAlone()
        {
            var memory = Memory();
            memory.BeginHandshake(1);
            memory.End();
            var next = Restarted(memory);
            Assert.AreEqual(0, next.RestMs(0));
            Assert.AreEqual(0, next.RestMs(1));
        }

        [TestMethod]
        public void Memory_InAHandshakeAtEachStart_RestDoublesUpToADay()
        {
            var memory = Memory();
            int expectedMs = RestartMemory.FirstHandshakeRestMs;
            Assert.AreEqual(15 * MsPerMinute, expectedMs);
            for (int i = 0; i < 12; i++)
            {
                memory.BeginHandshake(1);
                var next = Restarted(memory);
                Assert.AreEqual(expectedMs, next.RestMs(1));
                Assert.AreEqual(0, next.RestMs(0));
                expectedMs = expectedMs < RestartMemory.MostHandshakeRestMs / 2 ? expectedMs * 2 : RestartMemory.MostHandshakeRestMs;
                memory = next;
            }

            Assert.AreEqual(RestartMemory.MostHandshakeRestMs, memory.RestMs(1));
        }

        [TestMethod]
        public void Memory_InASessionAtEachStart_RestsAfterTheThirdTimeAndForAnHourAtMost()
        {
            var memory = Memory();
            int[] expectedMin = { 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60 };
            for (int i = 0; i < expectedMin.Length; i++)
            {
                memory.BeginHandshake(1);
                memory.BeginSession(1);
                var next = Restarted(memory);
                Assert.AreEqual(expectedMin[i] * MsPerMinute, next.RestMs(1));
                Assert.AreEqual(0, next.RestMs(0));
                memory = next;
            }

            Assert.AreEqual(RestartMemory.MostSessionRestMs, memory.RestMs(1));

            // A handshake is another matter: neither makes the other's rests longer.
            memory.BeginHandshake(1);
            var last = Restarted(memory);
            Assert.AreEqual(RestartMemory.FirstHandshakeRestMs, last.RestMs(1));
        }

        [TestMethod]
        public void Memory_PowerCutInASessionAfterAHandshake_CostsNothing()
        {
            var memory = Memory();
            memory.BeginHandshake(0);
            var next = Restarted(memory);
            next.BeginHandshake(0);
            next.BeginSession(0);
            var third = Restarted(next);
            Assert.AreEqual(0, third.RestMs(0));
        }

        [TestMethod]
        public void Memory_RestartWithoutANewNote_ComesToTheSame()
        {
            var memory = Memory();
            memory.BeginHandshake(0);
            for (int i = 0; i < 3; i++)
            {
                var next = Restarted(memory);
                Assert.AreEqual(RestartMemory.FirstHandshakeRestMs, next.RestMs(0));
            }
        }

        [TestMethod]
        public void Memory_RestartWhileBrokersRest_AllRestAnew()
        {
            var memory = Memory();
            memory.BeginHandshake(0);
            var next = Restarted(memory);
            next.BeginHandshake(1);
            var third = Restarted(next);
            Assert.AreEqual(RestartMemory.FirstHandshakeRestMs, third.RestMs(0));
            Assert.AreEqual(RestartMemory.FirstHandshakeRestMs, third.RestMs(1));
        }

        [TestMethod]
        public void Memory_SessionAfterTheRest_RestartBringsNoOtherButTheNextHangIsLonger()
        {
            var memory = Memory();
            memory.BeginHandshake(0);
            var next = Restarted(memory);
            next.BeginHandshake(0);
            next.BeginSession(0);
            next.End();
            var third = Restarted(next);
            Assert.AreEqual(0, third.RestMs(0));
            third.BeginHandshake(0);
            var fourth = Restarted(third);
            Assert.AreEqual(2 * RestartMemory.FirstHandshakeRestMs, fourth.RestMs(0));
        }

        [TestMethod]
        public void Forgive_AnHourTakesBackASessionSixAHandshake()
        {
            var memory = Memory();
            memory.BeginHandshake(0);
            memory = Restarted(memory);
            for (int i = 0; i < 5; i++)
            {
                memory.BeginSession(0);
                memory = Restarted(memory);
            }

            Assert.AreEqual(2 * MsPerMinute, memory.RestMs(0));
            Assert.IsTrue(memory.Forgive(0, 1));
            Assert.AreEqual(MsPerMinute, memory.RestMs(0));
            Assert.IsTrue(memory.Forgive(0, 2));
            Assert.AreEqual(0, memory.RestMs(0));
            for (int hour = 3; hour <= 5; hour++)
            {
                Assert.IsTrue(memory.Forgive(0, hour));
            }

            // The sixth is the handshake's.
            Assert.IsTrue(memory.Forgive(0, 6));
            Assert.IsFalse(memory.Forgive(0, 7));
            Assert.IsFalse(memory.Forgive(0, 12));
            memory.BeginHandshake(0);
            Assert.AreEqual(RestartMemory.FirstHandshakeRestMs, Restarted(memory).RestMs(0));
        }

        [TestMethod]
        public void Memory_OtherBrokersInTheSettings_OldOnesAreForgottenAndMovedOnesKnownAgain()
        {
            var memory = Memory();
            memory.BeginHandshake(1);
            var moved = new RestartMemory(new[] { RestartMemory.KeyOf("b.local", 8883), RestartMemory.KeyOf("new.local", 8883), 3 });
            Assert.AreEqual(0, Restart(memory, moved));
            Assert.AreEqual(RestartMemory.FirstHandshakeRestMs, moved.RestMs(0));
            memory.BeginHandshake(0);
            var others = new RestartMemory(new[] { RestartMemory.KeyOf("a.local", 8884) });
            Assert.AreEqual(-1, Restart(memory, others));
            Assert.AreEqual(0, others.RestMs(0));
        }

        [TestMethod]
        public void Memory_PayloadThatEndsEarlyOrIsNonsense_IsNoFailure()
        {
            var memory = Memory();
            memory.BeginHandshake(1);
            byte[] payload = new byte[RestartMemory.MostBytes];
            var writer = new ByteWriter(payload);
            memory.Write(writer);
            for (int length = 0; length < writer.Length; length++)
            {
                var reader = new ByteReader(payload);
                reader.Reset(payload, 0, length);
                Assert.AreEqual(-1, Memory().Read(reader, out _), length.ToString());
            }

            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] = 0xFF;
            }

            Assert.AreEqual(-1, Memory().Read(new ByteReader(payload), out _));
        }

        private static RestartMemory Memory()
        {
            return new RestartMemory(new[] { RestartMemory.KeyOf("a.local", 8883), RestartMemory.KeyOf("b.local", 8883) });
        }

        /// <summary>The memory after a restart with the same brokers: it knows which one the board was with.</summary>
        private static RestartMemory Restarted(RestartMemory memory)
        {
            var next = Memory();
            Assert.AreEqual(memory.Broker, Restart(memory, next));
            return next;
        }

        private static int Restart(RestartMemory before, RestartMemory after)
        {
            byte[] payload = new byte[RestartMemory.MostBytes];
            var writer = new ByteWriter(payload);
            before.Write(writer);
            Assert.IsFalse(writer.Failed);
            var reader = new ByteReader(payload);
            reader.Reset(payload, 0, writer.Length);
            int with = after.Read(reader, out bool wasInSession);
            Assert.AreEqual(before.IsInSession, wasInSession);
            return with;
        }
    }
}
