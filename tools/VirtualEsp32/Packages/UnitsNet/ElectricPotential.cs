using System;
using UnitsNet.Units;

namespace UnitsNet
{
    /// <summary>Electric potential with its unit, as in the nanoFramework edition of UnitsNet.</summary>
    public struct ElectricPotential
    {
        private readonly double _value;
        private readonly ElectricPotentialUnit _unit;

        public ElectricPotential(double value, ElectricPotentialUnit unit)
        {
            _value = value;
            _unit = unit;
        }

        /// <summary>The unit that conversions go through: volt.</summary>
        public static ElectricPotentialUnit BaseUnit => ElectricPotentialUnit.Volt;

        public static ElectricPotential MaxValue => new ElectricPotential(double.MaxValue, BaseUnit);

        public static ElectricPotential MinValue => new ElectricPotential(double.MinValue, BaseUnit);

        public static ElectricPotential Zero => new ElectricPotential(0, BaseUnit);

        /// <summary>The number that belongs to <see cref="Unit"/>.</summary>
        public double Value => _value;

        /// <summary>The unit that it was made with.</summary>
        public ElectricPotentialUnit Unit => _unit;

        public double Nanovolts => As(ElectricPotentialUnit.Nanovolt);

        public double Microvolts => As(ElectricPotentialUnit.Microvolt);

        public double Millivolts => As(ElectricPotentialUnit.Millivolt);

        public double Volts => As(ElectricPotentialUnit.Volt);

        public double Kilovolts => As(ElectricPotentialUnit.Kilovolt);

        public double Megavolts => As(ElectricPotentialUnit.Megavolt);

        public static ElectricPotential From(double value, ElectricPotentialUnit fromUnit)
        {
            return new ElectricPotential(value, fromUnit);
        }

        public static ElectricPotential FromNanovolts(double nanovolts) => From(nanovolts, ElectricPotentialUnit.Nanovolt);

        public static ElectricPotential FromMicrovolts(double microvolts) => From(microvolts, ElectricPotentialUnit.Microvolt);

        public static ElectricPotential FromMillivolts(double millivolts) => From(millivolts, ElectricPotentialUnit.Millivolt);

        public static ElectricPotential FromVolts(double volts) => From(volts, ElectricPotentialUnit.Volt);

        public static ElectricPotential FromKilovolts(double kilovolts) => From(kilovolts, ElectricPotentialUnit.Kilovolt);

        public static ElectricPotential FromMegavolts(double megavolts) => From(megavolts, ElectricPotentialUnit.Megavolt);

        /// <summary>The number in another unit.</summary>
        /// <exception cref="NotImplementedException">There is no such unit.</exception>
        public double As(ElectricPotentialUnit unit)
        {
            return unit == _unit ? _value : _value * Factor(_unit) / Factor(unit);
        }

        public ElectricPotential ToUnit(ElectricPotentialUnit unit)
        {
            return new ElectricPotential(As(unit), unit);
        }

        private static double Factor(ElectricPotentialUnit unit)
        {
            return unit switch
            {
                ElectricPotentialUnit.Nanovolt => 1e-9,
                ElectricPotentialUnit.Microvolt => 1e-6,
                ElectricPotentialUnit.Millivolt => 1e-3,
                ElectricPotentialUnit.Volt => 1,
                ElectricPotentialUnit.Kilovolt => 1e3,
                ElectricPotentialUnit.Megavolt => 1e6,
                _ => throw new NotImplementedException(),
            };
        }
    }
}
