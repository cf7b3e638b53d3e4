using MeterNode.Core.Loads;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Loads
{
    [TestClass]
    public class ArbiterTests
    {
        [TestMethod]
        public void Arbiter_NobodyClaims_LoadIsFree()
        {
            var arbiter = new Arbiter(new ClaimTable(1));
            arbiter.Decide(0, 0, 3000, 3000, Rank.Protection);
            Assert.AreEqual(3000, arbiter.TargetW);
            Assert.AreEqual((int)Reason.Free, (int)arbiter.Reason);
        }

        [TestMethod]
        public void Arbiter_LowerRankOutsideTheHigherBand_IsMovedToItsEdge()
        {
            var claims = new ClaimTable(1);
            claims.Set(Rank.Protection, 0, 0, 2000, ClaimTable.NoWish, Reason.SupplyLimit);
            claims.Set(Rank.Orchestrator, 0, 3000, 3000, 3000, Reason.RequestOn);
            var arbiter = new Arbiter(claims);
            arbiter.Decide(0, 0, 7000, 7000, Rank.Protection);
            Assert.AreEqual(2000, arbiter.TargetW);
            Assert.AreEqual((int)Rank.Protection, (int)arbiter.Winner);
            Assert.AreEqual((int)Reason.SupplyLimit, (int)arbiter.Reason);
        }

        [TestMethod]
        public void Arbiter_EquipmentHoldsOnButProtectionSaysOff_ProtectionWins()
        {
            var claims = new ClaimTable(1);
            claims.Set(Rank.Protection, 0, 0, 0, 0, Reason.SupplyLimit);
            claims.Set(Rank.Equipment, 0, 3000, 3000, ClaimTable.NoWish, Reason.MinimumOn);
            var arbiter = new Arbiter(claims);
            arbiter.Decide(0, 0, 3000, 3000, Rank.Protection);
            Assert.AreEqual(0, arbiter.TargetW);
            Assert.AreEqual((int)Rank.Protection, (int)arbiter.Winner);
        }

        [TestMethod]
        public void Arbiter_EquipmentHoldsOnAndOrchestratorSaysOff_EquipmentWins()
        {
            var claims = new ClaimTable(1);
            claims.Set(Rank.Equipment, 0, 3000, 3000, ClaimTable.NoWish, Reason.MinimumOn);
            claims.Set(Rank.Orchestrator, 0, 0, 0, 0, Reason.RequestOff);
            var arbiter = new Arbiter(claims);
            arbiter.Decide(0, 0, 3000, 3000, Rank.Protection);
            Assert.AreEqual(3000, arbiter.TargetW);
            Assert.AreEqual((int)Reason.MinimumOn, (int)arbiter.Reason);
        }

        [TestMethod]
        public void Arbiter_LowestRankWithAWish_ChoosesInsideTheBand()
        {
            var claims = new ClaimTable(1);
            claims.Set(Rank.Grid, 0, 1000, 5000, 5000, Reason.SupplyLimit);
            claims.Set(Rank.Plan, 0, 0, 7000, 2500, Reason.RequestOn);
            var arbiter = new Arbiter(claims);
            arbiter.Decide(0, 0, 7000, 7000, Rank.Protection);
            Assert.AreEqual(2500, arbiter.TargetW);
            Assert.AreEqual((int)Rank.Plan, (int)arbiter.Winner);
            Assert.AreEqual(1000, arbiter.LeastW);
            Assert.AreEqual(5000, arbiter.MostW);
        }

        [TestMethod]
        public void Arbiter_RandomClaims_ResultIsInsideEveryBandThatTheHigherOnesLeave()
        {
            uint random = 1;
            var claims = new ClaimTable(1);
            var arbiter = new Arbiter(claims);
            for (int round = 0; round < 500; round++)
            {
                int low = 0;
                int high = 7000;
                for (int rank = 0; rank < ClaimTable.Ranks; rank++)
                {
                    random = (random * 1664525) + 1013904223;
                    int a = (int)(random >> 8) % 7001;
                    random = (random * 1664525) + 1013904223;
                    int b = (int)(random >> 8) % 7001;
                    if ((random & 64) == 0)
                    {
                        claims.Clear((Rank)rank, 0);
                        continue;
                    }

                    int least = a < b ? a : b;
                    int most = a < b ? b : a;
                    claims.Set((Rank)rank, 0, least, most, least, Reason.SupplyLimit);
                    int left = least > high ? high : least < low ? low : least;
                    high = most < low ? low : most > high ? high : most;
                    low = left;
                }

                arbiter.Decide(0, 0, 7000, 7000, Rank.Protection);
                Assert.AreEqual(low, arbiter.LeastW);
                Assert.AreEqual(high, arbiter.MostW);
                Assert.IsTrue(arbiter.TargetW >= low && arbiter.TargetW <= high);
            }
        }
    }
}
