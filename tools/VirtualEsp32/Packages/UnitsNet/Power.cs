using System;
using UnitsNet.Units;

namespace UnitsNet
{
    /// <summary>Power with its unit, as in the nanoFramework edition of UnitsNet.</summary>
    public struct Power
    {
        private readonly double _value;
        private readonly PowerUnit _unit;

        public Power(double value, PowerUnit unit)
        {
            _value = value;
            _unit = unit;
        }

        /// <summary>The unit that conversions go through: watt.</summary>
        public static PowerUnit BaseUnit => PowerUnit.Watt;

        public static Power MaxValue => new Power(double.MaxValue, BaseUnit);

        public static Power MinValue => new Power(double.MinValue, BaseUnit);

        public static Power Zero => new Power(0, BaseUnit);

        /// <summary>The number that belongs to <see cref="Unit"/>.</summary>
        public double Value => _value;

        /// <summary>The unit that it was made with.</summary>
        public PowerUnit Unit => _unit;

        public double Femtowatts => As(PowerUnit.Femtowatt);

        public double Picowatts => As(PowerUnit.Picowatt);

        public double Nanowatts => As(PowerUnit.Nanowatt);

        public double Microwatts => As(PowerUnit.Microwatt);

        public double Milliwatts => As(PowerUnit.Milliwatt);

        public double Deciwatts => As(PowerUnit.Deciwatt);

        public double Watts => As(PowerUnit.Watt);

        public double Decawatts => As(PowerUnit.Decawatt);

        public double Kilowatts => As(PowerUnit.Kilowatt);

        public double Megawatts => As(PowerUnit.Megawatt);

        public double Gigawatts => As(PowerUnit.Gigawatt);

        public double Terawatts => As(PowerUnit.Terawatt);

        public double Petawatts => As(PowerUnit.Petawatt);

        public static Power From(double value, PowerUnit fromUnit)
        {
            return new Power(value, fromUnit);
        }

        public static Power FromFemtowatts(double femtowatts) => From(femtowatts, PowerUnit.Femtowatt);

        public static Power FromPicowatts(double picowatts) => From(picowatts, PowerUnit.Picowatt);

        public static Power FromNanowatts(double nanowatts) => From(nanowatts, PowerUnit.Nanowatt);

        public static Power FromMicrowatts(double microwatts) => From(microwatts, PowerUnit.Microwatt);

        public static Power FromMilliwatts(double milliwatts) => From(milliwatts, PowerUnit.Milliwatt);

        public static Power FromDeciwatts(double deciwatts) => From(deciwatts, PowerUnit.Deciwatt);

        public static Power FromWatts(double watts) => From(watts, PowerUnit.Watt);

        public static Power FromDecawatts(double decawatts) => From(decawatts, PowerUnit.Decawatt);

        public static Power FromKilowatts(double kilowatts) => From(kilowatts, PowerUnit.Kilowatt);

        public static Power FromMegawatts(double megawatts) => From(megawatts, PowerUnit.Megawatt);

        public static Power FromGigawatts(double gigawatts) => From(gigawatts, PowerUnit.Gigawatt);

        public static Power FromTerawatts(double terawatts) => From(terawatts, PowerUnit.Terawatt);

        public static Power FromPetawatts(double petawatts) => From(petawatts, PowerUnit.Petawatt);

        /// <summary>The number in another unit.</summary>
        /// <exception cref="NotImplementedException">There is no such unit.</exception>
        public double As(PowerUnit unit)
        {
            return unit == _unit ? _value : _value * Factor(_unit) / Factor(unit);
        }

        public Power ToUnit(PowerUnit unit)
        {
            return new Power(As(unit), unit);
        }

        private static double Factor(PowerUnit unit)
        {
            return unit switch
            {
                PowerUnit.Femtowatt => 1e-15,
                PowerUnit.Picowatt => 1e-12,
                PowerUnit.Nanowatt => 1e-9,
                PowerUnit.Microwatt => 1e-6,
                PowerUnit.Milliwatt => 1e-3,
                PowerUnit.Deciwatt => 1e-1,
                PowerUnit.Watt => 1,
                PowerUnit.Decawatt => 10,
                PowerUnit.Kilowatt => 1e3,
                PowerUnit.Megawatt => 1e6,
                PowerUnit.Gigawatt => 1e9,
                PowerUnit.Terawatt => 1e12,
                PowerUnit.Petawatt => 1e15,
                _ => throw new NotImplementedException(),
            };
        }
    }
}
