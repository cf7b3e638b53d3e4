using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Tests.Protection;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Control
{
    /// <summary>Starts, minimum and longest times, and the relays' wear.</summary>
    [TestClass]
    public class EquipmentTests
    {
        [TestMethod]
        public void StartsPerDay_UsedUp_NoMoreUntilTheOldestIsADayOld()
        {
            var bench = RuleHome.Bench("", RuleHome.With(RuleHome.Heater, "\"min_on_s\":0", "\"starts_per_day\":3,\"min_on_s\":0"), 1000);
            for (int i = 0; i < 5; i++)
            {
                Request(bench, RequestMode.Off);
                Request(bench, RequestMode.Auto);
            }

            Assert.AreEqual(5, bench.Loads[0].Operations + (bench.Loads[0].Operations % 2 == 0 ? -1 : 0));
            Assert.IsFalse(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Reason.StartsUsedUp, (int)bench.Loads[0].Reason);
            bench.StepMs = 10000;
            bench.Run(24 * 3600000L);
            Assert.IsTrue(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void SgReadyLock_EndsAfterTwoHours()
        {
            var bench = RuleHome.Bench("", RuleHome.HeatPump, 700000);
            bench.StepMs = 1000;
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Run(7190000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            bench.Run(20000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Rank.Equipment, (int)bench.Loads[0].Winner);
            bench.Run(580000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            bench.Run(30000);
            Assert.IsFalse(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void MinimumOn_HoldsAgainstARequest_YieldsToGridAndProtection()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.HeatPump, 5000);
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Run(60000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            Assert.AreEqual((int)Reason.MinimumOn, (int)bench.Loads[0].Reason);
            bench.Control.GridInputs.SetLimits(2000, GridInputs.None, GridInputs.None, bench.NowMs + 600000);
            bench.Run(10000);
            Assert.IsFalse(bench.Relays.Closed[0]);
            bench = RuleHome.Bench("", RuleHome.HeatPump, 5000);
            bench.RestMa = 95000;
            bench.Run(8000);
            Assert.IsFalse(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void OperationsPerHour_HoldRequests_NotProtection()
        {
            var bench = RuleHome.Bench("", RuleHome.With(RuleHome.Heater, "\"min_on_s\":0", "\"operations_per_hour\":4,\"min_on_s\":0"), 1000);
            for (int i = 0; i < 6; i++)
            {
                Request(bench, RequestMode.Off);
                Request(bench, RequestMode.Auto);
            }

            Assert.IsTrue(bench.Loads[0].Operations <= 4, "operations: " + bench.Loads[0].Operations);
            Assert.AreEqual((int)Reason.RelayRests, (int)bench.Loads[0].Reason);
            bench.Run(3600000);
            Assert.IsTrue(bench.Relays.Closed[0]);
            bench.RestMa = 95000;
            bench.Run(8000);
            Assert.IsFalse(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void OperationsPerHour_UsedUp_TheGridsLimitIsKeptAllTheSame()
        {
            var bench = RuleHome.Bench("\"random_delay_s\":0", RuleHome.With(RuleHome.Heater, "\"min_on_s\":0", "\"operations_per_hour\":3,\"min_on_s\":0"), 1000);
            Request(bench, RequestMode.Off);
            Request(bench, RequestMode.Auto);
            bench.Control.GridInputs.SetLimits(2000, GridInputs.None, GridInputs.None, bench.NowMs + 600000);
            bench.Run(10000);
            Assert.IsFalse(bench.Relays.Closed[0]);
        }

        [TestMethod]
        public void WeldedContact_IsToldAndOthersAreShed()
        {
            var bench = RuleHome.Bench("", RuleHome.Heater + "," + RuleHome.Boiler, 20000);
            bench.IsWelded[0] = true;
            bench.Control.Requests.TryRequest(0, RequestMode.Off, 0, bench.NowMs);
            bench.Run(12000);
            Assert.IsTrue(bench.Loads[0].IsWelded);
            Assert.AreEqual(1, bench.Count(EventKind.ContactWelded, 0));
            bench.RestMa = 85000;
            bench.Run(8000);
            Assert.IsFalse(bench.Relays.Closed[1]);
            bench.IsWelded[0] = false;
            bench.Run(1000);
            Assert.IsFalse(bench.Loads[0].IsWelded);
            Assert.AreEqual(1, bench.Count(EventKind.ContactRestored, 0));
        }

        [TestMethod]
        public void WeldedContact_SwitchedOn_IsNotTakenForMended()
        {
            var bench = RuleHome.Bench("", RuleHome.Heater, 20000);
            bench.IsWelded[0] = true;
            Request(bench, RequestMode.Off);
            Request(bench, RequestMode.Auto);
            Request(bench, RequestMode.Off);
            Assert.IsTrue(bench.Loads[0].IsWelded);
            Assert.AreEqual(0, bench.Count(EventKind.ContactRestored, 0));
        }

        [TestMethod]
        public void ContactThatNoLongerCloses_IsToldOnce()
        {
            var bench = RuleHome.Bench("", RuleHome.With(RuleHome.Heater, "\"min_on_s\":0", "\"operations_per_hour\":60,\"min_on_s\":0"), 1000);
            for (int i = 0; i < 10; i++)
            {
                bench.CanHaveW[0] = i < 5 ? int.MaxValue : 0;
                bench.Run(130000);
                Request(bench, RequestMode.Off);
                Request(bench, RequestMode.Auto);
            }

            Assert.IsTrue(bench.Control.Relays.SeemsNotToClose(0));
            Assert.AreEqual(1, bench.Count(EventKind.ContactNotClosing, 0));
        }

        [TestMethod]
        public void Wear_FourFifths_IsToldOnce()
        {
            var bench = RuleHome.Bench("", RuleHome.With(RuleHome.Heater, "\"min_on_s\":0", "\"relay_life\":1000,\"min_on_s\":0"), 1000);
            bench.Control.Relays.Wear[0] = 797;
            Request(bench, RequestMode.Off);
            Request(bench, RequestMode.Auto);
            Assert.AreEqual(0, bench.Count(EventKind.RelayWorn, 0));
            Request(bench, RequestMode.Off);
            Request(bench, RequestMode.Auto);
            Assert.IsTrue(bench.Control.Relays.IsWorn(0));
            Assert.AreEqual(1, bench.Count(EventKind.RelayWorn, 0));
        }

        private static void Request(GuardBench bench, RequestMode mode)
        {
            bench.Run(15000);
            Assert.IsTrue(bench.Control.Requests.TryRequest(0, mode, 0, bench.NowMs));
            bench.Run(15000);
        }
    }
}
