using UnitsNet;
using UnitsNet.Units;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    public sealed class UnitsTests
    {
        [Fact]
        public void Quantity_InItsOwnUnit_IsExact()
        {
            Assert.Equal(0.1 + 0.2, ElectricPotential.FromVolts(0.1 + 0.2).Volts);
            Assert.Equal(0.3, ElectricCurrent.FromMilliamperes(0.3).Value);
            Assert.Equal(PowerUnit.Kilowatt, Power.FromKilowatts(1).Unit);
        }

        [Fact]
        public void Quantity_InAnotherUnit_IsConverted()
        {
            Assert.Equal(230_000, ElectricPotential.FromVolts(230).Millivolts, 6);
            Assert.Equal(0.016, ElectricCurrent.FromAmperes(16).Kiloamperes, 12);
            Assert.Equal(7_400, Power.FromKilowatts(7.4).ToUnit(PowerUnit.Watt).Value, 9);
        }
    }
}
