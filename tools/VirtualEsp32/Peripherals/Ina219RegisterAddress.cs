namespace VirtualEsp32.Peripherals
{
    /// <summary>Registers of the INA219 by their pointer (SBOS448G, table 2).</summary>
    internal enum Ina219RegisterAddress : byte
    {
        /// <summary>Reset, ranges, resolutions, mode.</summary>
        Configuration = 0,

        /// <summary>Shunt voltage, 10 µV.</summary>
        ShuntVoltage = 1,

        /// <summary>Bus voltage, 4 mV in bits 15 to 3, and flags.</summary>
        BusVoltage = 2,

        /// <summary>Power, 20 times the current's unit.</summary>
        Power = 3,

        /// <summary>Current, in the unit that the calibration sets.</summary>
        Current = 4,

        /// <summary>Factor of the current.</summary>
        Calibration = 5,
    }
}
