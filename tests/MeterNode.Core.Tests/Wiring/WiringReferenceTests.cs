using MeterNode.Core.Metering.Wiring;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Wiring
{
    /// <summary>The mains reference: missing, implausible, reversed, and an outage that is none of these.</summary>
    [TestClass]
    public class WiringReferenceTests
    {
        [TestMethod]
        public void Reference_MissingWithCurrentFlowing_IsFoundInAMinuteAndClearedWhenItIsBack()
        {
            var bench = new WiringBench();
            bench.Draw(1, 5000, 0);
            bench.Second.IsLocked[0] = false;
            Assert.AreEqual(60, bench.SecondsUntil(4, WiringFault.NoReference, 100));
            Assert.AreEqual((int)WiringFault.NoReference, (int)bench.Diagnosis.ReferenceFinding(0).Fault);
            Assert.IsTrue(bench.Diagnosis.IsConsistent(1), "currents are right without a reference");
            bench.Second.IsLocked[0] = true;
            bench.Run(60);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Reference_GoneInAnOutage_IsNoFinding()
        {
            var bench = new WiringBench();
            bench.Second.IsLocked[0] = false;
            bench.Second.VoltageMv[0] = 0;
            bench.Run(7200);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        [DataRow(115000, true)]
        [DataRow(320000, true)]
        [DataRow(195000, false)]
        [DataRow(262000, false)]
        public void Reference_AtAVoltage_IsImplausibleOrNot(int millivolts, bool implausible)
        {
            var bench = new WiringBench();
            bench.Second.VoltageMv[0] = millivolts;
            bench.Run(400);
            Assert.AreEqual(implausible ? 1 : 0, bench.Findings(), bench.Text());
            Assert.AreEqual(implausible, bench.Diagnosis.ReferenceFinding(0).Fault == WiringFault.ReferenceImplausible);
        }

        [TestMethod]
        public void Reference_Reversed_IsBlamedAndNoClampIs()
        {
            var bench = new WiringBench();
            for (int i = 0; i < 4; i++)
            {
                bench.Gain[i] = -1;
            }

            bench.Draw(1, 5000, 0);
            bench.Draw(2, 4000, 20);
            for (int i = 0; i < 5; i++)
            {
                bench.Run(60);
                bench.Pulse(3, 10000, 0, 1);
            }

            Assert.AreEqual((int)WiringFault.ReferenceReversed, (int)bench.Diagnosis.ReferenceFinding(0).Fault, bench.Text());
            Assert.AreEqual(1, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Reference_WithTwoBranchesReversedInstead_IsAcquittedByTheirSteps()
        {
            var plan = WiringBench.OnePhase();
            plan.CanExport[0] = true;
            var bench = new WiringBench(plan);
            bench.Gain[1] = -1;
            bench.Gain[2] = -1;
            bench.Draw(1, 5000, 0);
            bench.Draw(2, 4000, 0);
            bench.DrawRest(0, 12000, 180);
            bench.Run(100);
            for (int i = 0; i < 3; i++)
            {
                bench.Draw(1, 15000, 0);
                bench.Run(8);
                bench.Draw(1, 5000, 0);
                bench.Run(8);
            }

            Assert.AreEqual((int)WiringFault.None, (int)bench.Diagnosis.ReferenceFinding(0).Fault, bench.Text());
            Assert.AreEqual((int)WiringFault.Reversed, (int)bench.Diagnosis.Finding(1).Fault, bench.Text());
        }

        [TestMethod]
        public void Words_OfEveryFault_AreDifferent()
        {
            for (int i = 0; i <= (int)WiringFault.ReferenceImplausible; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Assert.AreNotEqual(WiringWords.Of((WiringFault)i), WiringWords.Of((WiringFault)j));
                }
            }
        }
    }
}
