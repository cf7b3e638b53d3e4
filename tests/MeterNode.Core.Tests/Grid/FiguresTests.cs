using MeterNode.Core.Standards;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class FiguresTests
    {
        [TestMethod]
        public void GridFigures_DimmedTotal_NeverFallsWithMoreDevices()
        {
            for (int n = 1; n < 40; n++)
            {
                Assert.IsTrue(GridFigures.DimmedTotalW(n + 1) > GridFigures.DimmedTotalW(n), "at " + n);
            }

            Assert.AreEqual(45, GridFigures.SimultaneityPercent(9));
            Assert.AreEqual(45, GridFigures.SimultaneityPercent(1000));
            Assert.AreEqual(100, GridFigures.SimultaneityPercent(0));
        }

        [TestMethod]
        public void LoadFigures_Pilot_HasTheStandardsPairs()
        {
            Assert.AreEqual(100, LoadFigures.PilotPermilleOf(6000));
            Assert.AreEqual(266, LoadFigures.PilotPermilleOf(16000));
            Assert.AreEqual(533, LoadFigures.PilotPermilleOf(32000));
            Assert.AreEqual(850, LoadFigures.PilotPermilleOf(51000));
            Assert.AreEqual(892, LoadFigures.PilotPermilleOf(63000));
            Assert.AreEqual(960, LoadFigures.PilotPermilleOf(80000));
            Assert.AreEqual(960, LoadFigures.PilotPermilleOf(100000));
            Assert.AreEqual(0, LoadFigures.PilotPermilleOf(5999));
            Assert.AreEqual(0, LoadFigures.PilotPermilleOf(0));
            Assert.AreEqual(0, LoadFigures.PilotMaOf(99));
            Assert.AreEqual(0, LoadFigures.PilotMaOf(961));
            Assert.AreEqual(80000, LoadFigures.PilotMaOf(960));
        }

        [TestMethod]
        public void LoadFigures_Pilot_NeverOffersMoreThanAskedAndHardlyLess()
        {
            for (int ma = 6000; ma <= 80000; ma += 70)
            {
                // The two laws leave a gap above 51 A.
                int offeredMa = LoadFigures.PilotMaOf(LoadFigures.PilotPermilleOf(ma));
                int least = ma > 51000 && ma < 52750 ? 51000 : ma - LoadFigures.PilotHighMaPerPermille;
                Assert.IsTrue(offeredMa <= ma && offeredMa >= least, ma + " mA asked, " + offeredMa + " offered");
            }
        }
    }
}
