using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Metering
{
    [TestClass]
    public class EnergyRegisterTests
    {
        [TestMethod]
        public void EnergyRegister_FractionsOfAMilliwattSecond_AreCarriedOver()
        {
            var register = new EnergyRegister();
            for (int i = 0; i < 1000; i++)
            {
                register.Add(1, 1000);
            }

            Assert.AreEqual(1L, register.ImportMws);
        }

        [TestMethod]
        public void EnergyRegister_ImportAndExport_BothOnlyRise()
        {
            var register = new EnergyRegister();
            register.Add(5000000, 2000000);
            register.Add(-3000000, 1000000);
            Assert.AreEqual(10000000L, register.ImportMws);
            Assert.AreEqual(3000000L, register.ExportMws);
        }

        [TestMethod]
        public void EnergyRegister_ReactiveOfBothSigns_GoesIntoRegistersOfItsOwn()
        {
            var register = new EnergyRegister();
            register.AddReactive(2000000, 3000000);
            register.AddReactive(-1000000, 1500000);
            Assert.AreEqual(6000000L, register.InductiveMvars);
            Assert.AreEqual(1500000L, register.CapacitiveMvars);
            Assert.AreEqual(0L, register.ImportMws);
        }

        [TestMethod]
        public void EnergyRegister_TwentyYearsAt25Kilowatts_DoesNotOverflow()
        {
            var register = new EnergyRegister();
            for (int year = 0; year < 20; year++)
            {
                for (int day = 0; day < 365; day++)
                {
                    register.Add(25000000, 86400L * 1000000);
                }
            }

            Assert.AreEqual(25000000L * 86400 * 365 * 20, register.ImportMws);
        }
    }
}
