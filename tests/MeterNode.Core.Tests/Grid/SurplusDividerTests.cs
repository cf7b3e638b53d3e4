using MeterNode.Core.Grid;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class SurplusDividerTests
    {
        private const int SetPointW = -50;
        private const int LeastW = 1380;
        private const int MostW = 7360;

        [TestMethod]
        public void SurplusDivider_HeaterAndSteadySurplus_ReachesTheSetPointAndStays()
        {
            // Loads that follow at once, in 3 s and in 6 s.
            for (int lagS = 0; lagS <= 6; lagS += 3)
            {
                var heater = new SurplusDivider(SetPointW, 0, 3000);
                int drawnW = 0;
                for (int s = 0; s < 300; s++)
                {
                    int gridW = drawnW - 2000;
                    int wantedW = heater.Step(s * 1000L, gridW, drawnW);
                    drawnW = lagS == 0 ? wantedW : drawnW + ((wantedW - drawnW) / lagS);
                    Assert.IsTrue(gridW <= 450, "import " + gridW + " at lag " + lagS);
                    if (s >= 60)
                    {
                        Near.AreEqual(SetPointW, gridW, 60, "grid with lag " + lagS + " after " + s + " s");
                    }
                }
            }
        }

        [TestMethod]
        public void SurplusDivider_InsideTheDeadBand_IsLeftAlone()
        {
            var heater = new SurplusDivider(SetPointW, 0, 3000);
            heater.Step(0, -1000, 0);
            heater.Step(1000, -1000, 0);
            int wantedW = heater.WantedW;
            Assert.IsTrue(wantedW > 0);
            heater.Step(2000, SetPointW - heater.DeadBandW, wantedW);
            heater.Step(3000, SetPointW + heater.DeadBandW, wantedW);
            Assert.AreEqual(wantedW, heater.WantedW);
            heater.Step(4000, SetPointW + heater.DeadBandW + 1, wantedW);
            Assert.IsTrue(heater.WantedW < wantedW);
        }

        [TestMethod]
        public void SurplusDivider_Rates_AreSlowUpAndQuickDown()
        {
            var heater = new SurplusDivider(SetPointW, 0, 3000);
            heater.Step(0, -9000, SurplusDivider.Unknown);
            heater.Step(1000, -9000, SurplusDivider.Unknown);
            Assert.AreEqual(heater.RaiseWPerS, heater.WantedW);
            for (int s = 2; s < 30; s++)
            {
                heater.Step(s * 1000L, -9000, SurplusDivider.Unknown);
            }

            Assert.AreEqual(3000, heater.WantedW);
            heater.Step(30000, 9000, SurplusDivider.Unknown);
            Assert.AreEqual(3000 - 1810, heater.WantedW);
            heater.Step(31000, 9000, SurplusDivider.Unknown);
            Assert.AreEqual(0, heater.WantedW);
        }

        [TestMethod]
        public void SurplusDivider_ChargePoint_StartsAfterEnoughForLongEnough()
        {
            var car = new SurplusDivider(SetPointW, LeastW, MostW);
            Run(car, 0, 100, SetPointW - LeastW + 1);
            Assert.IsFalse(car.IsRunning);
            Run(car, 100, 159, SetPointW - LeastW);
            Assert.IsFalse(car.IsRunning);
            Run(car, 160, 160, SetPointW - LeastW);
            Assert.IsTrue(car.IsRunning);
            Assert.AreEqual(LeastW, car.WantedW);
            Assert.AreEqual(1, car.Starts);
        }

        [TestMethod]
        public void SurplusDivider_SurplusBreaksOffBeforeTheStart_WaitsAnew()
        {
            var car = new SurplusDivider(SetPointW, LeastW, MostW);
            Run(car, 0, 59, -3000);
            Run(car, 60, 60, 0);
            Run(car, 61, 120, -3000);
            Assert.IsFalse(car.IsRunning);
            Run(car, 121, 121, -3000);
            Assert.IsTrue(car.IsRunning);
        }

        [TestMethod]
        public void SurplusDivider_ShortOfTheLeast_StopsAfterItsTimeOnly()
        {
            var car = new SurplusDivider(SetPointW, LeastW, MostW);
            Run(car, 0, 60, -2000);
            Run(car, 61, 240, 500);
            Assert.IsTrue(car.IsRunning);
            Assert.AreEqual(LeastW, car.WantedW);
            Run(car, 241, 241, 500);
            Assert.IsFalse(car.IsRunning);
            Assert.AreEqual(0, car.WantedW);
        }

        [TestMethod]
        public void SurplusDivider_ShortWithinTheDeadBand_RunsOn()
        {
            var car = new SurplusDivider(SetPointW, LeastW, MostW);
            Run(car, 0, 60, -2000);
            Run(car, 61, 1000, SetPointW + car.DeadBandW);
            Assert.IsTrue(car.IsRunning);
        }

        [TestMethod]
        public void SurplusDivider_CloudsPass_RunsThrough()
        {
            var car = new SurplusDivider(SetPointW, LeastW, MostW);
            int drawnW = 0;
            for (int s = 0; s < 7200; s++)
            {
                // Two minutes of sun, two of cloud.
                int sunW = s / 120 % 2 == 0 ? 5000 : 1000;
                int wantedW = car.Step(s * 1000L, drawnW - sunW, drawnW);
                Assert.IsTrue(wantedW == 0 || (wantedW >= LeastW && wantedW <= MostW), "wanted " + wantedW);
                drawnW += (wantedW - drawnW) / 3;
            }

            Assert.AreEqual(1, car.Starts);
        }

        [TestMethod]
        public void SurplusDivider_LoadTakesNothing_IsNotWoundUp()
        {
            var heater = new SurplusDivider(SetPointW, 0, 3000);
            for (int s = 0; s < 600; s++)
            {
                heater.Step(s * 1000L, -5000, 0);
            }

            Assert.AreEqual(heater.HeadroomW, heater.WantedW);
        }

        [TestMethod]
        public void SurplusDivider_CarWithALeastAboveTheHeadroom_StaysAtItsLeast()
        {
            var car = new SurplusDivider(SetPointW, 4140, 11000);
            Run(car, 0, 60, -9000);
            for (int s = 61; s < 100; s++)
            {
                car.Step(s * 1000L, -9000, 0);
                Assert.AreEqual(4140, car.WantedW);
            }
        }

        [TestMethod]
        public void SurplusDivider_GridUnknown_HoldsThenStops()
        {
            var car = new SurplusDivider(SetPointW, LeastW, MostW);
            Run(car, 0, 60, -2000);
            Run(car, 61, 69, SurplusDivider.Unknown);
            Assert.AreEqual(LeastW, car.WantedW);
            Run(car, 70, 70, SurplusDivider.Unknown);
            Assert.IsFalse(car.IsRunning);
            Run(car, 71, 130, -2000);
            Assert.IsFalse(car.IsRunning);
            Run(car, 131, 131, -2000);
            Assert.IsTrue(car.IsRunning);
        }

        [TestMethod]
        public void SurplusDivider_CarFirstThenHeater_HeaterTakesTheRest()
        {
            var car = new SurplusDivider(SetPointW, LeastW, 3680);
            var heater = new SurplusDivider(SetPointW, 0, 3000);
            int carW = 0;
            int heaterW = 0;
            int gridW = 0;
            for (int s = 0; s < 900; s++)
            {
                gridW = carW + heaterW - 6000;

                // The caller's part: the heater's power counts as surplus for the car, and the heater waits while the car takes more.
                int before = car.WantedW;
                car.Step(s * 1000L, gridW - heaterW, carW);
                int heaterGridW = gridW + (car.WantedW - before);
                heater.Step(s * 1000L, heaterGridW, heaterW);
                carW += (car.WantedW - carW) / 3;
                heaterW = heater.WantedW;
            }

            Near.AreEqual(3680, carW, 10, "car");
            Near.AreEqual(6000 - 3680 + SetPointW, heaterW, 60, "heater");
            Near.AreEqual(SetPointW, gridW, 60, "grid");
        }

        private static void Run(SurplusDivider divider, int fromS, int toS, int gridW)
        {
            for (int s = fromS; s <= toS; s++)
            {
                divider.Step(s * 1000L, gridW, SurplusDivider.Unknown);
            }
        }
    }
}
