namespace UnitsNet.Units
{
    /// <summary>Units of electric potential.</summary>
    public enum ElectricPotentialUnit
    {
        /// <summary>1e-9 V.</summary>
        Nanovolt = 11,

        /// <summary>1e-6 V.</summary>
        Microvolt = 3,

        /// <summary>1e-3 V.</summary>
        Millivolt = 4,

        /// <summary>1 V.</summary>
        Volt = 5,

        /// <summary>1e3 V.</summary>
        Kilovolt = 1,

        /// <summary>1e6 V.</summary>
        Megavolt = 2,
    }
}
