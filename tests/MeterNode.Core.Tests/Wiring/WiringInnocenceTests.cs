using MeterNode.Core.Metering.Wiring;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Wiring
{
    /// <summary>What looks odd and is in order: nothing may be found.</summary>
    [TestClass]
    public class WiringInnocenceTests
    {
        private const int Hour = 3600;

        [TestMethod]
        public void Diagnosis_NightWithStandbyOnly_FindsNothing()
        {
            var bench = new WiringBench();

            // A few watts of switched supplies lead by 70 to 90 degrees; all below what counts as conducting.
            bench.Draw(1, 180, -85);
            bench.Draw(2, 260, -75);
            bench.Draw(3, 90, -88);
            bench.DrawRest(0, 300, -80);
            bench.Run(8 * Hour);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        [DataRow(2500, -88)]
        [DataRow(2500, -60)]
        [DataRow(4000, 62)]
        [DataRow(4000, 82)]
        public void Diagnosis_LargeReactiveLoads_FindsNothing(int milliamperes, int lagDeg)
        {
            var bench = new WiringBench();
            bench.Draw(2, milliamperes, lagDeg);
            bench.Run(2 * Hour);
            bench.Pulse(2, milliamperes, lagDeg, 20);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_PanelsThatExportAllDay_FindsNothing()
        {
            var plan = WiringBench.OnePhase();
            plan.HiddenGeneration = false;
            plan.CanExport[0] = true;
            plan.CanExport[3] = true;
            var bench = new WiringBench(plan);
            bench.DrawRest(0, 900, 20);
            for (int minute = 0; minute < 120; minute++)
            {
                bench.Draw(3, 500 + (minute * 100), 178);
                bench.Run(40);
                bench.Pulse(1, 9000, 0, 1);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_PluginPanelOnASocketCircuit_IsSparedByKirchhoffsLaw()
        {
            var bench = new WiringBench();

            // 3.4 A against the branch's direction, with less than twice that unmeasured: really importing, it would not fit.
            bench.Draw(1, 3400, 179);
            bench.DrawRest(0, 1500, 10);
            bench.Plan.CanExport[0] = true;
            bench.Run(3 * Hour);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_PluginPanelBehindAConfirmedClamp_IsSparedByItsSteps()
        {
            var bench = new WiringBench();
            bench.Plan.CanExport[0] = true;
            bench.DrawRest(0, 20000, 5);
            bench.Pulse(1, 9000, 0, 2);
            bench.Draw(1, 3400, 179);
            bench.Run(3 * Hour);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_UnmeasuredGeneration_DoesNotBlameTheSupply()
        {
            var bench = new WiringBench();
            bench.Plan.CanExport[0] = true;
            bench.DrawRest(0, 14000, 180);
            bench.Draw(1, 1200, 0);
            for (int i = 0; i < 60; i++)
            {
                bench.Run(60);
                bench.Pulse(2, 4000, 30, 1);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_BatteryThatHoldsTheSupplyAtZero_DoesNotMakeItOpen()
        {
            // Unmeasured, and it answers each step within two seconds, in which the supply twitches.
            var bench = new WiringBench();
            bench.Plan.CanExport[0] = true;
            for (int i = 0; i < 50; i++)
            {
                bench.Draw(1, 9000, 0);
                bench.Run(1);
                bench.DrawRest(0, 9000, 180);
                bench.Run(12);
                bench.Draw(1, 0, 0);
                bench.Run(1);
                bench.DrawRest(0, 0, 0);
                bench.Run(12);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_MeasuredBatteryThatAnswersEverySteps_FindsNothing()
        {
            var plan = WiringBench.OnePhase();
            plan.CanExport[0] = true;
            plan.CanExport[3] = true;
            var bench = new WiringBench(plan);
            for (int i = 0; i < 50; i++)
            {
                bench.Draw(1, 9000, 0);
                bench.Draw(3, 9000, 180);
                bench.Run(12);
                bench.Draw(1, 0, 0);
                bench.Draw(3, 0, 0);
                bench.Run(12);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_UnmeasuredLoadsThatStepAtTheSameTime_FindsNothing()
        {
            var bench = new WiringBench();
            for (int i = 0; i < 40; i++)
            {
                // Half as much, as much, twice as much, on and off with it and against it.
                double rest = i % 4 == 0 ? 5000 : i % 4 == 1 ? 10000 : i % 4 == 2 ? 20000 : 3000;
                bench.DrawRest(0, i % 2 == 0 ? rest : 0, 10);
                bench.Draw(1, 10000, 0);
                bench.Run(8);
                bench.DrawRest(0, i % 2 == 0 ? 0 : rest, 10);
                bench.Draw(1, 0, 0);
                bench.Run(8);
                bench.DrawRest(0, 0, 0);
                bench.Run(8);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_IdleLoadsSwitchedWhileOthersStep_FindsNothing()
        {
            var bench = new WiringBench();
            for (int i = 0; i < 30; i++)
            {
                // The relay moves and its load stays idle; on every third occasion a kettle of quite another size goes on.
                bench.Second.LoadOn[2] = i % 2 == 0;
                bench.Draw(1, i % 3 == 0 ? 4000 : 0, 0);
                bench.Run(12);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_LoadsShedBecauseAnotherCameOn_FindsNothing()
        {
            var bench = new WiringBench();
            for (int i = 0; i < 10; i++)
            {
                bench.Second.LoadOn[0] = true;
                bench.Draw(1, 10000, 0);
                bench.Run(20);
                bench.Draw(3, 10500, 0);
                bench.Run(1);
                bench.Second.LoadOn[0] = false;
                bench.Draw(1, 0, 0);
                bench.Run(20);
                bench.Draw(3, 0, 0);
                bench.Run(20);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_ClampsWithinThreePercent_FindsNothingAndConfirms()
        {
            var bench = new WiringBench();
            bench.Plan.HiddenGeneration = false;
            bench.Gain[0] = 0.97;
            bench.Gain[1] = 1.03;
            bench.TurnDeg[1] = 1.5;
            bench.Draw(1, 30000, 0);
            bench.Run(2 * Hour);
            bench.Pulse(1, 30000, 0, 3);
            Assert.AreEqual(0, bench.Findings(), bench.Text());
            Assert.AreEqual(3, bench.Diagnosis.Finding(1).Confirmations);
        }

        [TestMethod]
        public void Diagnosis_ChipsComingAndGoing_FindsNothing()
        {
            var bench = new WiringBench();
            bench.Draw(1, 8000, 0);
            bench.Draw(2, 8000, 0);
            for (int i = 0; i < 200; i++)
            {
                int circuit = i % 4;
                bench.Second.IsKnown[circuit] = false;
                bench.Run(1 + (i % 9));
                bench.Second.IsKnown[circuit] = true;
                bench.Run(1 + (i % 7));
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
        }

        [TestMethod]
        public void Diagnosis_ThreePhaseLoadsOnAllPhasesAtOnce_FindsNothing()
        {
            var bench = new WiringBench(WiringBench.ThreePhases());
            for (int i = 0; i < 30; i++)
            {
                for (int circuit = 3; circuit < 6; circuit++)
                {
                    bench.Draw(circuit, 10000, 10);
                }

                bench.Run(10);
                for (int circuit = 3; circuit < 6; circuit++)
                {
                    bench.Draw(circuit, 0, 0);
                }

                bench.Run(10);
            }

            Assert.AreEqual(0, bench.Findings(), bench.Text());
            Assert.AreEqual(3, bench.Diagnosis.Finding(4).Confirmations);
        }
    }
}
