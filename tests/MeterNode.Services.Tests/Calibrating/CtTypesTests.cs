using MeterNode.Core.Metering;
using MeterNode.Core.Tests;
using MeterNode.Services.Calibrating;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Calibrating
{
    [TestClass]
    public class CtTypesTests
    {
        [TestMethod]
        public void Types_AllOfThem_FillTheShuntRangeWithoutLeavingIt()
        {
            for (int i = 0; i < CtTypes.Count; i++)
            {
                var type = CtTypes.At(i);
                Assert.IsTrue(type.CrestMv <= 310 && type.CrestMv >= 295, type.Name + ": " + type.CrestMv);
                Assert.AreSame(type, CtTypes.Find(type.Name));
            }
        }

        [TestMethod]
        public void Types_Default_IsTheHundredAmpereClampOfTheBoard()
        {
            var type = CtTypes.Find(CtTypes.Default)!;
            Assert.AreEqual(100, type.RatedA);
            Near.AreEqual(2000, type.Ratio, 1e-9, "ratio");
            Near.AreEqual(4.3, type.BurdenOhm, 1e-9, "burden, ohms");
        }

        [TestMethod]
        public void Types_Unknown_AreNotFound()
        {
            Assert.IsTrue(CtTypes.Find("90a-50ma") == null);
        }

        // The corners of what parts may be: ratio in thousandths, lead at large currents and what small ones add in tenths of a degree.
        [TestMethod]
        [DataRow(20, 3, 3)]
        [DataRow(-20, 7, 8)]
        [DataRow(20, 7, 8)]
        [DataRow(-20, 3, 3)]
        public void Nominal_PartsAtTheEndsOfTheirTolerances_AreWithinThreePercent(int ratio, int lead, int smallLead)
        {
            var bench = new CalibrationBench
            {
                RatioError = ratio / 1000.0,
                SmallRatioError = -0.004,
                LeadDeg = lead / 10.0,
                SmallLeadDeg = smallLead / 10.0,
            };
            for (int ma = 1000; ma <= 100000; ma *= 10)
            {
                Near.AreEqual(0, bench.PowerError(ma, 0), 0.03, "at unity, " + ma + " mA");
                Near.AreEqual(0, bench.PowerError(ma, 60), 0.03, "at 0.5 lagging, share of apparent power, " + ma + " mA");
            }
        }

        [TestMethod]
        public void Words_OfEveryRefusal_AreDifferent()
        {
            for (int i = 0; i <= (int)CalibrationRefusal.LoadPresent; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Assert.AreNotEqual(CalibrationWords.Of((CalibrationRefusal)i), CalibrationWords.Of((CalibrationRefusal)j));
                }
            }
        }
    }
}
