namespace Iot.Device.Adc
{
    /// <summary>Full scale of the bus voltage.</summary>
    public enum Ina219BusVoltageRange : ushort
    {
        /// <summary>16 V.</summary>
        Range16v = 0x0000,

        /// <summary>32 V, of which 26 V may be used.</summary>
        Range32v = 0x2000,
    }
}
