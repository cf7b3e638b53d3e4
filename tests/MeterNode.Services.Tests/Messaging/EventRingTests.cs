using MeterNode.Core.Messaging;
using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class EventRingTests
    {
        [TestMethod]
        public void Ring_Events_ComeOutInOrderAndStayUntilTaken()
        {
            var ring = new EventRing(4);
            ring.Add(10, EventKind.Started, -1, 0, 0, 0);
            ring.Add(20, EventKind.SensorFault, 3, 1, 0, 0);
            var record = new EventRecord();
            Assert.IsTrue(ring.TryPeek(record));
            Assert.IsTrue(ring.TryPeek(record));
            Assert.AreEqual(1L, record.Sequence);
            ring.Take(1);
            Assert.IsTrue(ring.TryPeek(record));
            Assert.AreEqual(2L, record.Sequence);
            Assert.AreEqual(3, record.Subject);
            ring.Take(2);
            Assert.IsFalse(ring.TryPeek(record));
        }

        [TestMethod]
        public void Ring_Full_OverwritesTheOldestAndCountsIt()
        {
            var ring = new EventRing(4);
            for (int i = 0; i < 6; i++)
            {
                ring.Add(i, EventKind.Started, i, 0, 0, 0);
            }

            var record = new EventRecord();
            ring.TryPeek(record);
            Assert.AreEqual(3, ring.Dropped);
            Assert.AreEqual(4L, record.Sequence);
            Assert.AreEqual(3, record.Subject);
        }

        [TestMethod]
        public void Ring_OverwrittenWhileInFlight_TakesNothingElse()
        {
            var ring = new EventRing(2);
            var record = new EventRecord();
            ring.Add(0, EventKind.Started, 0, 0, 0, 0);
            ring.TryPeek(record);
            ring.Add(1, EventKind.Started, 1, 0, 0, 0);
            ring.Add(2, EventKind.Started, 2, 0, 0, 0);
            ring.Take(record.Sequence);
            Assert.IsTrue(ring.TryPeek(record));
            Assert.AreEqual(3L, record.Sequence);
            Assert.AreEqual(2, record.Subject);
        }
    }
}
