namespace UnitsNet.Units
{
    /// <summary>Units of electric current.</summary>
    public enum ElectricCurrentUnit
    {
        /// <summary>1e-15 A.</summary>
        Femtoampere = 9,

        /// <summary>1e-12 A.</summary>
        Picoampere = 8,

        /// <summary>1e-9 A.</summary>
        Nanoampere = 7,

        /// <summary>1e-6 A.</summary>
        Microampere = 5,

        /// <summary>1e-3 A.</summary>
        Milliampere = 6,

        /// <summary>1e-2 A.</summary>
        Centiampere = 2,

        /// <summary>1 A.</summary>
        Ampere = 1,

        /// <summary>1e3 A.</summary>
        Kiloampere = 3,

        /// <summary>1e6 A.</summary>
        Megaampere = 4,
    }
}
