using MeterNode.Services.Rates;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Rates
{
    [TestClass]
    public class TokenBucketTests
    {
        [TestMethod]
        [DataRow(4, 500, 10, 60000, 4 + 119)]
        [DataRow(4, 10000, 100, 60000, 4 + 5)]
        [DataRow(12, 600000, 10000, 86400000, 12 + 143)]
        [DataRow(4, 500, 300, 60000, 4 + 119)]
        public void Bucket_AskedAgainAndAgain_GivesItsFillAndWhatItRegains(int size, int regainMs, int everyMs, int durationMs, int expected)
        {
            var bucket = new TokenBucket(size, regainMs);
            int taken = 0;
            for (long ms = 0; ms < durationMs; ms += everyMs)
            {
                taken += bucket.TryTake(ms) ? 1 : 0;
            }

            Assert.AreEqual(expected, taken);
        }

        [TestMethod]
        public void Bucket_Empty_GivesOneAtTheEndOfEachPeriod()
        {
            var bucket = new TokenBucket(2, 500);
            Assert.IsTrue(bucket.TryTake(70) && bucket.TryTake(90));
            Assert.IsFalse(bucket.TryTake(569));
            Assert.IsTrue(bucket.TryTake(570));
            Assert.IsFalse(bucket.TryTake(1069));
            Assert.IsTrue(bucket.TryTake(1080));
            Assert.IsFalse(bucket.TryTake(1569));
            Assert.IsTrue(bucket.TryTake(1570));
        }

        [TestMethod]
        public void Bucket_Unused_SavesNoMoreThanItsSize()
        {
            var bucket = new TokenBucket(4, 500);
            bucket.TryTake(0);
            int gone = 0;
            while (bucket.TryTake(1000000))
            {
                gone++;
            }

            Assert.AreEqual(4, gone);
        }

        [TestMethod]
        public void Bucket_AskedToKeepSome_RefusesBeforeItIsEmpty()
        {
            var bucket = new TokenBucket(4, 1000);
            Assert.IsTrue(bucket.TryTake(0, 2));
            Assert.IsTrue(bucket.TryTake(0, 2));
            Assert.IsFalse(bucket.TryTake(0, 2));
            Assert.IsTrue(bucket.TryTake(0, 0));
            Assert.IsTrue(bucket.TryTake(0, 0));
            Assert.IsFalse(bucket.TryTake(0, 0));
            Assert.IsTrue(bucket.TryTake(0, -1));
            Assert.AreEqual(-1, bucket.Left);
            Assert.IsFalse(bucket.TryTake(1999, 0));
            Assert.IsTrue(bucket.TryTake(2000, 0));
        }
    }
}
