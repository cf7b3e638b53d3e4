namespace UnitsNet.Units
{
    /// <summary>Units of power; only the decimal ones of the watt.</summary>
    public enum PowerUnit
    {
        /// <summary>1e-15 W.</summary>
        Femtowatt = 6,

        /// <summary>1e-12 W.</summary>
        Picowatt = 24,

        /// <summary>1e-9 W.</summary>
        Nanowatt = 22,

        /// <summary>1e-6 W.</summary>
        Microwatt = 19,

        /// <summary>1e-3 W.</summary>
        Milliwatt = 21,

        /// <summary>1e-1 W.</summary>
        Deciwatt = 4,

        /// <summary>1 W.</summary>
        Watt = 26,

        /// <summary>10 W.</summary>
        Decawatt = 3,

        /// <summary>1e3 W.</summary>
        Kilowatt = 13,

        /// <summary>1e6 W.</summary>
        Megawatt = 17,

        /// <summary>1e9 W.</summary>
        Gigawatt = 8,

        /// <summary>1e12 W.</summary>
        Terawatt = 25,

        /// <summary>1e15 W.</summary>
        Petawatt = 23,
    }
}
