using System;
using UnitsNet.Units;

namespace UnitsNet
{
    /// <summary>Electric current with its unit, as in the nanoFramework edition of UnitsNet.</summary>
    public struct ElectricCurrent
    {
        private readonly double _value;
        private readonly ElectricCurrentUnit _unit;

        public ElectricCurrent(double value, ElectricCurrentUnit unit)
        {
            _value = value;
            _unit = unit;
        }

        /// <summary>The unit that conversions go through: ampere.</summary>
        public static ElectricCurrentUnit BaseUnit => ElectricCurrentUnit.Ampere;

        public static ElectricCurrent MaxValue => new ElectricCurrent(double.MaxValue, BaseUnit);

        public static ElectricCurrent MinValue => new ElectricCurrent(double.MinValue, BaseUnit);

        public static ElectricCurrent Zero => new ElectricCurrent(0, BaseUnit);

        /// <summary>The number that belongs to <see cref="Unit"/>.</summary>
        public double Value => _value;

        /// <summary>The unit that it was made with.</summary>
        public ElectricCurrentUnit Unit => _unit;

        public double Femtoamperes => As(ElectricCurrentUnit.Femtoampere);

        public double Picoamperes => As(ElectricCurrentUnit.Picoampere);

        public double Nanoamperes => As(ElectricCurrentUnit.Nanoampere);

        public double Microamperes => As(ElectricCurrentUnit.Microampere);

        public double Milliamperes => As(ElectricCurrentUnit.Milliampere);

        public double Centiamperes => As(ElectricCurrentUnit.Centiampere);

        public double Amperes => As(ElectricCurrentUnit.Ampere);

        public double Kiloamperes => As(ElectricCurrentUnit.Kiloampere);

        public double Megaamperes => As(ElectricCurrentUnit.Megaampere);

        public static ElectricCurrent From(double value, ElectricCurrentUnit fromUnit)
        {
            return new ElectricCurrent(value, fromUnit);
        }

        public static ElectricCurrent FromFemtoamperes(double femtoamperes) => From(femtoamperes, ElectricCurrentUnit.Femtoampere);

        public static ElectricCurrent FromPicoamperes(double picoamperes) => From(picoamperes, ElectricCurrentUnit.Picoampere);

        public static ElectricCurrent FromNanoamperes(double nanoamperes) => From(nanoamperes, ElectricCurrentUnit.Nanoampere);

        public static ElectricCurrent FromMicroamperes(double microamperes) => From(microamperes, ElectricCurrentUnit.Microampere);

        public static ElectricCurrent FromMilliamperes(double milliamperes) => From(milliamperes, ElectricCurrentUnit.Milliampere);

        public static ElectricCurrent FromCentiamperes(double centiamperes) => From(centiamperes, ElectricCurrentUnit.Centiampere);

        public static ElectricCurrent FromAmperes(double amperes) => From(amperes, ElectricCurrentUnit.Ampere);

        public static ElectricCurrent FromKiloamperes(double kiloamperes) => From(kiloamperes, ElectricCurrentUnit.Kiloampere);

        public static ElectricCurrent FromMegaamperes(double megaamperes) => From(megaamperes, ElectricCurrentUnit.Megaampere);

        /// <summary>The number in another unit.</summary>
        /// <exception cref="NotImplementedException">There is no such unit.</exception>
        public double As(ElectricCurrentUnit unit)
        {
            return unit == _unit ? _value : _value * Factor(_unit) / Factor(unit);
        }

        public ElectricCurrent ToUnit(ElectricCurrentUnit unit)
        {
            return new ElectricCurrent(As(unit), unit);
        }

        private static double Factor(ElectricCurrentUnit unit)
        {
            return unit switch
            {
                ElectricCurrentUnit.Femtoampere => 1e-15,
                ElectricCurrentUnit.Picoampere => 1e-12,
                ElectricCurrentUnit.Nanoampere => 1e-9,
                ElectricCurrentUnit.Microampere => 1e-6,
                ElectricCurrentUnit.Milliampere => 1e-3,
                ElectricCurrentUnit.Centiampere => 1e-2,
                ElectricCurrentUnit.Ampere => 1,
                ElectricCurrentUnit.Kiloampere => 1e3,
                ElectricCurrentUnit.Megaampere => 1e6,
                _ => throw new NotImplementedException(),
            };
        }
    }
}
