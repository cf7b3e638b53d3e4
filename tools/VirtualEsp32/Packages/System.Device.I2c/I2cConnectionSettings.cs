namespace System.Device.I2c
{
    /// <summary>Which device on which bus.</summary>
    public sealed class I2cConnectionSettings
    {
        /// <summary>A device on a 400 kHz bus.</summary>
        /// <param name="busId">1 or 2.</param>
        /// <param name="deviceAddress">7 bit address.</param>
        public I2cConnectionSettings(int busId, int deviceAddress)
            : this(busId, deviceAddress, I2cBusSpeed.FastMode)
        {
        }

        /// <summary>A device on a bus.</summary>
        /// <param name="busId">1 or 2.</param>
        /// <param name="deviceAddress">7 bit address.</param>
        /// <param name="busSpeed">Clock of the bus.</param>
        public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
        {
            BusId = busId;
            DeviceAddress = deviceAddress;
            BusSpeed = busSpeed;
        }

        /// <summary>Number of the bus, from 1.</summary>
        public int BusId { get; }

        /// <summary>7 bit address.</summary>
        public int DeviceAddress { get; }

        /// <summary>Clock of the bus.</summary>
        public I2cBusSpeed BusSpeed { get; }
    }
}
