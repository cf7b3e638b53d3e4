namespace Iot.Device.Adc
{
    /// <summary>Which converters of the INA219 run, and whether by themselves.</summary>
    public enum Ina219OperatingMode : ushort
    {
        /// <summary>Nothing; takes 40 µs to wake up from.</summary>
        PowerDown = 0,

        /// <summary>One shunt conversion a write of the configuration.</summary>
        ShuntVoltageTriggered = 1,

        /// <summary>One bus conversion a write of the configuration.</summary>
        BusVoltageTriggered = 2,

        /// <summary>One of each a write of the configuration.</summary>
        ShuntAndBusTriggered = 3,

        /// <summary>Nothing; the rest of the chip stays awake.</summary>
        AdcOff = 4,

        /// <summary>Shunt conversions one after the other.</summary>
        ShuntVoltageContinuous = 5,

        /// <summary>Bus conversions one after the other.</summary>
        BusVoltageContinuous = 6,

        /// <summary>Shunt and bus conversions in turn; the default.</summary>
        ShuntAndBusContinuous = 7,
    }
}
