using MeterNode.Services.Rates;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Rates
{
    [TestClass]
    public class TokenBucketTests
    {
        [TestMethod]
        public void Bucket_AfterItsFill_LetsOneGoInEachPeriod()
        {
            var bucket = new TokenBucket(4, 500);
            int gone = 0;
            for (long ms = 0; ms < 60000; ms += 10)
            {
                gone += bucket.TryTake(ms) ? 1 : 0;
            }

            Assert.IsTrue(gone >= 123 && gone <= 124, gone.ToString());
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
        public void Bucket_OfADay_IsItsFillAndWhatItRegains()
        {
            var bucket = new TokenBucket(12, 600000);
            int taken = 0;
            for (long ms = 0; ms < 86400000; ms += 10000)
            {
                taken += bucket.TryTake(ms, 0) ? 1 : 0;
            }

            Assert.IsTrue(taken >= 154 && taken <= 156, taken.ToString());
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
