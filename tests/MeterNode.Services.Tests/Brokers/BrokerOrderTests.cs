using MeterNode.Services.Brokers;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Brokers
{
    [TestClass]
    public class BrokerOrderTests
    {
        [TestMethod]
        public void Order_AtFirst_TriesTheFirstAndThenTheNextAtOnce()
        {
            var order = Order();
            Assert.AreEqual(0, order.Next(0));
            order.Failed(0, LinkFailure.Refused, 0);
            Assert.AreEqual(1, order.Next(0));
            order.Failed(1, LinkFailure.Refused, 0);
            Assert.AreEqual(-1, order.Next(0));
            Assert.IsTrue(order.WaitMs(0) > 0 && order.WaitMs(0) <= BrokerOrder.FirstMs, order.WaitMs(0).ToString());
            Assert.AreEqual(0, order.Next(BrokerOrder.FirstMs));
        }

        [TestMethod]
        public void Order_Failures_WaitLongerEachTimeUpToTheirBound()
        {
            var order = Order();
            long longestMs = 0;
            for (int i = 0; i < 40; i++)
            {
                order.Failed(0, LinkFailure.Refused, 0);
                order.Failed(1, LinkFailure.Tls, 0);
                longestMs = order.WaitMs(0) > longestMs ? order.WaitMs(0) : longestMs;
                Assert.IsTrue(order.WaitMs(0) <= 20000, order.WaitMs(0).ToString());
            }

            Assert.IsTrue(longestMs > 10000, longestMs.ToString());
        }

        [TestMethod]
        [DataRow((int)LinkFailure.Tls)]
        [DataRow((int)LinkFailure.Auth)]
        [DataRow((int)LinkFailure.Certificate)]
        [DataRow((int)LinkFailure.NotTls)]
        public void Order_FailureThatSomebodyMustRepair_WaitsAtLeastSixSeconds(int cause)
        {
            var order = new BrokerOrder(new[] { 20000 }, 5);
            order.Failed(0, (LinkFailure)cause, 0);
            Assert.IsTrue(order.WaitMs(0) >= BrokerOrder.FirstLastingMs / 10, order.WaitMs(0).ToString());
        }

        [TestMethod]
        public void Order_BrokerAtRest_IsNotTriedBeforeAndOthersAre()
        {
            var order = Order();
            order.Connected(0, 0);
            order.Lost(0, LinkFailure.Closed, 1000);
            order.Rest(0, 900000);
            Assert.AreEqual(1, order.Next(3000));
            order.Failed(1, LinkFailure.Refused, 3000);
            Assert.AreEqual(1, order.Next(5000));
            order.Rest(0, 10000);
            order.Failed(1, LinkFailure.Refused, 899000);
            Assert.AreEqual(-1, order.Next(899000));
            Assert.AreEqual(0, order.Next(900000));
        }

        [TestMethod]
        public void Order_SessionClosed_LooksTwiceWhereItWasBeforeTheNext()
        {
            var order = Order();
            order.Connected(0, 0);
            order.Lost(0, LinkFailure.Closed, 1000);
            Assert.AreEqual(-1, order.Next(1000));
            Assert.AreEqual(0, order.Next(3000));
            order.Failed(0, LinkFailure.Refused, 3000);
            Assert.AreEqual(-1, order.Next(3000));
            Assert.AreEqual(0, order.Next(8000));
            order.Failed(0, LinkFailure.Refused, 8000);
            Assert.AreEqual(1, order.Next(8000));
        }

        [TestMethod]
        public void Order_SessionFellSilent_GoesToTheNextAtOnce()
        {
            var order = Order();
            order.Connected(0, 0);
            order.Lost(0, LinkFailure.KeepAlive, 1000);
            Assert.AreEqual(1, order.Next(1000));
            Assert.AreEqual(1, order.Next(30000));
            Assert.AreEqual(0, order.Next(33000));
        }

        [TestMethod]
        public void Order_OnALaterBroker_LooksForTheEarlierAfterTenToTwentyMinutes()
        {
            for (int seed = 1; seed < 30; seed++)
            {
                var order = new BrokerOrder(new[] { 20000, 20000 }, seed);
                order.Failed(0, LinkFailure.Refused, 0);
                order.Connected(1, 0);
                long ms = 0;
                while (order.ReturnTo(1, ms) < 0)
                {
                    ms += 1000;
                }

                Assert.IsTrue(ms >= 600000 && ms <= 1200000, "after " + ms + " ms");
                order.Failed(0, LinkFailure.Refused, ms);
                Assert.AreEqual(-1, order.ReturnTo(1, ms + 600000));
            }
        }

        [TestMethod]
        public void Order_OnTheFirst_LooksForNothing()
        {
            var order = Order();
            order.Connected(0, 0);
            Assert.AreEqual(-1, order.ReturnTo(0, 100000000));
        }

        private static BrokerOrder Order()
        {
            return new BrokerOrder(new[] { 20000, 20000 }, 3);
        }
    }
}
