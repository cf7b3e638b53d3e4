using MeterNode.Core.Metering.Wiring;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Wiring
{
    /// <summary>Faults that must be found, named and attributed.</summary>
    [TestClass]
    public class WiringFaultTests
    {
        private const int Supply = 0;
        private const int Kettle = 1;
        private const int Motor = 2;
        private const int Heater = 3;

        // Gain in percent and lead of the faulty clamp, its circuit, and the finding, for steps of a 10 A load on each branch.
        [TestMethod]
        [DataRow(-100, 0, Kettle, (int)WiringFault.Reversed)]
        [DataRow(-100, 0, Motor, (int)WiringFault.Reversed)]
        [DataRow(-100, 0, Supply, (int)WiringFault.Reversed)]
        [DataRow(100, -120, Kettle, (int)WiringFault.OtherPhase)]
        [DataRow(100, 120, Motor, (int)WiringFault.OtherPhase)]
        [DataRow(-100, 120, Kettle, (int)WiringFault.OtherPhase)]
        [DataRow(-100, -120, Heater, (int)WiringFault.OtherPhase)]
        [DataRow(100, -120, Supply, (int)WiringFault.OtherPhase)]
        [DataRow(-100, 120, Supply, (int)WiringFault.OtherPhase)]
        [DataRow(35, 14, Kettle, (int)WiringFault.NotClosed)]
        [DataRow(50, 30, Motor, (int)WiringFault.NotClosed)]
        [DataRow(35, 14, Supply, (int)WiringFault.NotClosed)]
        [DataRow(0, 0, Supply, (int)WiringFault.Open)]
        public void Diagnosis_FaultyClamp_IsFoundByStepsAndOnlyItIs(int gainPercent, int turnDeg, int circuit, int fault)
        {
            var bench = new WiringBench();
            bench.DrawRest(0, 1500, 20);
            bench.Gain[circuit] = gainPercent / 100.0;
            bench.TurnDeg[circuit] = turnDeg;

            // The supply is judged by all of them, a branch by its own steps.
            for (int i = 0; i < 3; i++)
            {
                bench.Pulse(Kettle, 10000, 0, 1);
                bench.Pulse(Motor, 4000, 37, 1);
                bench.Pulse(Heater, 13000, 0, 1);
            }

            Assert.AreEqual(fault, (int)bench.Diagnosis.Finding(circuit).Fault, bench.Text());
            Assert.AreEqual(1, bench.Findings(), bench.Text());
            Assert.IsFalse(bench.Diagnosis.IsConsistent(circuit));
            Assert.AreEqual(fault == (int)WiringFault.Reversed, bench.Diagnosis.IsMagnitudeConsistent(circuit));
        }

        [TestMethod]
        public void Diagnosis_ReversedBranch_NeedsThreeSteps()
        {
            var bench = new WiringBench();
            bench.Gain[Kettle] = -1;
            bench.Run(10);
            bench.Pulse(Kettle, 10000, 0, 1);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
            bench.Pulse(Kettle, 10000, 0, 1);
            Assert.AreEqual((int)WiringFault.Reversed, (int)bench.Diagnosis.Finding(Kettle).Fault);
            Assert.IsTrue(bench.Diagnosis.Finding(Kettle).EvidenceFor >= 3);
        }

        [TestMethod]
        public void Diagnosis_ReversedBranchWithoutSteps_TakesAQuarterOfAnHourOfConduction()
        {
            var bench = new WiringBench();
            bench.Gain[Kettle] = -1;
            bench.Draw(Kettle, 3000, 10);
            int seconds = bench.SecondsUntil(Kettle, WiringFault.Reversed, 2000);
            Near.AreEqual(900, seconds, 10, "seconds of conduction");
            Assert.AreEqual(1, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_ReversedPanels_AreFoundByKirchhoffsLaw()
        {
            var plan = WiringBench.OnePhase();
            plan.HiddenGeneration = false;
            plan.CanExport[Supply] = true;
            plan.CanExport[Heater] = true;
            var bench = new WiringBench(plan);
            bench.Gain[Heater] = -1;
            bench.Draw(Heater, 12000, 178);
            bench.Draw(Kettle, 1200, 0);
            bench.DrawRest(0, 1000, 10);
            Assert.IsTrue(bench.SecondsUntil(Heater, WiringFault.Reversed, 1000) > 0, bench.Text());
            Assert.AreEqual(1, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_ReversedSupplyWithPanelsInTheHome_IsFoundByKirchhoffsLaw()
        {
            var plan = WiringBench.OnePhase();
            plan.HiddenGeneration = false;
            plan.CanExport[Supply] = true;
            plan.CanExport[Heater] = true;
            var bench = new WiringBench(plan);
            bench.Gain[Supply] = -1;
            bench.Draw(Heater, 2000, 178);
            bench.Draw(Kettle, 9000, 0);
            Assert.IsTrue(bench.SecondsUntil(Supply, WiringFault.Reversed, 1000) > 0, bench.Text());
            Assert.AreEqual(1, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_SupplyAndBranchSwapped_AreBothNamed()
        {
            var bench = new WiringBench();
            bench.ClampOn[Supply] = Heater;
            bench.ClampOn[Heater] = Supply;
            bench.DrawRest(0, 2000, 15);
            for (int i = 0; i < 3; i++)
            {
                bench.Pulse(Heater, 13000, 0, 1);
                bench.Pulse(Kettle, 10000, 0, 1);
                bench.Pulse(Motor, 4000, 37, 1);
            }

            Assert.AreEqual((int)WiringFault.Swapped, (int)bench.Diagnosis.Finding(Supply).Fault, bench.Text());
            Assert.AreEqual(Heater, bench.Diagnosis.Finding(Supply).Partner);
            Assert.AreEqual((int)WiringFault.Swapped, (int)bench.Diagnosis.Finding(Heater).Fault, bench.Text());
            Assert.AreEqual(2, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_TwoBranchesSwapped_AreFoundBySwitching()
        {
            var bench = new WiringBench();
            bench.ClampOn[Kettle] = Heater;
            bench.ClampOn[Heater] = Kettle;
            bench.Draw(Motor, 4000, 37);
            bench.Run(10);
            bench.Switch(0, 10000, 1);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
            bench.Switch(0, 10000, 1);
            Assert.AreEqual((int)WiringFault.Swapped, (int)bench.Diagnosis.Finding(Kettle).Fault, bench.Text());
            Assert.AreEqual(Heater, bench.Diagnosis.Finding(Kettle).Partner);
            Assert.AreEqual(Kettle, bench.Diagnosis.Finding(Heater).Partner);
        }

        [TestMethod]
        public void Diagnosis_OpenBranchClamp_IsFoundBySwitching()
        {
            var bench = new WiringBench();
            bench.Gain[Kettle] = 0;
            bench.Draw(Motor, 4000, 37);
            bench.Run(10);
            bench.Switch(0, 10000, 2);
            Assert.AreEqual((int)WiringFault.Open, (int)bench.Diagnosis.Finding(Kettle).Fault, bench.Text());
            Assert.AreEqual(1, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_Mended_IsClearedByFewerStepsThanItTook()
        {
            var bench = new WiringBench();
            bench.Gain[Kettle] = -1;
            bench.Pulse(Kettle, 10000, 0, 3);
            Assert.AreEqual(1, bench.Findings(), bench.Text());
            int changes = bench.Diagnosis.Changes;
            bench.Gain[Kettle] = 1;
            bench.Pulse(Kettle, 10000, 0, 2);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
            Assert.AreEqual(changes + 1, bench.Diagnosis.Changes);
            Assert.IsTrue(bench.Diagnosis.IsConsistent(Kettle));
        }

        [TestMethod]
        public void Diagnosis_ReversedAfterBeingConfirmed_IsStillFound()
        {
            var bench = new WiringBench();
            bench.Pulse(Kettle, 10000, 0, 5);
            bench.Gain[Kettle] = -1;
            bench.Pulse(Kettle, 10000, 0, 3);
            Assert.AreEqual((int)WiringFault.Reversed, (int)bench.Diagnosis.Finding(Kettle).Fault, bench.Text());
        }

        [TestMethod]
        public void Diagnosis_ThreePhasesBranchOnAnother_NamesTheSupplyItsStepsAreIn()
        {
            var bench = new WiringBench(WiringBench.ThreePhases());
            bench.ClampOn[3] = 4;
            for (int i = 0; i < 3; i++)
            {
                bench.Draw(4, 10000, 0);
                bench.ClampOn[4] = 8;
                bench.Run(8);
                bench.Draw(4, 0, 0);
                bench.Run(8);
            }

            Assert.AreEqual((int)WiringFault.OtherPhase, (int)bench.Diagnosis.Finding(3).Fault, bench.Text());
            Assert.AreEqual(1, bench.Diagnosis.Finding(3).Partner);
            Assert.AreEqual(1, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_ThreePhasesTwoSuppliesExchanged_NamesBothSupplies()
        {
            var bench = new WiringBench(WiringBench.ThreePhases());
            bench.ClampOn[0] = 1;
            bench.ClampOn[1] = 0;
            for (int i = 0; i < 3; i++)
            {
                bench.Pulse(3, 9000, 0, 1);
                bench.Pulse(7, 12000, 5, 1);
                bench.Pulse(8, 12000, 5, 1);
            }

            Assert.AreEqual((int)WiringFault.OtherPhase, (int)bench.Diagnosis.Finding(0).Fault, bench.Text());
            Assert.AreEqual((int)WiringFault.OtherPhase, (int)bench.Diagnosis.Finding(1).Fault, bench.Text());
            Assert.AreEqual(2, bench.Findings(), bench.Text());
        }
    }
}
