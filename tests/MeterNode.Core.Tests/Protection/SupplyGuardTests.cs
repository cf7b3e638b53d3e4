using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Protection
{
    [TestClass]
    public class SupplyGuardTests
    {
        [TestMethod]
        public void Guard_TenKilowattStep_ShedsTheLeastImportantWithinASecond()
        {
            var bench = Running();
            bench.RestMa = 43500;
            bench.Run(1000);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            Assert.IsTrue(bench.Loads[TestHome.HeatPump].IsOn);
            Assert.IsTrue(bench.SupplyMa <= 60000);
            Assert.AreEqual((int)Rank.Protection, (int)bench.Loads[TestHome.Ev].Winner);
        }

        [TestMethod]
        public void Guard_LargeExcess_ShedsAllThatItNeedsAtOnce()
        {
            var bench = Running();
            bench.RestMa = 57000;
            bench.Run(400);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            Assert.IsFalse(bench.Loads[TestHome.HeatPump].IsOn);
        }

        [TestMethod]
        public void Guard_NothingLeftToShed_KeepsTheCriticalLoadOn()
        {
            var bench = Running();
            bench.RestMa = 90000;
            bench.Run(5000);
            Assert.IsTrue(bench.Loads[TestHome.Router].IsOn);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
        }

        [TestMethod]
        public void Guard_OneWindowAboveTheLimit_ShedsNothing()
        {
            var bench = Running();
            bench.RestMa = 43500;
            bench.Run(100);
            bench.RestMa = 0;
            bench.Run(1000);
            Assert.AreEqual(0, bench.ShedEvents);
        }

        [TestMethod]
        public void Guard_RoomAgain_RestoresOneAtATimeMostImportantFirst()
        {
            var bench = Running();
            bench.RestMa = 57000;
            bench.Run(2000);
            bench.RestMa = 1000;
            bench.Run(59000);
            Assert.IsFalse(bench.Loads[TestHome.HeatPump].IsOn);
            bench.Run(3000);
            Assert.IsTrue(bench.Loads[TestHome.HeatPump].IsOn);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            bench.Run(16000);
            Assert.IsTrue(bench.Loads[TestHome.Ev].IsOn);
        }

        [TestMethod]
        public void Guard_RoomTooSmall_DoesNotRestore()
        {
            var bench = Running();
            bench.RestMa = 43500;
            bench.Run(2000);
            bench.RestMa = 25000;
            bench.Run(30 * 60000);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            Assert.AreEqual(1, bench.ShedEvents);
        }

        [TestMethod]
        public void Guard_LoadThatComesAndGoes_ShedsLessAndLessOften()
        {
            // A rest of the home that is heavy for one minute in three: without a memory every visit would switch the EV.
            var bench = Running();
            for (int minute = 0; minute < 180; minute++)
            {
                bench.RestMa = minute % 3 == 0 ? 45000 : 2000;
                bench.Run(60000);
            }

            Assert.IsTrue(bench.ShedEvents <= 12, "sheds in three hours: " + bench.ShedEvents);
            Assert.IsTrue(bench.ShedEvents >= 2, "sheds in three hours: " + bench.ShedEvents);
        }

        [TestMethod]
        public void Guard_SupplyUnmeasured_GivesEveryLoadItsFailsafePower()
        {
            var bench = Running();
            bench.Readings.Flags[TestHome.Supply] = ReadingFlags.Lost;
            bench.Run(100);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            Assert.IsTrue(bench.Loads[TestHome.Router].IsOn);
            Assert.AreEqual((int)Reason.SupplyUnmeasured, (int)bench.Loads[TestHome.Ev].Reason);
        }

        [TestMethod]
        public void Guard_LoadsOwnCircuitUnmeasured_OnlyThatLoadIsSafe()
        {
            var bench = Running();
            bench.Readings.Flags[1] = ReadingFlags.Saturated;
            bench.Run(100);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            Assert.AreEqual((int)Reason.CircuitUnmeasured, (int)bench.Loads[TestHome.Ev].Reason);
            Assert.IsTrue(bench.Loads[TestHome.HeatPump].IsOn);
        }

        [TestMethod]
        public void Guard_SafeMode_KeepsEveryLoadAtItsFailsafePower()
        {
            var bench = new GuardBench(TestHome.Settings(), true);
            bench.Run(120000);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            Assert.IsTrue(bench.Loads[TestHome.Router].IsOn);
            Assert.AreEqual((int)Reason.SafeMode, (int)bench.Loads[TestHome.Ev].Reason);
        }

        [TestMethod]
        public void Guard_ShedWithinTheMinimumOnTime_IsShedAllTheSame()
        {
            var bench = new GuardBench(TestHome.With("\"priority\":10,\"min_on_s\":0", "\"priority\":10,\"min_on_s\":600"), false);
            bench.Run(1000);
            bench.RestMa = 43500;
            bench.Run(1000);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
        }

        [TestMethod]
        public void Guard_MinimumOffTime_HoldsTheLoadAtTheStart()
        {
            var bench = new GuardBench(TestHome.With("\"min_off_s\":0", "\"min_off_s\":300"), false);
            bench.Run(299000);
            Assert.IsFalse(bench.Loads[TestHome.Ev].IsOn);
            Assert.AreEqual((int)Reason.MinimumOff, (int)bench.Loads[TestHome.Ev].Reason);
            bench.Run(2000);
            Assert.IsTrue(bench.Loads[TestHome.Ev].IsOn);
        }

        private static GuardBench Running()
        {
            var bench = new GuardBench(TestHome.Settings(), false);
            bench.Run(1000);
            Assert.IsTrue(bench.Loads[TestHome.Ev].IsOn);
            Assert.IsTrue(bench.Loads[TestHome.HeatPump].IsOn);
            return bench;
        }
    }
}
